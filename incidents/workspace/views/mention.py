"""The review page of one mention, and the acts that its buttons do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incidents.domain.errors import EditConflict, RuleViolation
from incidents.domain.vocabulary import MentionState, Role
from incidents.models import Mention, User
from incidents.review import decide, history
from incidents.review import incidents as records
from incidents.review import queue as work
from incidents.review.people import deciders
from incidents.workspace.conflict import mention_conflict
from incidents.workspace.forms.mentions import DetailsForm, RejectForm
from incidents.workspace.forms.queue import only_filters
from incidents.workspace.gate import StaffRequest, open_to
from incidents.workspace.lookup import incident_for, mention_for
from incidents.workspace.review_page import mention_context, next_page


@open_to(Role.ANALYST)
@require_safe
def mention(request: StaffRequest, pk: int) -> HttpResponse:
    """Article and mention side by side; opening it keeps others off it for some minutes."""
    one = mention_for(request.user, pk)
    if request.headers.get("HX-Request") and "find" in request.GET:
        # Only the list of incidents: what was typed beside it stays as it is.
        context = mention_context(request, request.user, one)
        return render(request, "workspace/_attach.html", context)
    if one.state == MentionState.WAITING:
        _claim(one, request.user)
    return _shown(request, one)


def _claim(one: Mention, user: User) -> None:
    try:
        work.claim(one, by=user)
    except RuleViolation:
        return  # somebody else holds it: the page says who


def _shown(request: StaffRequest, one: Mention, status: int = 200, **forms: Any) -> HttpResponse:
    context = mention_context(request, request.user, one, **forms)
    return render(request, "workspace/mention.html", context, status=status)


def _with_details(
    request: StaffRequest, pk: int, act: Callable[[Mention, DetailsForm], HttpResponse]
) -> HttpResponse:
    """Run `act` on a mention with the details sent; what is wrong, or meanwhile changed, is shown with them."""
    one = mention_for(request.user, pk)
    form = DetailsForm(one, request.POST)
    if not form.is_valid():
        return _shown(request, one, status=422, details=form)
    try:
        return act(one, form)
    except EditConflict as conflict:
        return mention_conflict(request, one, form, conflict)
    except RuleViolation as error:
        form.add_error(None, str(error))
        return _shown(request, mention_for(request.user, pk), status=422, details=form)


@open_to(Role.ANALYST)
@require_POST
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept with the details as they stand, perhaps attach to an incident, and go on to the next."""

    def act(one: Mention, form: DetailsForm) -> HttpResponse:
        public_id = request.POST.get("incident", "")
        heir = incident_for(request.user, public_id) if public_id else None
        seen = form.cleaned_data["seen_version"]
        decide.accept(
            one, by=request.user, seen_version=seen, corrections=form.changes(), incident=heir
        )
        messages.success(request, _("Accepted: %s") % _short(one))
        if request.POST.get("then") == "open":
            return redirect(f"{reverse('incident-new')}?mention={one.pk}")
        return redirect(next_page(request, request.user, one))

    return _with_details(request, pk, act)


@open_to(Role.ANALYST)
@require_POST
def save(request: StaffRequest, pk: int) -> HttpResponse:
    """Save corrected details and stay."""

    def act(one: Mention, form: DetailsForm) -> HttpResponse:
        if changes := form.changes():
            seen = form.cleaned_data["seen_version"]
            decide.correct(one, by=request.user, seen_version=seen, changes=changes)
            messages.success(request, _("Saved: %s") % _short(one))
        if request.POST.get("then") == "open":
            return redirect(f"{reverse('incident-new')}?mention={one.pk}")
        return _back(request, one)

    return _with_details(request, pk, act)


@open_to(Role.ANALYST)
@require_POST
def attach(request: StaffRequest, pk: int) -> HttpResponse:
    """Attach an accepted mention to an incident, saving changed details with it."""

    def act(one: Mention, form: DetailsForm) -> HttpResponse:
        heir = incident_for(request.user, request.POST.get("incident", ""))
        seen = form.cleaned_data["seen_version"]
        if changes := form.changes():
            seen = decide.correct(one, by=request.user, seen_version=seen, changes=changes).version
        records.attach(one, heir, by=request.user, seen_version=seen)
        messages.success(request, _("Attached to %s.") % heir.public_id)
        return _back(request, one)

    return _with_details(request, pk, act)


