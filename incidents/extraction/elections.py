"""Which elections a report is about: named in the text, or told from its country and date."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from .countries import CountryPack, World
from .reading import Reading, Sentence

_YEAR = re.compile(r"(?:19[89]\d|20[0-4]\d)$")
_WEAK = 0.2


@dataclass(frozen=True, slots=True)
class Context:
    """The elections of a text: the one it is mainly about, and those named in each sentence."""

    main: str | None
    by_sentence: tuple[tuple[str, ...], ...]
    named: tuple[str, ...]
    country: str | None


class Calendar(Protocol):
    """Answers which election a year or a day belongs to."""

    def of_year(self, year: int, level: str) -> str | None: ...

    def on(self, day: date, level: str) -> str | None: ...


class PackCalendar:
    """The calendar of a country pack: several elections a year, told apart by level."""

    def __init__(self, pack: CountryPack) -> None:
        self._pack = pack
        self._known = {election.id for election in pack.elections}
        self._prefixes: dict[str, str] = dict(pack.settings.get("election_ids", {}))

    def of_year(self, year: int, level: str) -> str | None:
        prefix = self._prefixes.get(level)
        election = f"{prefix}-{year}" if prefix else None
        return election if election in self._known else None

    def on(self, day: date, level: str) -> str | None:
        """The election under way or next; a past one stays under way for some weeks of dispute."""
        grace = int(self._pack.settings.get("dispute_days", 75))
        coming = [
            (election.polling_day, election.id)
            for election in self._pack.elections
            if election.level == level
            and election.polling_day is not None
            and (election.polling_day - day).days >= -grace
        ]
        return min(coming)[1] if coming else None


class WorldCalendar:
    """The calendar of a country that has no pack: one election per year, `cc-YEAR`."""

    def __init__(self, code: str, months: tuple[tuple[int, int], ...]) -> None:
        self._code = code
        self._months = months

    def of_year(self, year: int, level: str) -> str | None:
        return f"{self._code}-{year}"

    def on(self, day: date, level: str) -> str | None:
        coming = [
            (year, month)
            for year, month in self._months
            if (year - day.year) * 12 + month - day.month >= -2
        ]
        return f"{self._code}-{min(coming)[0]}" if coming else None


def countries_told(reading: Reading, title_words: list[str], world: World) -> Counter[str]:
    """How strongly the text points at each country; the head of the text counts more."""
    told: Counter[str] = Counter()
    for hit in world.signs.find(title_words, [""] * len(title_words), 0, len(title_words)):
        _count(told, hit.concept, 3.0)
    blank = [""] * len(reading.words)
    for index, sentence in enumerate(reading.sentences):
        weight = 2.0 if index < 2 else 1.0
        for hit in world.signs.find(reading.words, blank, sentence.first, sentence.last):
            _count(told, hit.concept, weight)
    return told


def _count(told: Counter[str], concept: str, weight: float) -> None:
    if concept.startswith("?"):
        told[concept[1:]] += weight * _WEAK  # type: ignore[assignment]  # a Counter of weights
    else:
        told[concept] += weight  # type: ignore[assignment]  # a Counter of weights


def years_near(words: list[str], at: int, first: int, last: int) -> int | None:
    """The year right after or before the word at `at`: "Pemilu 2024", "2016 election"."""
    for step in (1, 2, 3, -1, -2):
        near = at + step
        if first <= near < last and _YEAR.match(words[near]):
            return int(words[near])
    return None
