"""Reference data from files into tables: places, elections, entities, sources; new rows and changed ones."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import models, transaction

from incidents.models import Alias, Election, ElectionPhase, Entity, Place, Source

APP = Path(__file__).resolve().parent.parent
REFERENCE = APP / "reference"
PACKS = APP / "extraction" / "packs"


class BadReferenceError(Exception):
    """A reference file that cannot be read as what it should hold; names the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of one kind a file names, and how many of them are new."""

    total: int
    new: int


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON list; raises BadReferenceError."""
    try:
        rows = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadReferenceError(f"{path.name}: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadReferenceError(f"{path.name}: expected a list of objects")
    return rows


def of_packs(name: str) -> list[dict[str, Any]]:
    """The rows that all packs hold under this file name, packs in the order of their names."""
    return [row for path in sorted(PACKS.glob(f"*/{name}")) for row in read_rows(path)]


def _upsert(
    model: type[models.Model], rows: Iterable[models.Model], key: str, columns: list[str]
) -> Tally:
    wanted = list({getattr(row, key): row for row in rows}.values())
    manager = model._default_manager
    before = manager.count()
    manager.bulk_create(
        wanted, update_conflicts=True, unique_fields=[key], update_fields=columns, batch_size=500
    )
    return Tally(len(wanted), manager.count() - before)


@transaction.atomic
def load_places(rows: list[dict[str, Any]]) -> Tally:
    """Countries first, then what lies in them; `tile` is [column, row] of the province map."""
    columns = ["name", "name_en", "aliases", "parent", "tile_column", "tile_row"]
    known: dict[str, Place] = {}
    new = 0
    for level in ([r for r in rows if not r["parent"]], [r for r in rows if r["parent"]]):
        places = [
            Place(
                code=row["code"],
                name=row["name"],
                name_en=row["name_en"],
                aliases=row["aliases"],
                parent=known.get(row["parent"] or ""),
                tile_column=row["tile"][0] if row["tile"] else None,
                tile_row=row["tile"][1] if row["tile"] else None,
            )
            for row in level
        ]
        new += _upsert(Place, places, "code", columns).new
        known |= {place.code: place for place in Place.objects.all()}
    return Tally(len(rows), new)


@transaction.atomic
def load_elections(rows: list[dict[str, Any]]) -> Tally:
    """Elections with their calendars."""
    tally = _upsert(
        Election,
        (
            Election(
                code=row["id"],
                name=row["name_id"],
                name_en=row["name_en"],
                country=row["country"],
                level=row["level"],
                polling_day=row["polling_day"],
            )
            for row in rows
        ),
        "code",
        ["name", "name_en", "country", "level", "polling_day"],
    )
    keys = dict(Election.objects.values_list("code", "pk"))
    ElectionPhase.objects.bulk_create(
        (
            ElectionPhase(election_id=keys[row["id"]], **phase)
            for row in rows
            for phase in row.get("phases") or []
        ),
        update_conflicts=True,
        unique_fields=["election", "phase"],
        update_fields=["start", "end"],
    )
    return tally


@transaction.atomic
def load_entities(rows: list[dict[str, Any]]) -> Tally:
    """Bodies, persons in office, groups and systems, with their aliases."""
    tally = _upsert(
        Entity,
        (
            Entity(
                key=row["key"],
                kind=row["kind"],
                name=row["name"],
                name_en=row.get("name_en") or "",
                country=row.get("country") or "",
            )
            for row in rows
        ),
        "key",
        ["kind", "name", "name_en", "country"],
    )
    keys = dict(Entity.objects.values_list("key", "pk"))
    Alias.objects.bulk_create(
        (
            Alias(entity_id=keys[row["key"]], name=name)
            for row in rows
            for name in row.get("aliases") or []
        ),
        ignore_conflicts=True,
        batch_size=1000,
    )
    return tally


@transaction.atomic
def load_sources(rows: list[dict[str, Any]]) -> Tally:
    """Outlets and official sites; one that is there already keeps what its operator set."""
    known = set(Source.objects.values_list("url", flat=True))
    names = {field.name for field in Source._meta.concrete_fields}
    fresh = []
    for row in rows:
        if row["url"] in known:
            continue
        given = {name: value for name, value in row.items() if name in names}
        minutes = row.get("cadence_minutes")
        fresh.append(Source(**given | ({"cadence": timedelta(minutes=minutes)} if minutes else {})))
    Source.objects.bulk_create(fresh)
    return Tally(len(rows), len(fresh))