@open_to(Role.ANALYST)
@require_POST
def detach(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a mention out of its incident."""

    def act(one: Mention, form: DetailsForm) -> HttpResponse:
        records.detach(one, by=request.user, seen_version=form.cleaned_data["seen_version"])
        messages.success(request, _("Detached."))
        return _back(request, one)

    return _with_details(request, pk, act)


@open_to(Role.ANALYST)
@require_POST
def reject(request: StaffRequest, pk: int) -> HttpResponse:
    """Reject for a listed reason and go on to the next."""
    one = mention_for(request.user, pk)
    form = RejectForm(request.POST, auto_id="reject_%s")
    if not form.is_valid():
        return _shown(request, one, status=422, rejection=form)
    try:
        decide.reject(one, by=request.user, seen_version=_seen(request), **form.cleaned_data)
    except EditConflict as conflict:
        return mention_conflict(request, one, DetailsForm(one), conflict)
    except RuleViolation as error:
        form.add_error(None, str(error))
        return _shown(request, one, status=422, rejection=form)
    messages.success(request, _("Rejected: %s") % _short(one))
    return redirect(next_page(request, request.user, one))


@open_to(Role.ANALYST)
@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a decided mention back into the queue, with details that were typed meanwhile, if any."""
    one = mention_for(request.user, pk)
    form = DetailsForm(one, request.POST) if "kind" in request.POST else None
    try:
        opened = decide.reopen(one, by=request.user, seen_version=_seen(request))
        if form and form.is_valid() and (changes := form.changes()):
            decide.correct(one, by=request.user, seen_version=opened.version, changes=changes)
        messages.success(request, _("Back in the queue: %s") % _short(one))
    except EditConflict as conflict:
        return mention_conflict(request, one, form or DetailsForm(one), conflict)
    except RuleViolation as error:
        messages.error(request, str(error))
    return _back(request, one)


@open_to(Role.ANALYST)
@require_POST
def undo(request: StaffRequest) -> HttpResponse:
    """Undo the person's last act on mentions and go to where it was."""
    try:
        undone = decide.undo_last(request.user)
    except RuleViolation as error:
        messages.error(request, str(error))
        return redirect(reverse("queue") + only_filters(request.GET))
    messages.success(request, _("Undone: %s") % ", ".join(_short(one) for one in undone[:3]))
    return _back(request, undone[0])


@open_to(Role.ANALYST)
@require_POST
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a mention to a colleague, or to nobody."""
    one = mention_for(request.user, pk)
    key = request.POST.get("assignee", "")
    colleague = get_object_or_404(deciders(), pk=key) if key.isdecimal() else None
    try:
        work.assign(one, by=request.user, to=colleague)
        messages.success(request, _("Assigned to %s.") % (colleague or _("nobody")))
    except RuleViolation as error:
        messages.error(request, str(error))
    return _back(request, one)


@open_to(Role.ANALYST)
@require_safe
def mention_history(request: StaffRequest, pk: int) -> HttpResponse:
    """Who did what to the mention, with old and new values."""
    one = mention_for(request.user, pk)
    context = {
        "mention": one,
        "entries": history.history(one),
        "back": reverse("mention", args=[pk]),
    }
    return render(request, "workspace/history.html", context)


def _seen(request: StaffRequest) -> int:
    value = request.POST.get("seen_version", "")
    return int(value) if value.isdecimal() else 0


def _back(request: StaffRequest, one: Mention) -> HttpResponse:
    return redirect(reverse("mention", args=[one.pk]) + only_filters(request.GET))


def _short(one: Mention) -> str:
    text = one.evidence if len(one.evidence) <= 80 else one.evidence[:79] + "…"
    return f"{one.get_kind_display()}, “{text}”"
