"""The staff's list of incidents, opening one, and editing its fields."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.domain.errors import EditConflict, RuleViolation
from incidents.domain.vocabulary import Act, Lifecycle, Role
from incidents.models import Incident, Mention
from incidents.review import access, history
from incidents.review import incidents as records
from incidents.workspace.conflict import incident_conflict
from incidents.workspace.forms.incidents import (
    IncidentFilterForm,
    IncidentForm,
    fields_from,
    fields_of,
)
from incidents.workspace.gate import StaffRequest, open_to
from incidents.workspace.incident_page import incident_context
from incidents.workspace.lookup import incident_for, mention_for

PAGE = 50


@open_to(Role.ANALYST)
@require_safe
def incidents(request: StaffRequest) -> HttpResponse:
    """Drafts, records in review, published ones; the last changed first."""
    form = IncidentFilterForm(request.GET, auto_id="filter_%s")
    found = _narrowed(request, form).annotate(reports=Count("mentions"))
    page = request.GET.get("page", "")
    start = PAGE * int(page) if page.isdecimal() and len(page) < 5 else 0
    rows = list(found.order_by("-changed_at", "-pk")[start : start + PAGE + 1])
    tallies = dict(
        access.visible_incidents(request.user)
        .order_by("lifecycle")
        .values_list("lifecycle")
        .annotate(Count("pk"))
    )
    context = {
        "form": form,
        "rows": rows[:PAGE],
        "tallies": [(code, label, tallies.get(code, 0)) for code, label in Lifecycle.choices],
        "older": start // PAGE + 1 if len(rows) > PAGE else None,
        "can_open": access.can(request.user, Act.OPEN),
    }
    return render(request, "workspace/incidents.html", context)


def _narrowed(request: StaffRequest, form: IncidentFilterForm) -> QuerySet[Incident]:
    form.is_valid()
    chosen = form.cleaned_data
    found = access.visible_incidents(request.user)
    if chosen.get("lifecycle"):
        found = found.filter(lifecycle=chosen["lifecycle"])
    if chosen.get("kind"):
        found = found.filter(kind=chosen["kind"])
    if chosen.get("election"):
        found = found.filter(elections=chosen["election"])
    if chosen.get("work"):
        found = found.filter(author=request.user)
    for word in chosen.get("text", "").split():
        found = found.filter(
            Q(public_id__startswith=word) | Q(title__icontains=word) | Q(title_en__icontains=word)
        )
    return found


@open_to(Role.ANALYST)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Open an incident, prefilled from a mention where one is named."""
    key = request.GET.get("mention", "")
    mention = mention_for(request.user, int(key)) if key.isdecimal() else None
    initial = _suggested(mention)
    if request.method != "POST":
        return _new(request, IncidentForm(initial), mention)
    form = IncidentForm(initial, request.POST)
    if not form.is_valid():
        return _new(request, form, mention, 422)
    seen = form.cleaned_data["seen_version"] if mention else None
    try:
        incident = records.open_incident(
            by=request.user, changes=form.changes(whole=True), mention=mention, seen_version=seen
        )
    except RuleViolation as error:
        form.add_error(None, str(error))
        return _new(request, form, mention, 409 if isinstance(error, EditConflict) else 422)
    messages.success(request, _("Opened as %s.") % incident.public_id)
    return redirect("incident-edit", incident.public_id)


def _suggested(mention: Mention | None) -> dict[str, Any]:
    if mention is None:
        return {}
    return fields_from(records.prefilled(mention)) | {"seen_version": mention.version}


def _new(
    request: StaffRequest, form: IncidentForm, mention: Mention | None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "mention": mention}
    return render(request, "workspace/incident_new.html", context, status=status)


@open_to(Role.ANALYST)
@require_safe
def edit(request: StaffRequest, public_id: str) -> HttpResponse:
    """The record, what attests it, and what may be done with it."""
    incident = incident_for(request.user, public_id)
    return render(request, "workspace/incident.html", incident_context(request.user, incident))


@open_to(Role.ANALYST)
@require_POST
def save(request: StaffRequest, public_id: str) -> HttpResponse:
    """Save the fields of a draft or a record in review."""
    incident = incident_for(request.user, public_id)
    form = IncidentForm(fields_of(incident), request.POST)
    status = 422
    if form.is_valid():
        try:
            _edit(request, incident, form)
            return redirect("incident-edit", public_id)
        except EditConflict as conflict:
            return incident_conflict(request, incident, conflict, form)
        except RuleViolation as error:
            form.add_error(None, str(error))
    context = incident_context(request.user, incident, form=form)
    return render(request, "workspace/incident.html", context, status=status)


def _edit(request: StaffRequest, incident: Incident, form: IncidentForm) -> None:
    if changes := form.changes():
        seen = form.cleaned_data["seen_version"]
        records.edit_incident(incident, by=request.user, seen_version=seen, changes=changes)
        messages.success(request, _("Saved."))
    else:
        messages.info(request, _("Nothing was changed."))


@open_to(Role.ANALYST)
@require_safe
def incident_history(request: StaffRequest, public_id: str) -> HttpResponse:
    """Who did what to the record, with old and new values."""
    incident = incident_for(request.user, public_id)
    context = {"incident": incident, "entries": history.history(incident)}
    return render(request, "workspace/history.html", context)
