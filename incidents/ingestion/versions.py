"""What changed between two versions of an article, for people to see."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from incidents.models import Article

MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class Change:
    """A run of paragraphs: `op` is "same", "added" or "removed"."""

    op: str
    lines: tuple[str, ...]


def diff(old: str, new: str) -> list[Change]:
    """The paragraphs of two texts in reading order; a changed paragraph is removed, then added."""
    before, after = old.split("\n")[:MOST_LINES], new.split("\n")[:MOST_LINES]
    changes: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for op, start, end, new_start, new_end in matcher.get_opcodes():
        if op == "equal":
            changes.append(Change("same", tuple(before[start:end])))
            continue
        if end > start:
            changes.append(Change("removed", tuple(before[start:end])))
        if new_end > new_start:
            changes.append(Change("added", tuple(after[new_start:new_end])))
    return changes


def diff_of(article: Article) -> list[Change]:
    """What an article changed against the version before it; empty for a first version."""
    before = article.version_of
    return diff(before.text, article.text) if before is not None else []
