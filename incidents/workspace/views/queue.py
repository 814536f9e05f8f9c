"""The queue: what waits for review, in the order of work; filters that people keep."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incidents.domain.vocabulary import Kind, RejectionReason, Role
from incidents.models import Mention, SavedFilter, User
from incidents.review import access
from incidents.review import queue as work
from incidents.workspace.forms.queue import FilterForm, SaveFilterForm, only_filters
from incidents.workspace.gate import StaffRequest, open_to

PAGE = 50


@open_to(Role.ANALYST)
@require_safe
def queue(request: StaffRequest) -> HttpResponse:
    """Mentions that wait, newest, most relevant, most corroborated first."""
    form = FilterForm(request.GET, request.user)
    filters = form.filters()
    waiting = work.waiting(request.user, filters).select_related(
        "article", "election", "assigned_to", "claimed_by"
    )
    found = list(_behind(waiting, request.user, request.GET.get("after", ""))[: PAGE + 1])
    counts = work.counts(request.user, filters)
    context = {
        "form": form,
        "rows": [_row(mention, request.user) for mention in found[:PAGE]],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "counts": [(label, counts.get(kind, 0)) for kind, label in Kind.choices],
        "total": counts["all"],
        "query": only_filters(request.GET),
        "saved": SavedFilter.objects.filter(owner=request.user),
        "save_form": SaveFilterForm(auto_id="save_%s"),
        "reasons": RejectionReason.choices,
    }
    return render(request, "workspace/queue.html", context)


def _behind(waiting: Any, user: User, key: str) -> Any:
    """The page that begins behind the mention with this key, by its place in the order and not by number."""
    if not key.isdecimal():
        return waiting
    last = get_object_or_404(access.visible_mentions(user), pk=int(key))
    return waiting.filter(Q(priority__lt=last.priority) | Q(priority=last.priority, pk__lt=last.pk))


def _row(mention: Mention, user: User) -> dict[str, Any]:
    held = mention.claimed_until and mention.claimed_until > timezone.now()
    return {
        "mention": mention,
        "days": _lift(mention),
        "held_by": mention.claimed_by if held and mention.claimed_by != user else None,
    }


def _lift(mention: Mention) -> int:
    """Days by which relevance and other outlets lift the mention in the queue."""
    why = work.why(mention)
    return round(why.relevance_days + why.outlet_days)


@open_to(Role.ANALYST)
@require_safe
def next_mention(request: StaffRequest) -> HttpResponse:
    """Go to the first mention of the queue that nobody else holds."""
    filters = FilterForm(request.GET, request.user).filters()
    mention = work.next_waiting(request.user, filters=filters)
    query = only_filters(request.GET)
    if mention is None:
        messages.info(request, _("Nothing waits under these filters."))
        return redirect(reverse("queue") + query)
    return redirect(reverse("mention", args=[mention.pk]) + query)


@open_to(Role.ANALYST)
@require_POST
def save_filter(request: StaffRequest) -> HttpResponse:
    """Keep the filters of the address under a name; the same name again replaces them."""
    query = only_filters(request.GET)
    form = SaveFilterForm(request.POST)
    if form.is_valid() and query:
        SavedFilter.objects.update_or_create(
            owner=request.user, name=form.cleaned_data["name"], defaults={"query": query[1:]}
        )
        messages.success(request, _("The filter was saved."))
    else:
        messages.error(request, _("Choose some filters first, then give them a name."))
    return redirect(reverse("queue") + query)


@open_to(Role.ANALYST)
@require_POST
def forget_filter(request: StaffRequest, pk: int) -> HttpResponse:
    """Delete one of the person's own filters."""
    get_object_or_404(SavedFilter, owner=request.user, pk=pk).delete()
    messages.success(request, _("The filter was deleted."))
    return redirect(reverse("queue") + only_filters(QueryDict(request.META["QUERY_STRING"])))
