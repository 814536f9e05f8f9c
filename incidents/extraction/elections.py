"""Which elections a report is about: named in the text, or told from its country and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from .countries import CountryPack, World
from .lexicon import Lexicon
from .reading import Reading

_YEAR = re.compile(r"(?:19[89]\d|20[0-4]\d)$")
_WEAK = 0.2
_HEAD = 3.0
# Days after a polling day in which its disputes go on, where no pack says it.
_GRACE = 75
# A past election named so often (the head of the text counts more) is what a report is about.
_DWELLS = 4
# So many days before a polling day, everything is about that election.
_CLOSE = 45
# An election of the level spoken of that is further off gives way to a nearer one of the other.
_FAR = 540
NATIONAL, LOCAL, EITHER = "national", "local", "either"


@dataclass(frozen=True, slots=True)
class Context:
    """The elections of a text: the main one, those named in each sentence, and the country."""

    main: str | None
    by_sentence: tuple[tuple[str, ...], ...]
    country: str | None


class Atlas(Protocol):
    """What is known of countries: the packs by code, and the world's table."""

    @property
    def countries(self) -> dict[str, CountryPack]: ...

    @property
    def world(self) -> World: ...


class Calendar:
    """Which election of one country a year or a day belongs to; the country may have no pack."""

    def __init__(self, code: str, world: World, pack: CountryPack | None) -> None:
        self._code = code.lower()
        self._pack = pack
        country = world.countries.get(self._code)
        self._months = country.months if country is not None else ()

    def of_year(self, year: int, level: str) -> str | None:
        """The election of a year, or None where the country held none."""
        if self._pack is None:
            return f"{self._code}-{year}"
        known = {election.id for election in self._pack.elections}
        named = f"{self._pack.prefixes.get(level)}-{year}"
        return named if named in known else None

    def on(self, day: date, level: str) -> str | None:
        """The election under way or next; a past one stays under way for some weeks of dispute.

        Close to a polling day the level does not matter: the report is about that election.
        """
        coming = sorted(
            ((polling - day).days, election, of)
            for polling, over, election, of in self._days()
            if over >= day
        )
        close = [(abs(gap), election) for gap, election, _ in coming if gap <= _CLOSE]
        if close:
            return min(close)[1]
        fitting = [election for gap, election, of in coming if of == level and gap <= _FAR]
        return fitting[0] if fitting else (coming[0][1] if coming else None)

    def is_past(self, election: str, day: date) -> bool:
        """Whether the election was over, its disputes too, on a day."""
        ends = [over for _, over, named, _ in self._days() if named == election]
        return max(ends) < day if ends else int(election[-4:]) < day.year

    def _days(self) -> list[tuple[date, date, str, str]]:
        """Polling day, last day, id and level of every election that has a day."""
        if self._pack is None:
            days = [(date(y, m, 15), f"{self._code}-{y}") for y, m in self._months]
            return [(d, d + timedelta(days=_GRACE), election, NATIONAL) for d, election in days]
        return [
            (e.polling_day, max(e.over or e.polling_day, e.polling_day + grace), e.id, e.level)
            for e in self._pack.elections
            if e.polling_day is not None
            for grace in (timedelta(days=self._pack.dispute_days),)
        ]


def context(
    reading: Reading,
    title: Sequence[str],
    known: Atlas,
    day: date | None,
    country: str | None,
) -> Context:
    """The elections of a reading; `day` is when it was published, `country` where."""
    code = country_of(reading, title, known.world) or (country or "").lower() or None
    if code is None:
        return Context(None, tuple(() for _ in reading.sentences), None)
    calendar = Calendar(code, known.world, known.countries.get(code.upper()))
    finder = _Finder(reading.pack.settings.get("elections", {}), calendar)
    told = finder.hints([*title, *reading.words])
    weights: Counter[str] = Counter()
    for election in finder.named(title, 0, len(title), told):
        weights[election] += 4
    by_sentence = []
    for index, sentence in enumerate(reading.sentences):
        named = finder.named(reading.words, sentence.first, sentence.last, told)
        by_sentence.append(tuple(dict.fromkeys(named)))
        for election in named:
            weights[election] += 2 if index < 2 else 1
    return Context(_main(weights, calendar, day, told), tuple(by_sentence), code)


