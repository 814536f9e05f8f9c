"""Mentions and incidents as plain values, for the record of decisions and for conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from incidents.domain.errors import EditConflict
from incidents.models import Citation, Decision, Incident, IncidentLink, Mention, MentionEntity

_MENTION = (
    "kind", "category", "status", "start", "end", "evidence", "figure_value", "figure_approximate",
    "figure_unit", "figure_text", "starts_on", "ends_on", "precision", "reported_by", "place_text",
    "credibility", "state", "rejection", "flagged_vanished", "version",
)  # fmt: skip
_INCIDENT = (
    "public_id", "kind", "category", "status", "title", "title_en", "summary", "summary_en", "note",
    "note_en", "starts_on", "ends_on", "precision", "target_text", "actor_text", "figure_value",
    "figure_approximate", "figure_unit", "figure_reason", "tlp", "lifecycle", "retraction_reason",
    "approved_version", "version",
)  # fmt: skip


def of_mention(mention: Mention) -> dict[str, object]:
    """All that review may change of a mention; one query for its names, more for unloaded relations."""
    names = list(mention.names.order_by("pk").values_list("role", "text"))
    role = MentionEntity.Role
    return {
        **{name: value(getattr(mention, name)) for name in _MENTION},
        "election": mention.election.code if mention.election else None,
        "place": mention.place.code if mention.place else None,
        "incident": mention.incident.public_id if mention.incident else None,
        "public": mention.published_at is not None,
        "targets": [text for kind, text in names if kind == role.TARGET],
        "actors": [text for kind, text in names if kind == role.ACTOR],
    }


def of_incident(incident: Incident) -> dict[str, object]:
    """All that review may change of an incident; one query for its lists."""
    heir = incident.merged_into
    lists = _lists()
    held = Incident.objects.filter(pk=incident.pk).values_list(*lists.values()).get()
    return {
        **{name: value(getattr(incident, name)) for name in _INCIDENT},
        "merged_into": heir.public_id if heir else None,
        **dict(zip(lists, held, strict=True)),
    }


def _lists() -> dict[str, ArraySubquery]:
    """The lists of an incident as arrays, each in the order of its values."""
    mine = OuterRef("pk")
    rows: dict[str, tuple[QuerySet[Any], str]] = {
        "elections": (Incident.elections.through.objects.filter(incident=mine), "election__code"),
        "targets": (Incident.targets.through.objects.filter(incident=mine), "entity__key"),
        "actors": (Incident.actors.through.objects.filter(incident=mine), "entity__key"),
        "places": (Incident.places.through.objects.filter(incident=mine), "place__code"),
        "mentions": (Mention.objects.filter(incident=mine), "pk"),
        "citations": (Citation.objects.filter(incident=mine), "url"),
        "links": (
            IncidentLink.objects.filter(source=mine).annotate(
                said=Concat("kind", Value(" "), "target__public_id")
            ),
            "said",
        ),
    }
    return {
        name: ArraySubquery(found.order_by(column).values(column))
        for name, (found, column) in rows.items()
    }


def name_of(subject: Mention | Incident) -> str:
    """What decisions call the sort of object."""
    return "mention" if isinstance(subject, Mention) else "incident"


def difference(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """The fields that differ, as they were and as they are."""
    fields = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in fields if name in before},
        {name: after[name] for name in fields if name in after},
    )


def conflict(
    subject: Mention | Incident, *, seen: int, mine: Mapping[str, object] | None = None
) -> EditConflict:
    """The error that tells what others did to `subject` since version `seen`; one query."""
    since = list(
        Decision.objects.filter(model=name_of(subject), object_id=subject.pk)
        .order_by("number")
        .select_related("who")
    )
    newer = [d for d in since if int(d.after.get("version", 0)) > seen]
    return EditConflict(
        _("Somebody else changed this after you opened it. Nothing of yours was saved."),
        seen=seen,
        current=subject.version,
        theirs=folded(newer),
        mine={name: value(raw) for name, raw in (mine or {}).items()},
        by=tuple(dict.fromkeys(d.who.get_username() for d in newer if d.who)),
    )


def folded(decisions: Iterable[Decision]) -> dict[str, tuple[object, object]]:
    """Several decisions on one object as one difference: {field: (first value, last value)}."""
    changes: dict[str, tuple[object, object]] = {}
    for decision in decisions:
        for name in {**decision.before, **decision.after}:
            first = changes[name][0] if name in changes else decision.before.get(name)
            changes[name] = (first, decision.after.get(name))
    changes.pop("version", None)
    return {name: pair for name, pair in changes.items() if pair[0] != pair[1]}


def value(raw: object) -> object:
    """A column's value as JSON keeps it: numbers, truth and nothing as they are, the rest as text."""
    return raw if raw is None or isinstance(raw, bool | int) else str(raw)
