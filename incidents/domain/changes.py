"""What a person may change of a mention or an incident; only the keys that are present are changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from .records import Figure, Period


class MentionChanges(TypedDict, total=False):
    """Corrections of a mention; None empties a field, names are as written (or an entity's key)."""

    kind: str
    category: str
    status: str
    start: int
    end: int
    figure: Figure | None
    when: Period | None
    reported_by: str
    targets: Sequence[str]
    actors: Sequence[str]
    election: str | None
    place: str | None
    credibility: int


class IncidentChanges(TypedDict, total=False):
    """Fields of an incident; elections, places by code, targets and actors by entity key."""

    kind: str
    category: str
    status: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    note: str
    note_en: str
    when: Period | None
    elections: Sequence[str]
    targets: Sequence[str]
    actors: Sequence[str]
    places: Sequence[str]
    target_text: str
    actor_text: str
    figure: Figure | None
    figure_reason: str
    tlp: str


class QueueFilters(TypedDict, total=False):
    """Filters of the queue; all that are given must hold."""

    election: str
    kind: str
    category: str
    status: str
    source: int
    language: str
    assigned_to: int
    mine: bool
    unassigned: bool
    article: int
    text: str
    confidence: float


class CitationFields(TypedDict, total=False):
    """A source cited by address; `url` is needed."""

    url: str
    outlet: str
    published_on: date | None
    published_precision: str
    reported_by: str
    weak: bool
    note: str
