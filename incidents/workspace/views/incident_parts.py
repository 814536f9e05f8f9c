"""What belongs to a record: its headline figure, cited sources, links to others."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incidents.domain.vocabulary import PUBLIC_LIFECYCLES, Role
from incidents.models import Citation, IncidentLink, Mention
from incidents.review import incidents as records
from incidents.review import publish
from incidents.review.access import visible_incidents
from incidents.workspace.forms.incidents import (
    CitationForm,
    HeadlineForm,
    LinkForm,
    SeenForm,
)
from incidents.workspace.gate import StaffRequest, open_to
from incidents.workspace.incident_acts import act_on
from incidents.workspace.lookup import incident_for


@open_to(Role.ANALYST)
@require_POST
def headline(request: StaffRequest, public_id: str) -> HttpResponse:
    """Choose the headline figure among the claims, and say why."""
    incident = incident_for(request.user, public_id)
    form = HeadlineForm(request.POST, auto_id="headline_%s")

    def act() -> None:
        chosen = form.cleaned_data["mention"]
        mention = get_object_or_404(Mention, pk=chosen, incident=incident) if chosen else None
        records.choose_headline(
            incident,
            by=request.user,
            seen_version=form.cleaned_data["seen_version"],
            mention=mention,
            reason=form.cleaned_data["reason"],
        )

    return act_on(request, incident, form, act, name="headline", done=_("The figure was chosen."))


@open_to(Role.ANALYST)
@require_POST
def cite(request: StaffRequest, public_id: str) -> HttpResponse:
    """Cite a source by its address; for a published record, propose to."""
    incident = incident_for(request.user, public_id)
    form = CitationForm(request.POST, auto_id="citation_%s")

    def act() -> None:
        seen, citation = form.cleaned_data["seen_version"], form.citation()
        if incident.lifecycle not in PUBLIC_LIFECYCLES:
            records.cite(incident, by=request.user, seen_version=seen, citation=citation)
            return
        reason = form.cleaned_data["reason"]
        publish.propose_correction(
            incident, by=request.user, seen_version=seen, reason=reason, citations=[citation]
        )

    return act_on(request, incident, form, act, name="citation", done=_("The source was added."))


@open_to(Role.ANALYST)
@require_POST
def uncite(request: StaffRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a cited source out."""
    incident = incident_for(request.user, public_id)
    citation = get_object_or_404(Citation, pk=pk, incident=incident)
    form = SeenForm(request.POST)

    def act() -> None:
        records.uncite(citation, by=request.user, seen_version=form.cleaned_data["seen_version"])

    return act_on(request, incident, form, act, name="seen", done=_("The source was taken out."))


@open_to(Role.ANALYST)
@require_POST
def link(request: StaffRequest, public_id: str) -> HttpResponse:
    """Say how this record relates to another; for a published record, propose to."""
    incident = incident_for(request.user, public_id)
    form = LinkForm(request.POST, auto_id="link_%s")

    def act() -> None:
        number = form.cleaned_data["target"]
        target = get_object_or_404(visible_incidents(request.user), public_id=number)
        seen, kind = form.cleaned_data["seen_version"], form.cleaned_data["kind"]
        if incident.lifecycle not in PUBLIC_LIFECYCLES:
            records.link(incident, target, kind=kind, by=request.user, seen_version=seen)
            return
        reason, links = form.cleaned_data["reason"], [(kind, number)]
        publish.propose_correction(
            incident, by=request.user, seen_version=seen, reason=reason, links=links
        )

    return act_on(request, incident, form, act, name="link", done=_("The link was added."))


@open_to(Role.ANALYST)
@require_POST
def unlink(request: StaffRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a link back."""
    incident = incident_for(request.user, public_id)
    one = get_object_or_404(IncidentLink, pk=pk, source=incident)
    form = SeenForm(request.POST)

    def act() -> None:
        records.unlink(one, by=request.user, seen_version=form.cleaned_data["seen_version"])

    return act_on(request, incident, form, act, name="seen", done=_("The link was taken out."))
