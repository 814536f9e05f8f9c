"""Curated records: incidents, the sources they cite, how they relate, and corrections to published ones."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import (
    CODEBOOK_VERSION,
    PUBLIC_LIFECYCLES,
    TLP,
    Category,
    Kind,
    Lifecycle,
    LinkKind,
    Precision,
    Status,
    Unit,
)

from .agreement import kinds_agree
from .labels import label_of


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Incidents by who reads them."""

    def public(self) -> Self:
        """What anybody may see: published or corrected, TLP:CLEAR."""
        return self.filter(lifecycle__in=PUBLIC_LIFECYCLES, tlp=TLP.CLEAR)

    def addressable(self) -> Self:
        """What keeps a public address: public records, and retracted or merged ones that were public."""
        return self.filter(
            lifecycle__in=(*PUBLIC_LIFECYCLES, Lifecycle.RETRACTED, Lifecycle.MERGED),
            tlp=TLP.CLEAR,
            published_at__isnull=False,
        )

    def in_work(self) -> Self:
        """Drafts and records that wait for approval."""
        return self.filter(lifecycle__in=(Lifecycle.DRAFT, Lifecycle.IN_REVIEW))


@pghistory.track(exclude=["stems"])
class Incident(models.Model):
    """The curated record that mentions of many articles attest; written only by `review`."""

    public_id = models.CharField(_("public id"), max_length=12, unique=True, help_text="YYYY-NNNN")
    slug = models.SlugField(_("slug"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    summary_en = models.TextField(_("English summary"), blank=True)
    note = models.TextField(_("note on disputes and weak sources"), blank=True)
    note_en = models.TextField(_("English note"), blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(
        _("date known to the"), max_length=5, choices=Precision, blank=True
    )
    elections = models.ManyToManyField(
        "incidents.Election", verbose_name=_("elections"), blank=True, related_name="incidents"
    )
    targets = models.ManyToManyField(
        "incidents.Entity", verbose_name=_("targets"), blank=True, related_name="targeted_in"
    )
    actors = models.ManyToManyField(
        "incidents.Entity", verbose_name=_("actors"), blank=True, related_name="acting_in"
    )
    target_text = models.CharField(_("target as reported"), max_length=300, blank=True)
    actor_text = models.CharField(_("actor as reported"), max_length=300, blank=True)
    places = models.ManyToManyField(
        "incidents.Place", verbose_name=_("places"), blank=True, related_name="incidents"
    )
    figure_value = models.BigIntegerField(_("headline figure"), null=True, blank=True)
    figure_approximate = models.BooleanField(_("approximate"), default=False)
    figure_unit = models.CharField(_("unit"), max_length=10, choices=Unit, blank=True)
    figure_reason = models.CharField(_("why this figure"), max_length=300, blank=True)
    tlp = models.CharField("TLP", max_length=12, choices=TLP, default=TLP.CLEAR)
    codebook = models.CharField(_("codebook version"), max_length=10, default=CODEBOOK_VERSION)
    lifecycle = models.CharField(
        _("state"), max_length=10, choices=Lifecycle, default=Lifecycle.DRAFT
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="incidents_written",
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approver"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="incidents_approved",
    )
    approved_version = models.PositiveIntegerField(_("version approved"), null=True, blank=True)
    source_key = models.CharField(
        _("key in the file it was loaded from"), max_length=120, null=True, blank=True, unique=True
    )
    retraction_reason = models.TextField(_("reason for retraction"), blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )
    links = models.ManyToManyField(
        "self",
        through="incidents.IncidentLink",
        through_fields=("source", "target"),
        symmetrical=False,
        blank=True,
    )
    created_at = models.DateTimeField(_("opened"), auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    stems = SearchVectorField(null=True, editable=False)

    objects = IncidentQuerySet.as_manager()
    get_kind_display = label_of("kind", Kind)
    get_category_display = label_of("category", Category)
    get_status_display = label_of("status", Status)
    get_lifecycle_display = label_of("lifecycle", Lifecycle)

    class Meta:
        ordering = ("-starts_on", "-id")
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        permissions = [
            ("open_incident", "Can open and edit incidents"),
            ("publish_incident", "Can approve, retract and merge incidents"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(lifecycle__in=("published", "corrected", "retracted"))
                | (models.Q(approver__isnull=False) & ~models.Q(approver=models.F("author"))),
                name="published_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="incident_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~models.Q(lifecycle="merged") | models.Q(merged_into__isnull=False),
                name="merged_names_its_heir",
            ),
            models.CheckConstraint(
                condition=(models.Q(figure_value__isnull=True) & models.Q(figure_unit=""))
                | (models.Q(figure_value__gte=0) & ~models.Q(figure_unit="")),
                name="incident_figure_has_unit",
            ),
            kinds_agree("incident_kind_category_status"),
        ]
        indexes = [
            # The public list, newest first by key, with and without a kind.
            models.Index(
                fields=("-starts_on", "-id"),
                condition=models.Q(lifecycle__in=("published", "corrected"), tlp="clear"),
                name="incident_public_newest",
            ),
            models.Index(fields=("kind", "category"), name="incident_kind_category"),
            models.Index(fields=("lifecycle", "-changed_at"), name="incident_lifecycle"),
            GinIndex(fields=("stems",), name="incident_stems"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.display_title}"

    def get_absolute_url(self) -> str:
        """The permanent public address, `/incidents/YYYY-NNNN-slug`."""
        return reverse(
            "incident", args=[f"{self.public_id}-{self.slug}" if self.slug else self.public_id]
        )

    @property
    def display_title(self) -> str:
        """The title in the reader's language, or the one there is."""
        return self._in_language("title")

    @property
    def display_summary(self) -> str:
        """The summary in the reader's language, or the one there is."""
        return self._in_language("summary")

    @property
    def display_note(self) -> str:
        """The note in the reader's language, or the one there is."""
        return self._in_language("note")

    def _in_language(self, field: str) -> str:
        indonesian, english = getattr(self, field), getattr(self, f"{field}_en")
        if (get_language() or "").startswith("en"):
            return str(english or indonesian)
        return str(indonesian or english)


class PublicNumber(models.Model):
    """The last number given in a year's public ids; its row lock hands out the next without gaps."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("public number")
        verbose_name_plural = _("public numbers")

    def __str__(self) -> str:
        return f"{self.year}-{self.last:04d}"


@pghistory.track()
class IncidentLink(models.Model):
    """A directed relation: source mitigates / is part of / is related to target."""

    source = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind)

    class Meta:
        verbose_name = _("link between incidents")
        verbose_name_plural = _("links between incidents")
        constraints = [
            models.UniqueConstraint(fields=("source", "target", "kind"), name="link_once"),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="no_link_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source.public_id} {self.get_kind_display()} {self.target.public_id}"


@pghistory.track()
class Citation(models.Model):
    """A source cited for an incident by address, where no archived article stands behind it."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="citations")
    url = models.URLField(_("address"), max_length=2000)
    outlet = models.CharField(_("outlet"), max_length=120, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    published_precision = models.CharField(max_length=5, choices=Precision, blank=True)
    reported_by = models.CharField(_("reported by"), max_length=200, blank=True)
    weak = models.BooleanField(_("weak source"), default=False)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("cited source")
        verbose_name_plural = _("cited sources")
        constraints = [models.UniqueConstraint(fields=("incident", "url"), name="citation_once")]

    def __str__(self) -> str:
        return self.outlet or self.url


class CorrectionState(models.TextChoices):
    """Where a correction stands."""

    PROPOSED = "proposed", _("Proposed")
    APPLIED = "applied", _("Published")
    DECLINED = "declined", _("Declined")


class Correction(models.Model):
    """A change to a published record: proposed by one person, published by another, shown to the public."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="corrections")
    seen_version = models.PositiveIntegerField(_("version seen"))
    changes = models.JSONField(_("changes"), help_text='{"field": [before, after]}')
    reason = models.TextField(_("reason shown to the public"))
    state = models.CharField(
        _("state"), max_length=10, choices=CorrectionState, default=CorrectionState.PROPOSED
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections_written"
    )
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections_approved",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        ordering = ("-proposed_at",)
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="applied")
                | (models.Q(approver__isnull=False) & ~models.Q(approver=models.F("author"))),
                name="correction_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident.public_id} {self.get_state_display()}"
