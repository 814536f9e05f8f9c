"""Mentions and incidents as plain values, for the record of decisions and for conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from incidents.domain.errors import EditConflict
from incidents.models import Decision, Incident, Mention, MentionEntity

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
    """All that review may change of an incident; eight queries for its lists."""
    return {
        **{name: value(getattr(incident, name)) for name in _INCIDENT},
        "merged_into": incident.merged_into.public_id if incident.merged_into else None,
        "elections": _listed(incident.elections.values_list("code", flat=True)),
        "targets": _listed(incident.targets.values_list("key", flat=True)),
        "actors": _listed(incident.actors.values_list("key", flat=True)),
        "places": _listed(incident.places.values_list("code", flat=True)),
        "mentions": sorted(incident.mentions.values_list("pk", flat=True)),
        "citations": _listed(incident.citations.values_list("url", flat=True)),
        "links": sorted(
            f"{kind} {other}"
            for kind, other in incident.links_out.values_list("kind", "target__public_id")
        ),
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


def _listed(values: Iterable[str]) -> list[str]:
    return sorted(values)
