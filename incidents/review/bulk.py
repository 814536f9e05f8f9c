"""Deciding on many mentions in one act: what would happen, and doing it, each at the version seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.domain.errors import EditConflict, RuleViolation
from incidents.domain.vocabulary import Act, MentionState, RejectionReason
from incidents.models import Incident, Mention, User

from . import access, portraits, queue, verdicts, writing

MOST = 500


@dataclass(frozen=True, slots=True)
class Preview:
    """What an act on many would do: those it takes, those changed since, those not waiting or hidden."""

    ready: tuple[Mention, ...]
    changed: tuple[Mention, ...]
    refused: tuple[Mention, ...]


def preview_many(seen: Mapping[int, int], *, by: User) -> Preview:
    """Sort mentions given as {key: version seen} by what deciding on them would meet; changes nothing."""
    access.require_act(by, Act.ACCEPT)
    found = _found(seen)
    visible = set(
        access.visible_mentions(by).filter(pk__in=list(seen)).values_list("pk", flat=True)
    )
    ready, changed, refused = [], [], []
    for mention in found:
        if mention.pk not in visible:
            continue
        if mention.version != seen[mention.pk]:
            changed.append(mention)
        elif mention.state != MentionState.WAITING:
            refused.append(mention)
        else:
            ready.append(mention)
    return Preview(tuple(ready), tuple(changed), tuple(refused))


@transaction.atomic
def accept_many(
    seen: Mapping[int, int], *, by: User, incident: Incident | None = None
) -> list[Mention]:
    """Accept all of {key: version seen}, or none: the first that changed or is not waiting stops it."""
    access.require_act(by, Act.ACCEPT)
    mentions = _locked(seen, by=by)
    heir = writing.lock_incident(incident, by=by, seen_version=None) if incident else None
    batch = uuid4()
    return [verdicts.accept(m, by=by, incident=heir, batch=batch) for m in mentions]


@transaction.atomic
def reject_many(
    seen: Mapping[int, int], *, by: User, reason: str = RejectionReason.NOT_STATED, note: str = ""
) -> list[Mention]:
    """Reject all of {key: version seen} for one reason, or none; errors as `accept_many`."""
    access.require_act(by, Act.REJECT)
    mentions = _locked(seen, by=by)
    batch = uuid4()
    return [verdicts.reject(m, by=by, reason=reason, note=note, batch=batch) for m in mentions]


@transaction.atomic
def assign_many(seen: Mapping[int, int], *, by: User, to: User | None) -> list[Mention]:
    """Give all of {key: version seen} to one colleague or to nobody, or none; errors as `accept_many`.

    The colleague must be one who may decide on each of them.
    """
    access.require_act(by, Act.ASSIGN)
    mentions = _locked(seen, by=by)
    batch = uuid4()
    return [queue.give(m, by=by, to=to, batch=batch) for m in mentions]


def _found(seen: Mapping[int, int]) -> Sequence[Mention]:
    if not 0 < len(seen) <= MOST:
        raise RuleViolation(_("Choose between 1 and %s mentions.") % MOST, reason="number")
    return list(
        Mention.objects.filter(pk__in=list(seen))
        .select_related("article", "incident", "election", "place")
        .order_by("pk")
    )


def _locked(seen: Mapping[int, int], *, by: User) -> Sequence[Mention]:
    """All rows locked in the order of their keys, so that two acts on many never wait for each other."""
    list(
        Mention.objects.select_for_update(no_key=True)
        .filter(pk__in=list(seen))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    mentions = _found(seen)
    if len(mentions) != len(seen):
        raise RuleViolation(_("Some of these mentions do not exist."), reason="unknown")
    for mention in mentions:
        access.require_visible(by, mention=mention)
        if mention.version != seen[mention.pk]:
            raise _conflict(mention, seen[mention.pk])
    return mentions


def _conflict(mention: Mention, seen: int) -> EditConflict:
    return portraits.conflict(mention, seen=seen)
