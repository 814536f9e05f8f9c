"""Which items of a source are kept: words to include and to exclude, one a line, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from incidents.models import Item, Source

from .entries import Entry


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an item is kept; if not, `reason` says why."""

    kept: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a pair of rules would do with one past item."""

    item: Item
    verdict: Verdict


@lru_cache(512)
def _pattern(words: str) -> re.Pattern[str] | None:
    """One pattern for the lines of a rule; words match whole, `*` at the end matches any ending."""
    lines = [line.strip().lower() for line in words.splitlines() if line.strip()]
    if not lines:
        return None
    each = (
        re.escape(line.removesuffix("*")) + (r"\w*" if line.endswith("*") else "") for line in lines
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)")


def judge(text: str, include: str, exclude: str) -> Verdict:
    """Exclusion wins; without words to include everything else is kept."""
    lower = text.lower()
    unwanted, wanted = _pattern(exclude), _pattern(include)
    if unwanted and (match := unwanted.search(lower)):
        return Verdict(kept=False, reason=f"excluded by “{match[0][:100]}”")
    if wanted and not wanted.search(lower):
        return Verdict(kept=False, reason="contains none of the words to include")
    return Verdict(kept=True)


def text_of(entry: Entry) -> str:
    """What rules look at: title, summary, and the words of the address."""
    return "\n".join((entry.title, entry.summary, re.sub(r"[-_/.+]", " ", entry.url)))


def judge_entry(entry: Entry, source: Source) -> Verdict:
    """The verdict of a source's own rules."""
    return judge(text_of(entry), source.include, source.exclude)


def preview(source: Source, include: str, exclude: str, *, most: int = 50) -> list[Preview]:
    """What other rules would do with the newest items of a source; changes nothing."""
    items: Iterable[Item] = source.items.order_by("-found_at", "-pk")[:most]
    return [
        Preview(item, judge(f"{item.title}\n{re.sub(r'[-_/.+]', ' ', item.url)}", include, exclude))
        for item in items
    ]
