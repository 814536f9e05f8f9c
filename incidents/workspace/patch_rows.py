"""The pairs of a correction in words a person reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from incidents.models import Correction, Mention

from .wording import field_label, field_value


@dataclass(frozen=True, slots=True)
class PatchRow:
    """One thing that changes: what it is, before, after."""

    label: str
    before: str
    after: str


def rows_of(correction: Correction) -> list[PatchRow]:
    """One row for each pair of the correction; one query for the mentions it names."""
    keys = {name.split(":")[1] for name in correction.changes if name.startswith("mention:")}
    sentences = {
        str(key): text
        for key, text in Mention.objects.filter(pk__in=[int(key) for key in keys]).values_list(
            "pk", "evidence"
        )
    }
    return [_row(name, pair, sentences) for name, pair in correction.changes.items()]


def _row(name: str, pair: list[Any], sentences: dict[str, str]) -> PatchRow:
    before, after = pair
    what, _colon, rest = name.partition(":")
    if what == "mention":
        key, _colon, field = rest.partition(":")
        sentence = sentences.get(key, key)
        if not field:
            label = _("Statement “%s”") % sentence
            return PatchRow(label, _place(before), _place(after))
        label = _("%(field)s of the statement “%(sentence)s”") % {
            "field": field_label(field),
            "sentence": sentence,
        }
        return PatchRow(label, field_value(field, before), field_value(field, after))
    if what == "citation":
        return PatchRow(_("Cited source"), "", rest)
    if what == "link":
        return PatchRow(_("Link"), "", rest.replace(":", " "))
    return PatchRow(field_label(name), field_value(name, before), field_value(name, after))


def _place(value: Any) -> str:
    words = {None: _("not public"), "public": _("public"), "withdrawn": _("withdrawn")}
    return words.get(value) or _("moved to %s") % value
