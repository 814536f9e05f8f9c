"""What happened to one mention or incident, newest first: decisions, and row changes that no act explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import Act
from incidents.models import Decision, Incident, Mention

from . import portraits

MOST = 500
OUTSIDE = "outside"
_OUTSIDE_LABEL = _("changed outside review")
# Columns that acts keep beside the record: who holds it, how sure the extractor was, when it went public.
_ASIDE = {
    "pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context", "version", "changed_at",
    "published_at", "assigned_to", "decided_by", "decided_at", "confidence", "explanation",
    "extractor_version", "flagged_vanished",
}  # fmt: skip
_LISTS = (
    ("elections", "IncidentElectionEvent", "election__code"),
    ("targets", "IncidentTargetEvent", "entity__key"),
    ("actors", "IncidentActorEvent", "entity__key"),
    ("places", "IncidentPlaceEvent", "place__code"),
)
_ONE_ACT = timedelta(minutes=1)  # row events carry the start of the transaction, decisions its end


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it was and as it became; for lists, what was taken out and what was put in."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on the object; `act` is a code of Act or `outside`, `label` is it in words."""

    at: datetime
    who: str
    act: str
    label: str
    reason: str
    changes: tuple[Change, ...]
    number: int | None = None
    batch: str = ""


def history(subject: Mention | Incident) -> list[Entry]:
    """At most MOST entries; queries: two for a mention, six for an incident."""
    decisions = list(
        Decision.objects.filter(model=portraits.name_of(subject), object_id=subject.pk)
        .select_related("who")
        .order_by("-number")[:MOST]
    )
    entries = [*map(_of_decision, decisions), *_of_rows(subject, decisions)]
    if isinstance(subject, Incident):
        entries += _of_lists(subject, decisions)
    return sorted(entries, key=lambda entry: (entry.at, entry.number or 0), reverse=True)


def _of_decision(decision: Decision) -> Entry:
    return Entry(
        at=decision.at,
        who=decision.who.get_username() if decision.who else "",
        act=decision.act,
        label=str(Act(decision.act).label),
        reason=decision.reason,
        changes=tuple(_changes(decision.before, decision.after)),
        number=decision.number,
        batch=str(decision.batch or ""),
    )


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if name == "version" or old == new or (old in (None, "", []) and new in (None, "", [])):
            continue
        if isinstance(old, list) and isinstance(new, list):
            yield Change(name, [x for x in old if x not in new], [x for x in new if x not in old])
        else:
            yield Change(name, old, new)


def _of_rows(subject: Mention | Incident, decisions: Iterable[Decision]) -> Iterator[Entry]:
    """Changes of the row that came without an act, a bulk or hand-written UPDATE for example."""
    explained = {decision.after.get("version") for decision in decisions}
    model = apps.get_model("incidents", f"{type(subject).__name__}Event")
    rows = list(model.objects.filter(pgh_obj=subject.pk).order_by("-pgh_id").values()[: MOST + 1])
    for new, old in pairwise(rows):
        if new["version"] != old["version"] and new["version"] in explained:
            continue
        changes = [
            Change(name, portraits.value(old[name]), portraits.value(new[name]))
            for name in new
            if not {name, name.removesuffix("_id")} & _ASIDE and old[name] != new[name]
        ]
        if changes:
            yield _outside(new["pgh_created_at"], changes)


def _of_lists(incident: Incident, decisions: Iterable[Decision]) -> Iterator[Entry]:
    """Elections, targets, actors and places that were added or removed without an act."""
    acts = list(decisions)
    for name, event, code in _LISTS:
        model = apps.get_model("incidents", event)
        rows = model.objects.filter(incident=incident.pk).order_by("-pgh_id")
        for at, label, value in rows.values_list("pgh_created_at", "pgh_label", code)[:MOST]:
            added = label == "added"
            if any(_tells(decision, name, value, at, added=added) for decision in acts):
                continue
            change = Change(name, [], [value]) if added else Change(name, [value], [])
            yield _outside(at, [change])


def _tells(decision: Decision, name: str, value: str, at: datetime, *, added: bool) -> bool:
    """Whether the decision is the one that added `value` to the list, or took it out, around `at`."""
    held = [value in (side.get(name) or []) for side in (decision.before, decision.after)]
    return held == [not added, added] and at <= decision.at <= at + _ONE_ACT


def _outside(at: datetime, changes: Iterable[Change]) -> Entry:
    return Entry(
        at=at, who="", act=OUTSIDE, label=str(_OUTSIDE_LABEL), reason="", changes=tuple(changes)
    )
