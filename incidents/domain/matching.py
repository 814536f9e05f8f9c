"""Mentions and incidents as they are compared with each other: do they tell one event?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .records import Period


@dataclass(frozen=True, slots=True)
class MatchMention:
    """What one article says in one sentence; `text` is the article's title and text."""

    key: int | str
    article: int | str
    kind: str
    category: str
    status: str
    evidence: str
    text: str = ""
    published: date | None = None
    when: Period | None = None
    figure: int | None = None
    elections: frozenset[str] = frozenset()
    targets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class MatchIncident:
    """A known incident; `text` is its title, its summary and the sentences that attest it."""

    key: int | str
    kind: str
    category: str
    text: str
    when: Period | None = None
    reported: tuple[date, date] | None = None
    figures: tuple[int, ...] = ()
    elections: frozenset[str] = frozenset()
    targets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
