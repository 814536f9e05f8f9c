"""Plain values, as decisions and corrections keep them, back as columns; for undo and corrections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from incidents.models import Election, Mention, MentionEntity, Place

from . import writing

_DAYS = ("starts_on", "ends_on", "published_on")
_MENTION = (
    "kind", "category", "status", "start", "end", "evidence", "figure_value", "figure_approximate",
    "figure_unit", "figure_text", "starts_on", "ends_on", "precision", "reported_by", "place_text",
    "credibility", "state", "rejection",
)  # fmt: skip


def days(values: Mapping[str, object]) -> dict[str, object]:
    """`values` with the dates among them read from their ISO form."""
    return {
        name: date.fromisoformat(str(value)) if name in _DAYS and value else value
        for name, value in values.items()
    }


def mention_columns(values: Mapping[str, object]) -> dict[str, object]:
    """The columns of a mention among `values`, election and place looked up by code."""
    columns = days({name: values[name] for name in _MENTION if name in values})
    if "election" in values:
        columns["election"] = Election.objects.filter(code=values["election"]).first()
    if "place" in values:
        columns["place"] = Place.objects.filter(code=values["place"]).first()
    return columns


def restore_names(mention: Mention, values: Mapping[str, object]) -> None:
    """Targets and actors as `values` list them, where they do."""
    for role, name in (
        (MentionEntity.Role.TARGET, "targets"),
        (MentionEntity.Role.ACTOR, "actors"),
    ):
        names = values.get(name)
        if isinstance(names, list):
            writing.name_all(mention, role, names)
