"""Days, months and years that a text names, also those told from its date of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from incidents.domain.records import Period
from incidents.domain.vocabulary import Precision

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?![\d/])")
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_YEAR = re.compile(r"(?<![\w.,/-])((?:19[89]|20[0-4])\d)(?![\w/]|[.,]\d)")


# A date of its own stands in the first characters of a text, if anywhere.
_LEAD = 20_000
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period at characters [start, end); `complete` when the text itself gives its year."""

    period: Period
    start: int
    end: int
    complete: bool
    in_brackets: bool


def day(value: date) -> Period:
    """The period of one day."""
    return Period(value, value, Precision.DAY)


def month(year: int, number: int) -> Period:
    """The period of one month."""
    return Period(
        date(year, number, 1), date(year, number, monthrange(year, number)[1]), Precision.MONTH
    )


def year(number: int) -> Period:
    """The period of one year."""
    return Period(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


class PeriodReader:
    """Reads periods by the word lists of one language (pack.toml, table `dates`)."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._months: dict[str, int] = dict(settings.get("months", {}))
        names = "|".join(sorted(map(re.escape, self._months), key=len, reverse=True)) or "(?!)"
        self._named = re.compile(
            rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{names})\b\.?"
            rf"(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?![\d.]))?(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?"
        )
        self._weekdays = {name: at for at, name in enumerate(settings.get("weekdays", ()))}
        days = "|".join(self._weekdays) or "(?!)"
        self._weekday = re.compile(rf"\b({days})\b")
        self._relative = [
            (re.compile(r"\b(?:" + "|".join(settings[name]) + r")\b"), name)
            for name in ("today", "yesterday", "this_month", "last_month", "this_year", "last_year")
            if settings.get(name)
        ]

    def read(self, low: str, start: int, end: int, published: date | None) -> list[FoundPeriod]:
        """Every period in characters [start, end) of a lower-case text, in its order."""
        found: list[FoundPeriod] = []
        for match, period, complete in self._matches(low, start, end, published):
            # A weekday right before a date ("Rabu (13/3)") says the same less exactly.
            near = 0 if complete else _BESIDE
            if period is not None and not any(
                one.start < match.end() + near and match.start() < one.end for one in found
            ):
                opened = low.rfind("(", start, match.start()) > low.rfind(")", start, match.start())
                found.append(FoundPeriod(period, match.start(), match.end(), complete, opened))
        return sorted(found, key=lambda one: one.start)

    def _matches(
        self, low: str, start: int, end: int, published: date | None
    ) -> Iterator[tuple[re.Match[str], Period | None, bool]]:
        """What may be a period and whether its year is given, the exact forms before the loose ones."""
        for match in _ISO.finditer(low, start, end):
            yield match, _day(int(match[1]), int(match[2]), int(match[3])), True
        for match in _SLASHED.finditer(low, start, end):
            yield match, self._slashed(match, published), match[3] is not None
        for match in self._named.finditer(low, start, end):
            yield match, self._of_named(match, published), match["year"] is not None
        for match in _YEAR.finditer(low, start, end):
            yield match, year(int(match[1])), True
        if published is not None:
            yield from self._told_from(low, start, end, published)

    def _told_from(
        self, low: str, start: int, end: int, published: date
    ) -> Iterator[tuple[re.Match[str], Period | None, bool]]:
        """What the day of publication tells: "kemarin", "last month", names of weekdays."""
        for expression, name in self._relative:
            for match in expression.finditer(low, start, end):
                yield match, _relative(name, published), False
        for match in self._weekday.finditer(low, start, end):
            gap = (published.weekday() - self._weekdays[match[1]]) % 7
            yield match, day(published - timedelta(days=gap)), False

    def _slashed(self, match: re.Match[str], published: date | None) -> Period | None:
        number = match[3]
        if number is None:
            if published is None:
                return None
            return _before(int(match[2]), int(match[1]), published)
        return _day(
            int(number) if len(number) == 4 else 2000 + int(number), int(match[2]), int(match[1])
        )

    def _of_named(self, match: re.Match[str], published: date | None) -> Period | None:
        number = self._months[match["month"]]
        first = match["before"] or match["after"]
        if match["year"]:
            at = int(match["year"])
            return _day(at, number, int(first)) if first else month(at, number)
        if published is None:
            return None
        if first:
            return _before(number, int(first), published)
        if match["month"] in ("may", "march", "mei"):
            return None
        return month(published.year - (number > published.month), number)


def _day(at: int, number: int, first: int) -> Period | None:
    try:
        return day(date(at, number, first))
    except ValueError:
        return None


def _before(number: int, first: int, published: date) -> Period | None:
    """The day without a year: of the publication's year, or the year before if that lies far ahead."""
    found = _day(published.year, number, first)
    if found is not None and (found.start - published).days > 180:
        return _day(published.year - 1, number, first)
    return found


def _relative(name: str, published: date) -> Period:
    if name == "today":
        return day(published)
    if name == "yesterday":
        return day(published - timedelta(days=1))
    if name == "this_month":
        return month(published.year, published.month)
    if name == "last_month":
        last = published.replace(day=1) - timedelta(days=1)
        return month(last.year, last.month)
    return year(published.year - (name == "last_year"))


def dated(reader: PeriodReader, low: str) -> date | None:
    """The day that a text without a date of its own was probably written: the first it names."""
    found = reader.read(low, 0, min(len(low), _LEAD), None)
    days = [one.period.start for one in found if one.period.precision != Precision.YEAR]
    return days[0] if days else None
