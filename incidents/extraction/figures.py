"""Numbers with what they count: "sekitar 5 ribu serangan", "2.3 million voter records"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents.domain.records import Figure
from incidents.domain.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class Found:
    """A figure at characters [start, end) of a folded text; `unit` may still be unknown."""

    value: int
    approximate: bool
    unit: Unit | None
    start: int
    end: int


class FigureReader:
    """Reads figures by the word lists of one language (pack.toml, table `figures`)."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._scales: dict[str, int] = dict(settings.get("scales", {}))
        self._tens: dict[str, str] = dict(settings.get("tens", {}))
        self._words: dict[str, int] = dict(settings.get("words", {}))
        self._point = str(settings.get("decimal", "."))
        self._unit_of: dict[str, Unit] = {
            word: Unit(unit) for unit, words in settings.get("units", {}).items() for word in words
        }
        words = "|".join(sorted(map(re.escape, self._words), key=len, reverse=True)) or "(?!)"
        scales = "|".join(sorted(map(re.escape, self._scales), key=len, reverse=True)) or "(?!)"
        tens = "|".join(map(re.escape, self._tens)) or "(?!)"
        near = "|".join(sorted(map(_spaced, settings.get("about", ())), key=len, reverse=True))
        self._about = re.compile(rf"\b(?:{near})\s*(?:\w+\s+)?$") if near else None
        self._more = re.compile(
            rf"^\s*(?:{'|'.join(map(re.escape, settings.get('about_after', ())))})\b"
        )
        self._number = re.compile(
            rf"(?<![\w./,:-])(?P<number>\d{{1,3}}(?:[.,]\d{{3}})+|\d+(?:[.,]\d+)?|\b(?:{words})\b)"
            rf"(?P<tens>\s+(?:{tens})\b(?:\s+(?:{words})\b)?)?"
            rf"(?:\s*(?:-|hingga|sampai|to)\s*(?P<upper>\d[\d.,]*))?"
            rf"(?:(?:\s{{0,3}}|-)(?P<scale>{scales})\b)?(?![\w:/%]|[.,]\d)"
        )
        before = "|".join(settings.get("not_after", ()))
        after = "|".join(settings.get("not_before", ()))
        self._bad_before = re.compile(rf"(?<!\w)(?:{before})\s*$") if before else None
        self._bad_after = re.compile(rf"\s*(?:{after})") if after else None

    def read(self, low: str, start: int, end: int) -> list[Found]:
        """All figures in characters [start, end) of a lower-case text that may count something."""
        found = []
        for match in self._number.finditer(low, start, end):
            one = self._figure(low, match, start, end)
            if one is not None:
                found.append(one)
        return found

    def _figure(self, low: str, match: re.Match[str], start: int, end: int) -> Found | None:
        before, after = (
            low[max(start, match.start() - 40) : match.start()],
            low[match.end() : min(end, match.end() + 60)],
        )
        if self._bad_before is not None and self._bad_before.search(before):
            return None
        if self._bad_after is not None and self._bad_after.match(after):
            return None
        value = self._value(match.group("number"), match.group("scale"), match.group("tens"))
        if value is None or value < 1:
            return None
        if (
            match.group("scale") is None
            and 1900 <= value <= 2100
            and match.group().strip().isdigit()
        ):
            return None
        approximate = (
            match.group("upper") is not None
            or (self._about is not None and self._about.search(before) is not None)
            or self._more.match(after) is not None
        )
        return Found(value, approximate, self._unit(after), match.start(), match.end())

    def _value(self, written: str, scale: str | None, tens: str | None) -> int | None:
        factor = self._scales.get(scale or "", 1)
        if written in self._words:
            return self._in_words(self._words[written], (tens or "").split()) * factor
        group = "," if self._point == "." else "."
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", written) and factor == 1:
            return int(written.replace(group, ""))
        if re.fullmatch(r"\d{1,3}(?:[.,]\d{3}){2,}", written):
            return int(re.sub(r"\D", "", written))
        number = (
            written.replace(group, "") if written.count(group) > 1 else written.replace(",", ".")
        )
        if factor == 1:
            return int(written) if written.isdigit() else None
        return round(float(number) * factor)

    def _in_words(self, first: int, following: list[str]) -> int:
        """A number of two or three words: "sembilan belas", "dua puluh lima"."""
        if not following:
            return first
        if self._tens.get(following[0]) == "add ten":
            return first + 10
        return first * 10 + (self._words[following[1]] if len(following) > 1 else 0)

    def _unit(self, after: str) -> Unit | None:
        """The unit named by one of the next words."""
        for word in re.findall(r"[^\W\d_]+", after)[:5]:
            if word in self._unit_of:
                return self._unit_of[word]
        return None


def _spaced(words: str) -> str:
    """An expression for words that any white space may part."""
    return r"\s+".join(map(re.escape, words.split()))


def as_figure(found: Found, unit: Unit, plain: str) -> Figure:
    """The record of a figure, with the words around it that make it approximate left out."""
    return Figure(found.value, found.approximate, unit, plain[found.start : found.end].strip())
