"""The article with every mention marked in place; marks may lie inside each other or overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol


class Marked(Protocol):
    """What is marked: characters [start, end) of the text, told apart by `pk`."""

    @property
    def pk(self) -> int:
        """Its key."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character after its last."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters covered by the same marks; `opens` are the marks that begin here."""

    start: int
    text: str
    marks: tuple[int, ...]
    opens: tuple[int, ...]


def paragraphs(text: str, marked: Iterable[Marked]) -> list[list[Segment]]:
    """The paragraphs of `text` (separated by newlines), each cut where a mark begins or ends.

    Joined with newlines the segments' texts give `text` again; `start` counts characters of `text`.
    Spans that reach beyond the text are cut to it. Work grows with characters plus marks squared,
    and an article has a few dozen marks.
    """
    spans = sorted(marked, key=lambda one: (one.start, -one.end, one.pk))
    edges = sorted({edge for one in spans for edge in (one.start, one.end)})
    opened: set[int] = set()
    pages, position = [], 0
    for line in text.split("\n"):
        pages.append(_segments(line, position, spans, edges, opened))
        position += len(line) + 1
    return pages


def _segments(
    line: str, offset: int, spans: Sequence[Marked], edges: Sequence[int], opened: set[int]
) -> list[Segment]:
    last = offset + len(line)
    cuts = [offset, *(edge for edge in edges if offset < edge < last), last]
    segments = []
    for start, end in pairwise(cuts):
        if start == end:
            continue
        marks = tuple(one.pk for one in spans if one.start < end and one.end > start)
        opens = tuple(pk for pk in marks if pk not in opened)
        opened.update(opens)
        segments.append(Segment(start, line[start - offset : end - offset], marks, opens))
    return segments
