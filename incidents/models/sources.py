"""Outlets and official sites, how they are polled and how they are doing, and the items they offered."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import Language, Reliability, SourceKind


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources by what a reader wants of them."""

    def due(self, at: datetime) -> Self:
        """Enabled sources that were never polled or whose next poll has come, the longest waiting first."""
        come = models.Q(next_poll_at__isnull=True) | models.Q(next_poll_at__lte=at)
        return (
            self.filter(come, enabled=True)
            .exclude(kind=SourceKind.MANUAL)
            .order_by(models.F("next_poll_at").asc(nulls_first=True))
        )


@pghistory.track(exclude=["next_poll_at", "last_poll_at", "last_success_at", "claimed_until"])
class Source(models.Model):
    """Where reports come from: one outlet's feed, sitemap or listing page, or submissions by hand."""

    name = models.CharField(_("name"), max_length=120)
    homepage = models.URLField(_("homepage"), max_length=500, blank=True)
    url = models.URLField(_("address polled"), max_length=2000, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=SourceKind)
    language = models.CharField(
        _("language"), max_length=3, choices=Language, default=Language.INDONESIAN
    )
    country = models.CharField(
        _("country"), max_length=2, default="ID", help_text=_("ISO 3166-1 alpha-2")
    )
    reliability = models.CharField(
        _("reliability"), max_length=1, choices=Reliability, default=Reliability.F
    )
    official = models.BooleanField(_("official site of a body"), default=False)
    enabled = models.BooleanField(_("polled"), default=False)
    cadence = models.DurationField(_("time between polls"), null=True, blank=True)
    link_pattern = models.CharField(
        _("link pattern (regular expression)"), max_length=300, blank=True
    )
    include = models.TextField(_("keep items that contain one of (one a line)"), blank=True)
    exclude = models.TextField(_("set aside items that contain one of (one a line)"), blank=True)

    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    next_poll_at = models.DateTimeField(_("next poll"), null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_poll_at = models.DateTimeField(_("last poll"), null=True, blank=True, editable=False)
    last_success_at = models.DateTimeField(_("last success"), null=True, blank=True, editable=False)
    last_error = models.TextField(_("last error"), blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    empty_polls = models.PositiveIntegerField(
        _("polls without an item in a row"), default=0, editable=False
    )
    silent_since = models.DateTimeField(_("silent since"), null=True, blank=True, editable=False)
    note = models.TextField(_("note"), blank=True)
    visible_to = models.ManyToManyField(
        "auth.Group",
        verbose_name=_("only for"),
        blank=True,
        related_name="sources",
        help_text=_("Groups that may see its articles before publication; empty: all analysts."),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=("url",), condition=~models.Q(url=""), name="source_url_once"
            ),
        ]
        indexes = [
            # Asked every minute by the poll task for the sources that are due.
            models.Index(
                fields=("next_poll_at",), condition=models.Q(enabled=True), name="source_due"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Poll(models.Model):
    """One poll of a source: what came of it, for the source's health."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="polls")
    at = models.DateTimeField(_("at"))
    seconds = models.FloatField(_("seconds"), default=0)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    items = models.PositiveIntegerField(_("items offered"), default=0)
    new = models.PositiveIntegerField(_("new items"), default=0)
    set_aside = models.PositiveIntegerField(_("set aside"), default=0)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        ordering = ("-at",)
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        indexes = [models.Index(fields=("source", "-at"), name="poll_of_source")]

    def __str__(self) -> str:
        return f"{self.source} {self.at:%Y-%m-%d %H:%M}"


class ItemState(models.TextChoices):
    """Where an address that was found or submitted stands."""

    WAITING = "waiting", _("Waiting to be fetched")
    FETCHING = "fetching", _("Being fetched")
    DONE = "done", _("Fetched")
    SET_ASIDE = "set-aside", _("Set aside")
    FAILED = "failed", _("Failed")


class Item(models.Model):
    """One address to fetch: offered by a source, or submitted; never forgotten, so never fetched twice for nothing."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="items")
    external_id = models.CharField(_("identifier in the source"), max_length=500)
    url = models.URLField(_("address"), max_length=2000)
    title = models.CharField(_("title"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    found_at = models.DateTimeField(_("found"))
    state = models.CharField(
        _("state"), max_length=10, choices=ItemState, default=ItemState.WAITING
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    error = models.TextField(_("error"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    # What the source said of the item (title, change date): another value means: fetch it again.
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    snapshot = models.ForeignKey(
        "incidents.Snapshot",
        verbose_name=_("snapshot"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="items",
        help_text=_("Bytes already archived, to be read instead of the address."),
    )
    article = models.ForeignKey(
        "incidents.Article",
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="items",
    )

    class Meta:
        ordering = ("-found_at",)
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.UniqueConstraint(fields=("source", "external_id"), name="item_once_per_source"),
        ]
        indexes = [
            # Asked by the re-queue task for addresses whose next try has come.
            models.Index(
                fields=("next_try_at",),
                condition=models.Q(state__in=("waiting", "fetching")),
                name="item_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url
