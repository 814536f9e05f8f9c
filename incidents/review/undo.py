"""Undoing a person's last acts on mentions, as new acts: nothing is taken out of the record."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import Act, MentionState
from incidents.models import Decision, Incident, Mention, User

from . import access, audit, portraits, stored, verdicts, writing

UNDOABLE = (
    Act.ACCEPT, Act.CORRECT, Act.REJECT, Act.REOPEN, Act.ADD, Act.ATTACH, Act.DETACH,
)  # fmt: skip
_LOOKED_BACK = 1000


@transaction.atomic
def undo_last(by: User, count: int = 1) -> list[Mention]:
    """Undo the last `count` acts that the person did on mentions; all or none.

    An act on many mentions is one act. Raises RuleViolation when there is nothing left to undo or a mention
    is public by now, EditConflict when somebody else changed one since.
    """
    access.require_act(by, Act.UNDO)
    steps, undone = _last_steps(by, count)
    if not steps:
        raise RuleViolation(_("There is nothing left to undo."), reason="nothing")
    _lock(sorted({step.object_id for step in steps}))
    by_mention = sorted(steps, key=lambda step: (step.object_id, step.number))
    return [
        _undo(key, list(those), by=by, undone=undone)
        for key, those in groupby(by_mention, key=lambda step: step.object_id)
    ]


def _last_steps(by: User, count: int) -> tuple[list[Decision], set[int]]:
    """The decisions of the person's newest acts on mentions, and the numbers of those undone already."""
    recent = list(
        Decision.objects.filter(who=by, model="mention", act__in=(*UNDOABLE, Act.UNDO)).order_by(
            "-number"
        )[:_LOOKED_BACK]
    )
    undone = {n for d in recent if d.act == Act.UNDO for n in d.after.get("undid", ())}
    acts: dict[object, list[Decision]] = {}
    for decision in recent:
        if decision.act == Act.UNDO or decision.number in undone:
            continue
        act = decision.batch or decision.number
        if act not in acts and len(acts) == count:
            break
        acts.setdefault(act, []).append(decision)
    return [decision for steps in acts.values() for decision in steps], undone


def _lock(keys: list[int]) -> None:
    """Mentions in the order of their keys, then their incidents: the order every act takes them in."""
    rows = Mention.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=keys)
    incidents = {row.incident_id for row in rows.order_by("pk") if row.incident_id is not None}
    list(
        Incident.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=incidents)
        .order_by("pk")
    )


def _undo(key: int, steps: list[Decision], *, by: User, undone: set[int]) -> Mention:
    mention = Mention.objects.select_related("article", "incident", "election", "place").get(pk=key)
    access.require_visible(by, mention=mention)
    own = {*undone, *(step.number for step in steps)}
    later = Decision.objects.filter(model="mention", object_id=key, number__gt=steps[0].number)
    foreign = later.exclude(number__in=own).exclude(act=Act.UNDO, who=by).exclude(act=Act.ASSIGN)
    if foreign.exists():
        raise portraits.conflict(mention, seen=int(steps[-1].after["version"]))
    if mention.published_at is not None:
        raise RuleViolation(
            _("This statement is public: propose a correction."), reason="published"
        )
    known = set(later.values_list("number", flat=True))
    before = portraits.of_mention(mention)
    values = {name: pair[0] for name, pair in portraits.folded(steps).items()}
    if any(step.act == Act.ADD for step in steps):
        values = {"state": MentionState.WITHDRAWN, "incident": None}
    _restore(mention, values, by)
    own_acts = later.exclude(number__in=known).values_list("number", flat=True)
    undid = [*(step.number for step in steps), *own_acts]  # what undoing did is not undone in turn
    was, now = portraits.difference(before, portraits.of_mention(mention))
    audit.record(
        who=by,
        act=Act.UNDO,
        model="mention",
        object_id=mention.pk,
        before=was,
        after={**now, "undid": undid},
    )
    return mention


def _restore(mention: Mention, values: Mapping[str, object], by: User) -> None:
    columns = stored.mention_columns(values)
    left = mention.incident if "incident" in values else None
    if left is not None:
        columns["incident"] = None
    if "state" in values:
        decided = values["state"] in (MentionState.ACCEPTED, MentionState.REJECTED)
        columns["decided_by"] = by if decided else None
        columns["decided_at"] = timezone.now() if decided else None
    writing.write(mention, columns)
    stored.restore_names(mention, values)
    if left is not None:
        verdicts.touch(left, by=by, act=Act.DETACH, gone=mention)
    if values.get("incident"):
        heir = Incident.objects.get(public_id=values["incident"])
        verdicts.attach(mention, writing.locked_incident(heir.pk), by=by)
