"""Country packs: entities, elections and places of one country, and the elections of the world."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from incidents.domain.vocabulary import EntityKind

from .lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Entity:
    """A body, person, group or system that a country pack knows."""

    key: str
    kind: EntityKind
    name: str
    name_en: str
    aliases: tuple[str, ...]
    country: str | None


@dataclass(frozen=True, slots=True)
class ElectionRecord:
    """An election that a country pack knows; `polling_day` is None where it is not fixed.

    `over` is the last day of its last phase (later rounds and disputes included), if known.
    """

    id: str
    level: str
    polling_day: date | None
    over: date | None


@dataclass(frozen=True, slots=True)
class CountryPack:
    """What is known about one country; `settings` is its pack.toml."""

    code: str
    languages: tuple[str, ...]
    entities: dict[str, Entity]
    elections: tuple[ElectionRecord, ...]
    names: Lexicon
    capitals: dict[str, tuple[str, ...]]
    places: dict[str, str]
    prefixes: dict[str, str]
    dispute_days: int
    settings: dict[str, Any] = field(default_factory=dict)


def load_country(folder: Path) -> CountryPack:
    """Read a pack; raises OSError, ValueError, TypeError or KeyError when it is not whole."""
    settings = tomllib.loads((folder / "pack.toml").read_text("utf-8"))
    entities = {record["key"]: _entity(record) for record in _records(folder / "entities.json")}
    names = Lexicon()
    capitals: dict[str, tuple[str, ...]] = {}
    for entity in entities.values():
        for alias in dict.fromkeys((entity.name, entity.name_en, *entity.aliases)):
            words = _WORD.findall(alias.lower())
            if words:
                names.add(entity.key, words)
                # Of two spellings the one that asks for fewer capitals: the other fits it too.
                spellings = (capitals.get(" ".join(words)), tuple(_WORD.findall(alias)))
                capitals[" ".join(words)] = min(filter(None, spellings), key=_capitals)
    return CountryPack(
        code=str(settings["code"]),
        languages=tuple(settings.get("languages", ())),
        entities=entities,
        elections=tuple(_election(record) for record in _records(folder / "elections.json")),
        names=names,
        capitals=capitals,
        places=_places(folder / "places.tsv"),
        prefixes=dict(settings.get("election_ids", {})),
        dispute_days=int(settings.get("dispute_days", 60)),
        settings=settings,
    )


def _capitals(words: tuple[str, ...]) -> int:
    return sum(letter.isupper() for word in words for letter in word)


def _records(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    records = json.loads(path.read_text("utf-8"))
    if not isinstance(records, list):
        raise TypeError(f"{path.name} must hold a list")
    return records


def _entity(record: dict[str, Any]) -> Entity:
    return Entity(
        key=record["key"],
        kind=EntityKind(record["kind"]),
        name=record["name"],
        name_en=record.get("name_en") or record["name"],
        aliases=tuple(record.get("aliases", ())),
        country=record.get("country"),
    )


def _election(record: dict[str, Any]) -> ElectionRecord:
    day = record.get("polling_day")
    over = max((phase["end"] for phase in record.get("phases", ())), default=None)
    return ElectionRecord(
        record["id"],
        record["level"],
        date.fromisoformat(day) if day else None,
        date.fromisoformat(over) if over else None,
    )


def _places(path: Path) -> dict[str, str]:
    """Lower-case name -> name, for every place and alias in a table of `name<TAB>aliases`."""
    if not path.exists():
        return {}
    places: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, others = line.partition("\t")
            for alias in [name, *others.split(";")]:
                if alias.strip():
                    places.setdefault(alias.strip().lower(), name.strip())
    return places


@dataclass(frozen=True, slots=True)
class WorldCountry:
    """A country as the world's table has it: the words that give it away and its polling months."""

    code: str
    months: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class World:
    """All countries of the table, and the automaton that finds them; "?cc" marks weak signs."""

    countries: dict[str, WorldCountry]
    signs: Lexicon

    def add_signs(self, code: str, words: Iterable[str], *, weak: bool) -> None:
        """Words that give a country away; weak ones prove little."""
        for word in words:
            parts = _WORD.findall(word.lower())
            if parts:
                self.signs.add(("?" if weak else "") + code, parts)


def load_world(folder: Path) -> World:
    """Read countries.tsv."""
    world = World({}, Lexicon())
    for line in (folder / "countries.tsv").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        code, words, months = line.split("\t")
        told = tuple((int(m[:4]), int(m[5:7])) for m in months.split())
        world.countries[code] = WorldCountry(code, told)
        signs = [word.strip() for word in words.split(";")]
        world.add_signs(code, (word for word in signs if not word.startswith("*")), weak=False)
        world.add_signs(code, (word for word in signs if word.startswith("*")), weak=True)
    return world
