"""Paragraphs and sentences of a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BREAK = re.compile(r"([.!?\u2026]+)[\"')\]]*[ \n]+(?=[\"'(\[]*[A-Z0-9@#\u00c0-\u00de])")
_LAST_WORD = re.compile(r"[\w.]+$")
_ENUMERATION = re.compile(r"\d{1,2}$")
# A sentence longer than this is cut at the next space, so that no later step meets an endless one.
LONGEST = 2000


def paragraphs(plain: str) -> Iterator[tuple[int, int]]:
    """Ranges of the paragraphs; a line that goes on in lower case belongs to the one before."""
    start = 0
    length = len(plain)
    while start < length:
        end = plain.find("\n", start)
        if end < 0:
            end = length
        while end < length and _goes_on(plain, start, end):
            following = plain.find("\n", end + 1)
            end = length if following < 0 else following
        yield start, end
        start = end + 1


def _goes_on(plain: str, start: int, end: int) -> bool:
    """Whether the line break at `end` was made by wrapping, not by the writer."""
    following = plain[end + 1 : end + 2]
    if not following.islower():
        return False
    before = plain[max(start, end - 2) : end].rstrip()
    return bool(before) and before[-1] not in '.!?:;"' and end - start > 30


def sentences(
    plain: str, start: int, end: int, abbreviations: frozenset[str]
) -> list[tuple[int, int]]:
    """Ranges of the sentences of the paragraph [start, end), trimmed; never empty ones."""
    found: list[tuple[int, int]] = []
    first = start
    for match in _BREAK.finditer(plain, start, end):
        if match.group(1) == "." and _is_abbreviation(plain, first, match.start(), abbreviations):
            continue
        _add(plain, first, match.end(), found)
        first = match.end()
    _add(plain, first, end, found)
    return found


def _is_abbreviation(plain: str, start: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at `end` belongs to the word before it."""
    match = _LAST_WORD.search(plain, max(start, end - 20), end)
    if match is None:
        return False
    word = match.group()
    if len(word) == 1:
        return word.isupper()
    if _ENUMERATION.match(word) and match.start() == start:
        return True
    return word.lower() in abbreviations


def _add(plain: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = plain.find(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        found.append((start, cut))
        start = cut
        while start < end and plain[start].isspace():
            start += 1
    if start < end:
        found.append((start, end))
