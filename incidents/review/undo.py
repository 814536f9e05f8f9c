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
    """Undo the last `count` acts that the person did on mentions, the newest first; all or none.

    An act on many mentions is one act. Raises RuleViolation when there is nothing left to undo or a mention
    is public by now, EditConflict when somebody else changed one since.
    """
    access.require_act(by, Act.UNDO)
    acts = _last_acts(by, count)
    if not acts:
        raise RuleViolation(_("There is nothing left to undo."), reason="nothing")
    keys = sorted({decision.object_id for act in acts for decision in act})
    _lock(keys)
    undone: list[Mention] = []
    for act in acts:
        by_mention = sorted(act, key=lambda d: (d.object_id, d.number))
        for key, steps in groupby(by_mention, key=lambda d: d.object_id):
            undone.append(_undo(key, list(steps), by))
    return undone


def _last_acts(by: User, count: int) -> list[list[Decision]]:
    """The person's newest decisions on mentions, not undone yet, those of one batch together."""
    recent = list(
        Decision.objects.filter(who=by, model="mention", act__in=(*UNDOABLE, Act.UNDO)).order_by(
            "-number"
        )[:_LOOKED_BACK]
    )
    undone: set[object] = set()
    for decision in recent:
        if decision.act == Act.UNDO:
            undone.update(decision.after.get("undid", ()))
    acts: list[list[Decision]] = []
    batches: dict[object, list[Decision]] = {}
    for decision in recent:
        if decision.act == Act.UNDO or decision.number in undone:
            continue
        if decision.batch is not None and decision.batch in batches:
            batches[decision.batch].append(decision)
            continue
        if len(acts) == count:
            break
        acts.append([decision])
        if decision.batch is not None:
            batches[decision.batch] = acts[-1]
    return acts


def _lock(keys: list[int]) -> None:
    """Mentions in the order of their keys, then their incidents: the order every act takes them in."""
    rows = Mention.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=keys)
    incidents = {row.incident_id for row in rows.order_by("pk") if row.incident_id is not None}
    list(
        Incident.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=incidents)
        .order_by("pk")
    )


def _undo(key: int, steps: list[Decision], by: User) -> Mention:
    mention = Mention.objects.select_related("article", "incident", "election", "place").get(pk=key)
    access.require_visible(by, mention=mention)
    seen = int(steps[-1].after["version"])
    if mention.version != seen:
        raise portraits.conflict(mention, seen=seen)
    if mention.published_at is not None:
        raise RuleViolation(
            _("This statement is public: propose a correction."), reason="published"
        )
    before = portraits.of_mention(mention)
    values = {name: pair[0] for name, pair in portraits.folded(steps).items()}
    if any(step.act == Act.ADD for step in steps):
        values = {"state": MentionState.WITHDRAWN, "incident": None}
    _restore(mention, values, by)
    was, now = portraits.difference(before, portraits.of_mention(mention))
    audit.record(
        who=by,
        act=Act.UNDO,
        model="mention",
        object_id=mention.pk,
        before=was,
        after={**now, "undid": [step.number for step in steps]},
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
