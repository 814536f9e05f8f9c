"""One way for all acts on a record: check the form, act, and answer with the page it came from."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from incidents.domain.errors import EditConflict, RuleViolation
from incidents.models import Incident

from .conflict import incident_conflict
from .gate import StaffRequest
from .incident_page import incident_context


def act_on(
    request: StaffRequest,
    incident: Incident,
    form: forms.Form,
    act: Callable[[], object],
    *,
    name: str,
    done: str,
) -> HttpResponse:
    """Run `act` if `form` holds; errors come back on the record's page, in the form called `name`."""
    if form.is_valid():
        try:
            act()
            messages.success(request, done)
            return redirect("incident-edit", incident.public_id)
        except EditConflict as conflict:
            return incident_conflict(request, incident, conflict)
        except RuleViolation as error:
            form.add_error(None, str(error))
    context = incident_context(request.user, incident, **{name: form})
    return render(request, "workspace/incident.html", context | {"failed": name}, status=422)
