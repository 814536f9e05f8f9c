"""The starter records: rows of the reference file into published records, through the room of review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from tqdm import tqdm

from incidents.domain.changes import CitationFields, IncidentChanges
from incidents.domain.errors import RuleViolation
from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import LinkKind, Precision, Unit
from incidents.models import Incident
from incidents.review.load import load_record

from .reference import BadReferenceError, Tally

_PLAIN = ("kind", "category", "status", "title", "title_en", "summary", "summary_en", "note",
          "note_en", "targets", "target_text", "actors", "actor_text", "places")  # fmt: skip


@transaction.atomic
def load_records(rows: list[dict[str, Any]]) -> Tally:
    """Load the rows that are not there yet; a row that is there stays as people left it."""
    known = set(
        Incident.objects.filter(source_key__isnull=False).values_list("source_key", flat=True)
    )
    new = 0
    for row in tqdm(list(linked_last(rows)), desc="records", unit="", disable=None, leave=False):
        if row["key"] in known:
            continue
        try:
            _incident, is_new = load_record(
                key=row["key"],
                changes=_changes(row),
                citations=[_citation(citation) for citation in row["citations"]],
                links=_links(row),
            )
        except RuleViolation as error:
            raise BadReferenceError(f"record {row['key']}: {error}") from error
        new += is_new
    return Tally(len(rows), new)


def linked_last(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows in their order, but each after the rows that it is linked to; raises BadReferenceError."""
    by_key = {row["key"]: row for row in rows}
    done: set[str] = set()

    def visit(key: str, path: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        if key in path or key not in by_key:
            raise BadReferenceError(f"records: {' -> '.join((*path, key))} cannot be linked")
        if key not in done:
            for _kind, other in _links(by_key[key]):
                yield from visit(other, (*path, key))
            done.add(key)
            yield by_key[key]

    for row in rows:
        yield from visit(row["key"], ())


def _links(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        *((LinkKind.MITIGATES.value, key) for key in row["mitigates"]),
        *((LinkKind.RELATED.value, key) for key in row["related"]),
    ]


def _changes(row: dict[str, Any]) -> IncidentChanges:
    changes: IncidentChanges = {name: row[name] for name in _PLAIN}  # type: ignore[assignment] # the names are those of the type
    changes["elections"] = [row["election"]] if row["election"] else []
    changes["when"] = Period(
        date.fromisoformat(row["starts_on"]),
        date.fromisoformat(row["ends_on"]),
        Precision(row["precision"]),
    )
    if row["figure"]:
        given = row["figure"]
        changes["figure"] = Figure(given["value"], given["approximate"], Unit(given["unit"]))
        changes["figure_reason"] = given["reason"]
    return changes


def _citation(given: dict[str, Any]) -> CitationFields:
    published = given["published_on"]
    return CitationFields(
        url=given["url"],
        outlet=given["outlet"],
        published_on=date.fromisoformat(published) if published else None,
        published_precision=given["published_precision"],
        reported_by=given["reported_by"],
        weak=given["weak"],
    )