def _main(weights: Counter[str], calendar: Calendar, day: date | None, level: str) -> str | None:
    """The election named most that is not over; a past one when the report dwells on it."""
    if day is None:
        return max(weights, key=lambda election: (weights[election], election), default=None)
    current = {e: w for e, w in weights.items() if not calendar.is_past(e, day)}
    if current:
        year = day.year
        return max(current, key=lambda e: (current[e], -abs(int(e[-4:]) - year)))
    if weights and max(weights.values()) >= _DWELLS:
        return max(weights, key=lambda election: (weights[election], election))
    return calendar.on(day, level)


class _Finder:
    """Finds elections named in a run of words."""

    def __init__(self, settings: dict[str, object], calendar: Calendar) -> None:
        self._calendar = calendar
        self._terms = Lexicon()
        for level in (NATIONAL, LOCAL, EITHER):
            for term in _strings(settings.get(level)):
                self._terms.add(level, term.split())
        self._after = int(str(settings.get("year_after", 4)))
        self._before = int(str(settings.get("year_before", 0)))
        self._local = frozenset(_strings(settings.get("hints_local")))
        self._national = frozenset(_strings(settings.get("hints_national")))

    def hints(self, words: Sequence[str]) -> str:
        """The level that the words speak of most."""
        counts = Counter(words)
        local = sum(counts[word] for word in self._local)
        national = sum(counts[word] for word in self._national)
        return LOCAL if local > national else NATIONAL

    def named(self, words: Sequence[str], first: int, last: int, told: str) -> list[str]:
        """Ids of the elections named in words [first, last)."""
        years = [at for at in range(first, last) if _YEAR.match(words[at])]
        if not years:
            return []
        hits = self._terms.find(words, [""] * last, first, last)
        found = []
        for at in years:
            near = [
                (at - hit.last if at >= hit.last else hit.first - at, hit.first, hit.concept)
                for hit in hits
                if 0 <= at - hit.last < self._after or 0 < hit.first - at <= self._before
            ]
            if not near:
                continue
            closest = min(near)[0]
            level = _level([concept for gap, _, concept in near if gap <= closest + 2], told)
            election = self._calendar.of_year(int(words[at]), level)
            election = election or self._calendar.of_year(int(words[at]), _other(level))
            if election is not None:
                found.append(election)
        return found


def _level(concepts: Sequence[str], told: str) -> str:
    if LOCAL in concepts:
        return LOCAL
    return NATIONAL if NATIONAL in concepts else told


def _other(level: str) -> str:
    return LOCAL if level == NATIONAL else NATIONAL


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def country_of(reading: Reading, title: Sequence[str], world: World) -> str | None:
    """The country that a text points at most, as a lower-case code; its head counts more."""
    told: dict[str, float] = {}
    runs = [(title, 0, len(title), _HEAD)]
    runs.extend(
        (reading.words, s.first, s.last, _HEAD if index < 2 else 1.0)
        for index, s in enumerate(reading.sentences)
    )
    for words, first, last, weight in runs:
        hits = world.signs.find(words, [""] * last, first, last)
        # Each once, in the order of the text: of countries told alike the first is meant.
        for concept in dict.fromkeys(hit.concept for hit in hits):
            code = concept.lstrip("?")
            told[code] = told.get(code, 0.0) + weight * (_WEAK if concept[0] == "?" else 1.0)
    home = str(reading.pack.settings.get("country", "")).lower()
    if home:
        told[home] = told.get(home, 0.0) + 1.0
    if not told:
        return None
    best = max(told.values())
    return home if home and told[home] >= best * 0.8 else max(told, key=lambda c: told[c])
