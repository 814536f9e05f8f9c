"""What single sentences of articles say, and how far their review has come."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import MD5, Lower
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import (
    PUBLIC_LIFECYCLES,
    TLP,
    Category,
    Credibility,
    Kind,
    MentionState,
    Precision,
    RejectionReason,
    Status,
    Unit,
)

from .agreement import kinds_agree
from .articles import Article
from .incidents import Incident
from .labels import label_of


class MentionQuerySet(models.QuerySet["Mention"]):
    """Mentions by who reads them."""

    def awaiting_review(self) -> Self:
        """The queue, in no particular order."""
        return self.filter(state=MentionState.WAITING)

    def public(self) -> Self:
        """Accepted mentions of a public incident that a second person let out with it."""
        return self.filter(
            state=MentionState.ACCEPTED,
            published_at__isnull=False,
            incident__lifecycle__in=PUBLIC_LIFECYCLES,
            incident__tlp=TLP.CLEAR,
        )

    def in_order_of_work(self) -> Self:
        """The order of the queue (`domain.priority`), the newest row first among equals."""
        return self.order_by("-priority", "-id")

    def claimable(self, by: object, at: datetime) -> Self:
        """Waiting mentions that nobody else holds at the moment `at`."""
        return self.awaiting_review().filter(
            models.Q(claimed_by__isnull=True)
            | models.Q(claimed_by=by)
            | models.Q(claimed_until__lte=at)
        )


@pghistory.track(exclude=["claimed_by", "claimed_until", "priority", "corroboration"])
class Mention(models.Model):
    """What one article says in one sentence; decided on only by `review`."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.PROTECT, related_name="mentions"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    start = models.PositiveIntegerField(_("first character"))
    end = models.PositiveIntegerField(_("character after the last"))
    evidence = models.TextField(
        _("evidence"), help_text=_("Equals text[start:end] of the article.")
    )
    figure_value = models.BigIntegerField(_("figure"), null=True, blank=True)
    figure_approximate = models.BooleanField(_("approximate"), default=False)
    figure_unit = models.CharField(_("unit"), max_length=10, choices=Unit, blank=True)
    figure_text = models.CharField(_("figure as written"), max_length=120, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(
        _("date known to the"), max_length=5, choices=Precision, blank=True
    )
    reported_by = models.CharField(_("reported by"), max_length=200, blank=True)
    election = models.ForeignKey(
        "incidents.Election",
        verbose_name=_("election"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions",
    )
    place = models.ForeignKey(
        "incidents.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions",
    )
    place_text = models.CharField(_("place as written"), max_length=120, blank=True)
    confidence = models.FloatField(_("confidence"), default=0)
    explanation = models.JSONField(_("explanation"), default=list, blank=True)
    extractor_version = models.CharField(_("extractor version"), max_length=60, blank=True)
    credibility = models.PositiveSmallIntegerField(
        _("credibility"), choices=Credibility, default=Credibility.CANNOT_BE_JUDGED
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MentionState, default=MentionState.WAITING
    )
    rejection = models.CharField(
        _("reason for rejection"), max_length=15, choices=RejectionReason, blank=True
    )
    flagged_vanished = models.BooleanField(
        _("sentence gone from the newest version of the article"), default=False
    )
    incident = models.ForeignKey(
        Incident,
        verbose_name=_("incident"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions",
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentions_assigned",
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("being reviewed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentions_claimed",
    )
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    reported_on = models.DateField(
        _("reported"),
        null=True,
        blank=True,
        help_text=_("Day the article was published, else the day it was received."),
    )
    corroboration = models.PositiveSmallIntegerField(
        _("other independent outlets that say the like"), default=0
    )
    priority = models.FloatField(_("place in the queue"), default=0)
    published_at = models.DateTimeField(
        _("public since"),
        null=True,
        blank=True,
        help_text=_("Set when a second person lets it out with its incident."),
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    created_at = models.DateTimeField(_("extracted"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentions_decided",
    )

    objects = MentionQuerySet.as_manager()
    get_kind_display = label_of("kind", Kind)
    get_category_display = label_of("category", Category)
    get_status_display = label_of("status", Status)
    get_state_display = label_of("state", MentionState)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        permissions = [("decide_mention", "Can review mentions")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end")), name="mention_span_in_order"
            ),
            models.UniqueConstraint(
                fields=("article", "kind", "category", "start", "end"), name="mention_once_per_span"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="mention_ends_after_start",
            ),
            models.CheckConstraint(
                condition=(models.Q(figure_value__isnull=True) & models.Q(figure_unit=""))
                | (models.Q(figure_value__gte=0) & ~models.Q(figure_unit="")),
                name="mention_figure_has_unit",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="rejected") | ~models.Q(rejection=""),
                name="rejection_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | models.Q(state="accepted", incident__isnull=False),
                name="only_accepted_mentions_are_public",
            ),
            models.CheckConstraint(
                condition=models.Q(incident__isnull=True) | models.Q(state="accepted"),
                name="only_accepted_mentions_are_attached",
            ),
            kinds_agree("mention_kind_category_status"),
        ]
        indexes = [
            # The review queue, in the order of `domain.priority`.
            models.Index(
                fields=("-priority", "-id"),
                condition=models.Q(state="waiting"),
                name="mention_queue",
            ),
            # How many wait, by kind and under the commonest filters, without reading the rows.
            models.Index(
                fields=("kind", "category", "election"),
                condition=models.Q(state="waiting"),
                name="mention_waiting",
            ),
            # Asked for every new mention: who else reported the like in these weeks?
            models.Index(fields=("category", "reported_on", "kind"), name="mention_alike"),
            # The analyst's own work, and undo of the last acts.
            models.Index(
                fields=("assigned_to",),
                condition=models.Q(state="waiting"),
                name="mention_assigned",
            ),
            models.Index(fields=("state", "-id"), name="mention_state"),
            # Asked for every extraction: was this phrase rejected before? (`insights.labelled`)
            models.Index(
                "kind",
                "category",
                MD5(
                    Func(
                        Lower("evidence"),
                        Value(r"\W+"),
                        Value(" "),
                        Value("g"),
                        function="regexp_replace",
                    )
                ),
                condition=models.Q(state__in=("accepted", "rejected")),
                name="mention_phrase",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.evidence[:80]}"


@pghistory.track()
class MentionEntity(models.Model):
    """A name in a mention with its role, and the known entity it stands for, if any."""

    class Role(models.TextChoices):
        """The part a name plays in a mention."""

        TARGET = "target", _("Target")
        ACTOR = "actor", _("Actor")
        SPEAKER = "speaker", _("Speaker")

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="names")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    text = models.CharField(_("as written"), max_length=200)
    entity = models.ForeignKey(
        "incidents.Entity",
        verbose_name=_("entity"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mention_names",
    )

    class Meta:
        verbose_name = _("name in a mention")
        verbose_name_plural = _("names in mentions")
        constraints = [
            models.UniqueConstraint(fields=("mention", "role", "text"), name="name_once_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.text}"


class SavedFilter(models.Model):
    """A filter of the queue that a person keeps under a name; `query` is the address's query string."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ("name",)
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        constraints = [models.UniqueConstraint(fields=("owner", "name"), name="filter_name_once")]

    def __str__(self) -> str:
        return self.name


def hidden_names() -> Func:
    """For `annotate`: names in a mention of private persons whose name is not for the public, as an array."""
    hidden = MentionEntity.objects.filter(
        mention_id=models.OuterRef("pk"), entity__private_person=True, entity__name_public=False
    ).order_by("pk")
    return Func(
        ArraySubquery(hidden.values("text")),
        ArraySubquery(hidden.values("entity__name")),
        function="array_cat",
        output_field=ArrayField(models.TextField()),
    )
