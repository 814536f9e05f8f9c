"""Publication dates as pages write them: ISO 8601, Indonesian and English words, addresses; nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from incidents.domain.vocabulary import DateOrigin, Language, Precision

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan januarius",
            "februari february feb pebruari",
            "maret march mar mac",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul julai",
            "agustus august aug agu ags ogos",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec disember dis",
        ),
        start=1,
    )
    for name in names.split()
}
_WORDS = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d?)(?:-(\d\d?))?(?!\d)")
_DAY_FIRST = re.compile(
    rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({_WORDS})\.?,?[\s-]+((?:19|20)\d\d)\b"
)
_MONTH_FIRST = re.compile(
    rf"(?i)\b({_WORDS})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/\-_.]|\d{4,}|$)"
)
_WEEKDAY = re.compile(
    r"(?i)\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday)\b|\bWI(?:B|TA|T)\b|\d[:.]\d\d"
)
_DATELINE_CHARS = 1500
_EARLIEST = date(1994, 1, 1)
_JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, how exactly it is known, and where it was read."""

    on: date
    precision: Precision
    origin: DateOrigin


def parse_date(
    text: str, *, language: str = Language.INDONESIAN, today: date | None = None
) -> tuple[date, Precision] | None:
    """The one date in a short text such as an attribute; None if there is none or it is absurd.

    Times in UTC become days in Jakarta for Indonesian pages; other offsets are taken as written.
    """
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _first(text, today)
    is_utc = moment.tzinfo is not None and not moment.utcoffset()
    if is_utc and language == Language.INDONESIAN and moment.year < 9999:
        moment = moment.astimezone(_JAKARTA)
    return _sane((moment.year, moment.month, moment.day), today)


def from_url(url: str, *, today: date | None = None) -> Dated | None:
    """A date written in an address (/2019/09/23/, /2019/09/, /20190923...)."""
    match = _IN_URL.search(url)
    if match is None:
        return None
    day = match[3]
    found = _sane((int(match[1]), int(match[2]), int(day) if day else None), today)
    return Dated(*found, DateOrigin.URL) if found else None


def from_dateline(text: str, *, today: date | None = None) -> Dated | None:
    """The first full date near the head of a text that stands beside a weekday or a time of day."""
    head = text[:_DATELINE_CHARS]
    for start, end, parts in sorted(_all(head), key=lambda found: found[0]):
        if _WEEKDAY.search(head[max(0, start - 25) : start]) or _WEEKDAY.search(
            head[end : end + 18]
        ):
            found = _sane(parts, today)
            if found:
                return Dated(*found, DateOrigin.DATELINE)
    return None


def _all(text: str) -> Iterator[tuple[int, int, tuple[int, int, int | None]]]:
    """Every date in a text: start, end, and year, month, day as written."""
    for match in _DAY_FIRST.finditer(text):
        yield *match.span(), (int(match[3]), _MONTHS[match[2].lower()], int(match[1]))
    for match in _MONTH_FIRST.finditer(text):
        yield *match.span(), (int(match[3]), _MONTHS[match[1].lower()], int(match[2]))
    for match in _NUMBERS.finditer(text):  # day first, as Indonesia writes
        yield *match.span(), (int(match[3]), int(match[2]), int(match[1]))
    for match in _ISO.finditer(text):
        yield *match.span(), (int(match[1]), int(match[2]), int(match[3]) if match[3] else None)


def _first(text: str, today: date | None) -> tuple[date, Precision] | None:
    for _start, _end, parts in sorted(_all(text[:300]), key=lambda found: found[0]):
        found = _sane(parts, today)
        if found:
            return found
    year = re.fullmatch(r"(?:19|20)\d\d", text)
    return (date(int(text), 1, 1), Precision.YEAR) if year else None


def _sane(parts: tuple[int, int, int | None], today: date | None) -> tuple[date, Precision] | None:
    """The date, unless it does not exist, is before the web or after tomorrow."""
    year, month, day = parts
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return None
    latest = (today or datetime.now(UTC).date()) + timedelta(days=1)
    if not _EARLIEST <= found <= latest:
        return None
    return found, Precision.DAY if day else Precision.MONTH
