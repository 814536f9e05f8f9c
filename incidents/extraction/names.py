"""Known entities in a text, told by their aliases, and the names of people as the text spells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from incidents.domain.records import Name

from .countries import CountryPack, Entity
from .lexicon import Hit
from .reading import Reading


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity at words [first, last) of a reading."""

    entity: Entity
    first: int
    last: int


def written(reading: Reading, first: int, last: int) -> str:
    """Words [first, last) as the text spells them."""
    start = reading.starts[first]
    end = reading.starts[last - 1] + len(reading.words[last - 1])
    return " ".join(reading.folded.plain[start:end].split())


def is_capital(reading: Reading, at: int) -> bool:
    """Whether the word at `at` begins with a capital letter."""
    return reading.folded.plain[reading.starts[at]].isupper()


def entities(
    reading: Reading, packs: Iterable[CountryPack], first: int, last: int
) -> list[NamedEntity]:
    """Entities in words [first, last): the longest alias wins, letter case must fit."""
    found: list[tuple[int, int, Entity]] = []
    blank = [""] * last
    for pack in packs:
        hits = pack.names.find(reading.words, blank, first, last)
        found.extend(
            (hit.first, hit.last, pack.entities[hit.concept])
            for hit in hits
            if _fits(reading, pack, hit)
        )
    found.sort(key=lambda one: (one[0], -one[1]))
    kept: list[NamedEntity] = []
    for start, end, entity in found:
        if not kept or start >= kept[-1].last:
            kept.append(NamedEntity(entity, start, end))
    return kept


def _fits(reading: Reading, pack: CountryPack, hit: Hit) -> bool:
    """Whether the words are spelt as a name: capitals where the alias has them."""
    alias = pack.capitals[" ".join(reading.words[hit.first : hit.last])]
    for at, word in zip(range(hit.first, hit.last), alias, strict=True):
        start = reading.starts[at]
        spelt = reading.folded.plain[start : start + len(word)]
        if word[0].isupper() and not spelt[0].isupper():
            return False
        if word.isupper() and 1 < len(word) <= 4 and not spelt.isupper():
            return False
    return True


def as_name(named: NamedEntity, language: str) -> Name:
    """The record of a known entity, under its common name."""
    entity = named.entity
    return Name(short_name(entity, language), entity.key, entity.kind)


def short_name(entity: Entity, language: str) -> str:
    """The name that readers know best: of a body or system its abbreviation, else the name."""
    if entity.kind in ("body", "system"):
        short = [alias for alias in entity.aliases if len(alias) <= 9 and alias[:1].isupper()]
        if short:
            return short[0]
    return entity.name if language != "en" else entity.name_en


def unique(names: Sequence[Name]) -> tuple[Name, ...]:
    """The names without repetitions, in their order."""
    return tuple({name.key or name.text.casefold(): name for name in reversed(names)}.values())[
        ::-1
    ]
