"""What people decided, as examples from which relevance and ranking are learned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from .records import Span
from .vocabulary import Category, Kind, Language

# One article in so many is never learned from: on these, old and new models are compared.
HELD_OUT_ONE_IN = 5


@dataclass(frozen=True, slots=True)
class DecidedMention:
    """A sentence that a person accepted (also one corrected or added) or rejected as `kind`, `category`."""

    kind: Kind
    category: Category
    span: Span
    accepted: bool


@dataclass(frozen=True, slots=True)
class DecidedArticle:
    """An article with decided mentions; `relevant` is None while people have not settled it."""

    key: int
    text: str
    title: str
    language: Language
    published: date | None
    outlet: str
    country: str
    relevant: bool | None
    mentions: tuple[DecidedMention, ...]

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the fixed part on which models are compared; told by its key alone."""
        digest = sha256(f"article {self.key}".encode()).digest()
        return digest[0] % HELD_OUT_ONE_IN == 0
