"""Deciding on several mentions: first a preview, then the act, each at the version seen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import RejectionReason, Role
from incidents.models import User
from incidents.review import bulk
from incidents.workspace.forms.queue import BulkForm, only_filters
from incidents.workspace.gate import StaffRequest, open_to


@open_to(Role.ANALYST)
@require_POST
def preview(request: StaffRequest) -> HttpResponse:
    """What would happen to the chosen mentions; changes nothing."""
    form = BulkForm(request.POST)
    query = only_filters(request.GET)
    if not form.is_valid():
        messages.error(request, _("Choose at least one mention."))
        return redirect(reverse("queue") + query)
    try:
        found = bulk.preview_many(form.seen(), by=request.user)
    except RuleViolation as error:
        messages.error(request, str(error))
        return redirect(reverse("queue") + query)
    context = {
        "form": form,
        "preview": found,
        "query": query,
        "act": form.cleaned_data["act"],
        "reasons": RejectionReason.choices,
    }
    return render(request, "workspace/bulk.html", context)


@open_to(Role.ANALYST)
@require_POST
def decide(request: StaffRequest) -> HttpResponse:
    """Accept, reject or assign all that the preview showed, or none."""
    form = BulkForm(request.POST)
    back = redirect(reverse("queue") + only_filters(request.GET))
    if not form.is_valid():
        messages.error(request, _("Choose at least one mention."))
        return back
    try:
        done = _act(form, request.user)
    except RuleViolation as error:
        messages.error(request, _("Nothing was changed. %s") % error)
        return back
    if form.cleaned_data["act"] == "assign":
        whom = form.cleaned_data["assignee"] or _("nobody")
        text = ngettext("%d mention was assigned.", "%d mentions were assigned.", done) % done
        messages.success(request, text + " " + _("Assigned to %s.") % whom)
        return back
    text = ngettext("%d mention was decided.", "%d mentions were decided.", done) % done
    messages.success(request, text + " " + _("“Undo” takes all of them back at once."))
    return back


def _act(form: BulkForm, by: User) -> int:
    cleaned = form.cleaned_data
    if cleaned["act"] == "accept":
        return len(bulk.accept_many(form.seen(), by=by))
    if cleaned["act"] == "assign":
        return len(bulk.assign_many(form.seen(), by=by, to=cleaned["assignee"]))
    reason, note = cleaned["reason"], cleaned["note"]
    return len(bulk.reject_many(form.seen(), by=by, reason=reason, note=note))
