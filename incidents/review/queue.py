"""The queue of waiting mentions: its order and why, filters, claims that expire, assignment, the next one."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain.changes import QueueFilters
from incidents.domain.errors import RuleViolation
from incidents.domain.priority import Priority, priority
from incidents.domain.vocabulary import Act, MentionState
from incidents.models import Mention, User
from incidents.models.mentions import MentionQuerySet

from . import access, audit

CLAIM_MINUTES = 15


def waiting(user: User, filters: QueueFilters | None = None) -> MentionQuerySet:
    """Waiting mentions that the person may see, in the order of work (`domain.priority`)."""
    access.require(user, access.DECIDE)
    found = access.visible_waiting(user)
    return filtered(found, filters or {}, user).in_order_of_work()


_DIRECT: dict[str, str] = {
    "election": "election__code",
    "kind": "kind",
    "category": "category",
    "status": "status",
    "source": "article__source_id",
    "language": "article__language",
    "assigned_to": "assigned_to_id",
    "article": "article_id",
    "text": "evidence__icontains",
    "confidence": "confidence__gte",
}


def filtered(found: MentionQuerySet, filters: QueueFilters, user: User) -> MentionQuerySet:
    """`found` narrowed by every filter that has a value."""
    conditions = {
        column: filters[name]  # type: ignore[literal-required] # names are keys of QueueFilters
        for name, column in _DIRECT.items()
        if filters.get(name) not in (None, "")
    }
    if conditions:
        found = found.filter(**conditions)
    if filters.get("mine"):
        found = found.filter(
            Q(assigned_to=user) | Q(claimed_by=user, claimed_until__gt=timezone.now())
        )
    if filters.get("unassigned"):
        found = found.filter(assigned_to__isnull=True)
    return found


def why(mention: Mention) -> Priority:
    """The parts of the mention's place in the queue; the article is read if it was not loaded."""
    day = mention.reported_on or timezone.localdate(mention.created_at)
    return priority(
        day,
        relevance=1.0 if mention.article.relevance is None else mention.article.relevance,
        confidence=mention.confidence,
        outlets=mention.corroboration,
    )


def counts(user: User, filters: QueueFilters | None = None) -> dict[str, int]:
    """How many wait under the filters: all, per kind, and the person's own; one query."""
    totals: dict[str, int] = {
        row["kind"]: row["n"]
        for row in waiting(user, filters).order_by("kind").values("kind").annotate(n=Count("pk"))
    }
    return {"all": sum(totals.values()), **totals}


@transaction.atomic
def claim(
    mention: Mention, *, by: User, minutes: int = CLAIM_MINUTES, at: datetime | None = None
) -> Mention:
    """Hold a waiting mention for some minutes so that others are led past it; again to hold it longer.

    Raises RuleViolation (reason `claimed`) while another person holds it. Not a decision: nothing of the
    mention changes and its version stays.
    """
    access.require_act(by, Act.CLAIM)
    at = at or timezone.now()
    access.require_visible(by, mention=mention)
    held = (
        Mention.objects.claimable(by, at)
        .filter(pk=mention.pk)
        .update(claimed_by=by, claimed_until=at + timedelta(minutes=minutes))
    )
    mention.refresh_from_db(fields=["claimed_by", "claimed_until", "state", "version"])
    if held != 1:
        if mention.state != MentionState.WAITING:
            raise RuleViolation(_("This mention is decided already."), reason="state")
        raise RuleViolation(
            _("%s is working on it.") % (mention.claimed_by or _("Somebody else")), reason="claimed"
        )
    return mention


def release(mention: Mention, *, by: User) -> bool:
    """Give up one's own claim; whether there was one."""
    access.require_act(by, Act.RELEASE)
    given_up = Mention.objects.filter(pk=mention.pk, claimed_by=by).update(
        claimed_by=None, claimed_until=None
    )
    return given_up == 1


@transaction.atomic
def assign(mention: Mention, *, by: User, to: User | None) -> Mention:
    """Give a waiting mention to a colleague who may decide on it, or to nobody."""
    access.require_act(by, Act.ASSIGN)
    access.require_visible(by, mention=mention)
    current = Mention.objects.select_for_update(no_key=True).get(pk=mention.pk)
    return give(current, by=by, to=to)


def give(current: Mention, *, by: User, to: User | None, batch: UUID | None = None) -> Mention:
    """What assigning does to one mention that is locked already; nothing if it is so already."""
    if to is not None:
        access.require_act(to, Act.ASSIGN)
        access.require_visible(to, mention=current)
    if current.state != MentionState.WAITING:
        raise RuleViolation(_("This mention is decided already."), reason="state")
    before = current.assigned_to
    if before == to:
        return current
    Mention.objects.filter(pk=current.pk).update(assigned_to=to)
    current.assigned_to = to
    audit.record(
        who=by,
        act=Act.ASSIGN,
        model="mention",
        object_id=current.pk,
        before={"assigned_to": before.get_username() if before else None},
        after={"assigned_to": to.get_username() if to else None},
        batch=batch,
    )
    return current


def next_waiting(
    user: User,
    *,
    after: Mention | None = None,
    filters: QueueFilters | None = None,
    at: datetime | None = None,
) -> Mention | None:
    """The next mention in the order of work that nobody else holds; behind `after`, decided or not."""
    found = waiting(user, filters)
    found = found.exclude(Q(claimed_until__gt=at or timezone.now()) & ~Q(claimed_by=user))
    if after is not None:
        behind = Q(priority__lt=after.priority) | Q(priority=after.priority, pk__lt=after.pk)
        found = found.filter(priority__lte=after.priority).filter(behind)
    return found.select_related("article").first()


def previous_waiting(
    user: User, *, before: Mention, filters: QueueFilters | None = None
) -> Mention | None:
    """The one ahead of `before` in the order of work."""
    ahead = Q(priority__gt=before.priority) | Q(priority=before.priority, pk__gt=before.pk)
    found = waiting(user, filters).filter(priority__gte=before.priority).filter(ahead)
    return found.order_by("priority", "pk").select_related("article").first()
