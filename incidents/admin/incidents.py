"""Curated records; they change through the acts of review only."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from incidents.models import Citation, Correction, Incident, IncidentLink, PublicNumber
from incidents.review import publish

from .records import RecordAdmin, RecordInline, told


class CitationInline(RecordInline[Citation, Incident]):
    """Sources cited."""

    model = Citation
    fields = ("url", "outlet", "published_on", "reported_by", "weak")


class LinkInline(RecordInline[IncidentLink, Incident]):
    """Links to other incidents."""

    model = IncidentLink
    fk_name = "source"


class CorrectionInline(RecordInline[Correction, Incident]):
    """Corrections."""

    model = Correction
    fields = ("state", "reason", "author", "proposed_at", "approver", "decided_at")


@admin.register(Incident)
class IncidentAdmin(RecordAdmin[Incident]):
    """Incidents and measures."""

    list_display = ("public_id", "title", "kind", "category", "status", "lifecycle", "tlp", "work")
    list_filter = ("lifecycle", "kind", "status", "category", "tlp", "elections")
    search_fields = ("public_id", "title", "title_en", "summary")
    date_hierarchy = "starts_on"
    inlines = (CitationInline, LinkInline, CorrectionInline)
    # Only what needs no look at one version: approving, correcting and retracting is done on its page.
    actions = ("submit",)

    @admin.action(description=_("Send the chosen to review"))
    def submit(self, request: HttpRequest, queryset: QuerySet[Incident]) -> None:
        """Submit each draft."""
        for incident in queryset:
            with told(self, request) as by:
                publish.submit(incident, by=by, seen_version=incident.version)

    @admin.display(description=_("work on it"))
    def work(self, incident: Incident) -> str:
        """A way to the page where it is edited."""
        address = reverse("incident-edit", args=[incident.public_id])
        return format_html('<a href="{}">{}</a>', address, _("open"))


@admin.register(IncidentLink)
class IncidentLinkAdmin(RecordAdmin[IncidentLink]):
    """How incidents relate."""

    list_display = ("source", "kind", "target")
    list_filter = ("kind",)
    search_fields = ("source__public_id", "target__public_id")
    list_select_related = ("source", "target")


@admin.register(Citation)
class CitationAdmin(RecordAdmin[Citation]):
    """Sources cited by address."""

    list_display = ("incident", "outlet", "url", "published_on", "weak")
    list_filter = ("weak",)
    search_fields = ("url", "outlet", "incident__public_id")
    list_select_related = ("incident",)


@admin.register(Correction)
class CorrectionAdmin(RecordAdmin[Correction]):
    """Changes to published records."""

    list_display = ("incident", "state", "author", "proposed_at", "approver", "decided_at")
    list_filter = ("state",)
    search_fields = ("incident__public_id", "reason")
    list_select_related = ("incident", "author", "approver")


@admin.register(PublicNumber)
class PublicNumberAdmin(RecordAdmin[PublicNumber]):
    """The last number given in each year."""

    list_display = ("year", "last")
