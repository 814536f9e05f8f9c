"""Archived bytes, the articles read from them, and the stories that several outlets carry."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import ArticleState, DateOrigin, Language, Precision

from .sources import Source


class Snapshot(models.Model):
    """Bytes as received, kept once under their SHA-256; rows are never changed."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    fetched_at = models.DateTimeField(_("fetched"))
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    headers = models.JSONField(_("headers"), default=list, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    storage_key = models.CharField(_("storage key"), max_length=200)

    class Meta:
        ordering = ("-fetched_at",)
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")

    def __str__(self) -> str:
        return self.sha256[:12]


class Story(models.Model):
    """Articles of several outlets that carry one text; counted once as an independent source."""

    first_seen = models.DateTimeField(_("first seen"), auto_now_add=True)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return f"S{self.pk}"

    def first_article(self) -> Article | None:
        """The copy that was published first, by its date, then by arrival; one query."""
        newest_last = models.F("published_on").asc(nulls_last=True)
        return self.articles.order_by(newest_last, "received_at", "pk").first()


class StoryBand(models.Model):
    """One band of an article's MinHash signature; equal bands make two articles candidates for one story."""

    article = models.ForeignKey(
        "incidents.Article",
        on_delete=models.CASCADE,
        related_name="bands",
        db_index=False,  # the constraint below serves; this table has the most rows of all
    )
    band = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("article", "band"), name="band_once_per_article")
        ]
        # Asked once per new article: which stored articles share a band?
        indexes = [models.Index(fields=("band",), name="story_band")]

    def __str__(self) -> str:
        return str(self.band)


@pghistory.track(
    model_name="ArticleEvent",  # else named for all its fields
    fields=["title", "canonical_url", "published_on", "state", "relevance", "story", "version_of"],
)
class Article(models.Model):
    """One version of one text at one address."""

    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    snapshot = models.ForeignKey(
        Snapshot, verbose_name=_("snapshot"), on_delete=models.PROTECT, related_name="articles"
    )
    further_snapshots = models.ManyToManyField(
        Snapshot,
        verbose_name=_("snapshots of its further pages"),
        blank=True,
        related_name="continued_articles",
    )
    url = models.CharField(
        _("address"),
        max_length=2000,
        blank=True,
        help_text=_("Where a reader finds it; the canonical address is its identity."),
    )
    canonical_url = models.CharField(_("canonical address"), max_length=2000, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    outlet = models.CharField(_("outlet"), max_length=120, blank=True)
    language = models.CharField(
        _("language"), max_length=3, choices=Language, default=Language.INDONESIAN
    )
    published_on = models.DateField(_("published"), null=True, blank=True)
    published_precision = models.CharField(max_length=5, choices=Precision, blank=True)
    published_from = models.CharField(
        _("date read from"), max_length=10, choices=DateOrigin, blank=True
    )
    modified_on = models.DateField(_("changed by the outlet"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"))
    text = models.TextField(_("text"))
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    stems = SearchVectorField(null=True, editable=False)
    signature = models.BinaryField(null=True, editable=False)
    version_of = models.ForeignKey(
        "self",
        verbose_name=_("newer version of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="versions",
    )
    story = models.ForeignKey(
        Story,
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    near = models.ManyToManyField(
        "self", verbose_name=_("near copies"), blank=True, symmetrical=True
    )
    relevance = models.FloatField(_("relevance"), null=True, blank=True)
    relevant = models.BooleanField(_("relevant"), null=True, blank=True)
    elections = models.ManyToManyField(
        "incidents.Election", verbose_name=_("elections"), blank=True, related_name="articles"
    )
    extractor_version = models.CharField(_("extractor version"), max_length=60, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ArticleState, default=ArticleState.STORED
    )
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("submit_article", "Can submit articles")]
        constraints = [
            models.UniqueConstraint(
                fields=("canonical_url", "text_sha256"), name="article_text_once_per_url"
            ),
        ]
        indexes = [
            # Asked by the re-queue task: articles whose extraction has not ended.
            models.Index(
                fields=("claimed_until",),
                condition=models.Q(state__in=("stored", "extracting")),
                name="article_open",
            ),
            # Asked once per new article: is this very text known under another address?
            models.Index(fields=("text_sha256",), name="article_text"),
            # Search by Sastrawi stems.
            GinIndex(fields=("stems",), name="article_stems"),
            models.Index(fields=("-published_on", "-id"), name="article_newest"),
        ]

    def __str__(self) -> str:
        return self.title or self.canonical_url or f"#{self.pk}"
