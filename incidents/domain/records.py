"""Frozen records that the rooms pass to each other: what was fetched, parsed and extracted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from .vocabulary import Category, DateOrigin, EntityKind, Kind, Language, Precision, Status, Unit


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One answer from the network (or one uploaded file), bytes as received after decompression."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    media_type: str
    charset: str | None
    fetched_at: datetime
    redirects: tuple[str, ...] = ()
    not_modified: bool = False
    moved_permanently_to: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """A page read as an article; `text` has its paragraphs separated by newlines."""

    title: str
    text: str
    language: Language
    canonical_url: str = ""
    byline: str = ""
    outlet: str = ""
    published_on: date | None = None
    published_precision: Precision | None = None
    published_from: DateOrigin | None = None
    modified_on: date | None = None
    next_pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of an article's text; 0 <= start < end, or ValueError."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number given for a mention; `text` is how the article wrote it ("sekitar 5 ribu")."""

    value: int
    approximate: bool
    unit: Unit
    text: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """When something happened: first and last day, and how exactly that is known."""

    start: date
    end: date
    precision: Precision

    def iso(self) -> str:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as far as the period is known."""
        return self.start.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]


@dataclass(frozen=True, slots=True)
class Name:
    """A body, person, group or system as the text names it; `key` is the known entity, if any."""

    text: str
    key: str | None = None
    kind: EntityKind | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """One reason for a candidate: the rule or model that spoke, the words it saw, its weight."""

    rule: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one sentence is taken to say, before any person has looked at it."""

    kind: Kind
    category: Category
    status: Status
    span: Span
    confidence: float
    figure: Figure | None = None
    when: Period | None = None
    reported_by: Name | None = None
    targets: tuple[Name, ...] = ()
    actors: tuple[Name, ...] = ()
    place: Name | None = None
    elections: tuple[str, ...] = ()
    explanation: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was extracted from one text, with the version that did it."""

    relevant: bool
    relevance: float
    language: Language
    elections: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    version: str
    explanation: tuple[Cue, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says of an incident: who said it, where, when; `story` names its independent text."""

    mention: int | None
    citation: int | None
    status: str
    speaker: str
    outlet: str
    url: str
    published_on: date | None
    evidence: str
    figure: Figure | None
    story: str
    credibility: int
    public: bool
    flagged_vanished: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class FigureRange:
    """The figures of one unit claimed for an incident: lowest, highest, and how many stories gave one."""

    unit: Unit
    lowest: int
    highest: int
    approximate: bool
    stories: int
