"""Changes to published records: propose, look at the difference, publish or decline."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incidents.domain.changes import IncidentChanges
from incidents.domain.errors import EditConflict, RuleViolation
from incidents.domain.vocabulary import Act, Role
from incidents.models import Correction, Incident
from incidents.models.incidents import CorrectionState
from incidents.review import access, publish
from incidents.workspace.conflict import incident_conflict, mention_conflict
from incidents.workspace.forms.incidents import IncidentForm, ReasonForm, fields_of
from incidents.workspace.forms.mentions import DetailsForm
from incidents.workspace.gate import StaffRequest, open_to
from incidents.workspace.incident_page import incident_context
from incidents.workspace.lookup import incident_for, mention_for
from incidents.workspace.patch_rows import rows_of
from incidents.workspace.review_page import mention_context


@open_to(Role.ANALYST)
@require_POST
def propose(request: StaffRequest, public_id: str) -> HttpResponse:
    """Propose changed fields, or mentions to withdraw, of a published record."""
    incident = incident_for(request.user, public_id)
    form = IncidentForm(fields_of(incident), request.POST)
    reason = ReasonForm(request.POST, auto_id="correction_%s")
    if form.is_valid() and reason.is_valid():
        try:
            made = _propose(request, incident, form.changes(), reason.cleaned_data)
            messages.success(request, _("Proposed. A second person publishes it."))
            return redirect("correction", made.pk)
        except EditConflict as conflict:
            return incident_conflict(request, incident, conflict, form)
        except RuleViolation as error:
            reason.add_error(None, str(error))
    context = incident_context(request.user, incident, form=form, reason=reason)
    return render(request, "workspace/incident.html", context | {"failed": "form"}, status=422)


def _propose(
    request: StaffRequest, incident: Incident, changes: IncidentChanges, given: dict[str, Any]
) -> Correction:
    withdraw = [int(key) for key in request.POST.getlist("withdraw") if key.isdecimal()]
    return publish.propose_correction(
        incident, by=request.user, changes=changes, withdraw=withdraw, **given
    )


@open_to(Role.ANALYST)
@require_POST
def propose_for_mention(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose changed details of a statement that is public."""
    one = mention_for(request.user, pk)
    form = DetailsForm(one, request.POST)
    if form.is_valid() and one.incident is not None:
        seen = one.incident.version if form.cleaned_data["seen_version"] == one.version else 0
        try:
            made = publish.propose_correction(
                one.incident,
                by=request.user,
                seen_version=seen,
                reason=request.POST.get("reason", ""),
                mentions={one.pk: form.changes()},
            )
            messages.success(request, _("Proposed. A second person publishes it."))
            return redirect("correction", made.pk)
        except EditConflict as conflict:
            return mention_conflict(request, one, form, conflict)
        except RuleViolation as error:
            form.add_error(None, str(error))
    context = mention_context(request, request.user, one, details=form)
    return render(request, "workspace/mention.html", context, status=422)


def _visible(request: StaffRequest) -> Any:
    return Correction.objects.filter(
        incident__in=access.visible_incidents(request.user)
    ).select_related("incident", "author", "approver")


@open_to(Role.ANALYST)
@require_safe
def corrections(request: StaffRequest) -> HttpResponse:
    """What waits for a second person, and what was decided last."""
    found = _visible(request)
    context = {
        "waiting": found.filter(state=CorrectionState.PROPOSED),
        "decided": found.exclude(state=CorrectionState.PROPOSED)[:50],
    }
    return render(request, "workspace/corrections.html", context)


@open_to(Role.ANALYST)
@require_safe
def correction(request: StaffRequest, pk: int) -> HttpResponse:
    """One correction with what it changes, word by word."""
    return _shown(request, get_object_or_404(_visible(request), pk=pk))


def _shown(
    request: StaffRequest, one: Correction, form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    initial = {"seen_version": one.incident.version}
    context = {
        "correction": one,
        "rows": rows_of(one),
        "pending": one.state == CorrectionState.PROPOSED,
        "can_publish": access.can(request.user, Act.PUBLISH_CORRECTION)
        and one.author_id != request.user.pk,
        "form": form or ReasonForm(initial=initial, auto_id="decline_%s"),
    }
    return render(request, "workspace/correction.html", context, status=status)


@open_to(Role.EDITOR)
@require_POST
def apply(request: StaffRequest, pk: int) -> HttpResponse:
    """Publish a proposed correction."""
    one = get_object_or_404(_visible(request), pk=pk)
    seen = request.POST.get("seen_version", "")
    try:
        publish.apply_correction(
            one, by=request.user, seen_version=int(seen) if seen.isdecimal() else 0
        )
        messages.success(request, _("The correction is published."))
    except RuleViolation as error:
        messages.error(request, str(error))
    return redirect("correction", pk)


@open_to(Role.ANALYST)
@require_POST
def decline(request: StaffRequest, pk: int) -> HttpResponse:
    """Decline a proposed correction, or take back one's own."""
    one = get_object_or_404(_visible(request), pk=pk)
    form = ReasonForm(request.POST, auto_id="decline_%s")
    if form.is_valid():
        try:
            publish.decline_correction(one, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The correction was declined."))
            return redirect("correction", pk)
        except RuleViolation as error:
            form.add_error(None, str(error))
    return _shown(request, one, form, 422)
