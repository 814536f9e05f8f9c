"""The steps of a record on its road: submit, send back, publish, retract, merge, split."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import Role
from incidents.models import Incident
from incidents.review import discard as discarding
from incidents.review import merge as merging
from incidents.review import publish as publishing
from incidents.review.access import visible_incidents
from incidents.workspace.conflict import compare
from incidents.workspace.forms.incidents import (
    IncidentForm,
    MergeForm,
    ReasonForm,
    SeenForm,
    SplitForm,
    fields_of,
)
from incidents.workspace.gate import StaffRequest, open_to
from incidents.workspace.incident_acts import act_on
from incidents.workspace.lookup import incident_for


@open_to(Role.ANALYST)
@require_POST
def submit(request: StaffRequest, public_id: str) -> HttpResponse:
    """Send a draft to review."""
    incident, form = incident_for(request.user, public_id), SeenForm(request.POST)

    def act() -> None:
        publishing.submit(incident, by=request.user, seen_version=form.cleaned_data["seen_version"])

    return act_on(request, incident, form, act, name="seen", done=_("Sent to review."))


@open_to(Role.EDITOR)
@require_POST
def send_back(request: StaffRequest, public_id: str) -> HttpResponse:
    """Return a record to its author."""
    return _for_a_reason(
        request, public_id, publishing.send_back, name="send_back", done=_("Sent back.")
    )


@open_to(Role.EDITOR)
@require_POST
def publish(request: StaffRequest, public_id: str) -> HttpResponse:
    """Approve the record exactly as it was seen."""
    incident, form = incident_for(request.user, public_id), SeenForm(request.POST)

    def act() -> None:
        publishing.publish(
            incident, by=request.user, seen_version=form.cleaned_data["seen_version"]
        )

    return act_on(request, incident, form, act, name="seen", done=_("Published."))


@open_to(Role.EDITOR)
@require_POST
def retract(request: StaffRequest, public_id: str) -> HttpResponse:
    """Withdraw a published record; its address stays."""
    return _for_a_reason(
        request, public_id, publishing.retract, name="retract", done=_("Retracted.")
    )


@open_to(Role.ANALYST)
@require_POST
def discard(request: StaffRequest, public_id: str) -> HttpResponse:
    """Give up a draft; its mentions wait for review again."""
    done = _("Discarded. Its mentions wait for review again.")
    return _for_a_reason(request, public_id, discarding.discard, name="discard", done=done)


def _for_a_reason(
    request: StaffRequest, public_id: str, step: Callable[..., Any], *, name: str, done: str
) -> HttpResponse:
    """A step for which a reason is given, in the form called `name`."""
    incident = incident_for(request.user, public_id)
    form = ReasonForm(request.POST, auto_id=f"{name}_%s")

    def act() -> None:
        step(incident, by=request.user, **form.cleaned_data)

    return act_on(request, incident, form, act, name=name, done=done)


@open_to(Role.EDITOR)
@require_POST
def merge(request: StaffRequest, public_id: str) -> HttpResponse:
    """Show both records side by side first; merge when that page is confirmed."""
    incident = incident_for(request.user, public_id)
    form = MergeForm(request.POST, auto_id="merge_%s")
    heir = _heir(request, form)
    if heir is not None and form.cleaned_data["into_version"] is None:
        return _merge_preview(request, incident, heir)

    def act() -> None:
        if heir is None:
            raise RuleViolation(_("There is no such record."), reason="unknown")
        merging.merge(
            incident,
            heir,
            by=request.user,
            seen_version=form.cleaned_data["seen_version"],
            into_seen_version=form.cleaned_data["into_version"],
            reason=form.cleaned_data["reason"],
        )

    return act_on(request, incident, form, act, name="merge", done=_("Merged."))


def _heir(request: StaffRequest, form: MergeForm) -> Incident | None:
    if not form.is_valid():
        return None
    return visible_incidents(request.user).filter(public_id=form.cleaned_data["into"]).first()


def _merge_preview(request: StaffRequest, incident: Incident, heir: Incident) -> HttpResponse:
    gone, stays = IncidentForm(fields_of(incident)), IncidentForm(fields_of(heir))
    form = MergeForm(
        initial={**request.POST.dict(), "into_version": heir.version}, auto_id="merge_%s"
    )
    context = {
        "incident": incident,
        "heir": heir,
        "rows": compare(gone, stays, {}),
        "form": form,
        "mentions": incident.mentions.count(),
    }
    return render(request, "workspace/merge.html", context)


@open_to(Role.EDITOR)
@require_POST
def split(request: StaffRequest, public_id: str) -> HttpResponse:
    """Open a record of its own for some of the mentions."""
    incident = incident_for(request.user, public_id)
    form = SplitForm(incident, request.POST)

    def act() -> None:
        cleaned = form.cleaned_data
        part = merging.split(
            incident,
            list(cleaned["mentions"]),
            by=request.user,
            seen_version=cleaned["seen_version"],
            changes={"title": cleaned["title"]},
            reason=cleaned["reason"],
        )
        messages.info(request, _("The new record is %s, a draft.") % part.public_id)

    return act_on(request, incident, form, act, name="split", done=_("Split."))
