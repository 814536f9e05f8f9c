"""Where labelled articles lie, and how they are read."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from incidents.domain.matching import MatchMention
from incidents.domain.records import Period
from incidents.domain.vocabulary import Precision
from tracker.local.home import BASE

TRAINING = BASE / "incidents" / "extraction" / "training"
LABELLED = BASE / "benchmarks" / "labelled"
CORPUS = BASE.parent / "shared" / "corpus"
TOOL = BASE.parent / "shared" / "tools" / "score.py"

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"{CORPUS} is not there: the reference articles cannot be read"
)


@cache
def articles(folder: Path) -> list[dict[str, Any]]:
    """The labelled articles of a folder."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def period(written: str | None) -> Period | None:
    """A period as labels write it: YYYY, YYYY-MM or YYYY-MM-DD."""
    if not written:
        return None
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return Period(date(parts[0], 1, 1), date(parts[0], 12, 31), Precision.YEAR)
    if len(parts) == 2:
        year, month = parts
        after = date(year + month // 12, month % 12 + 1, 1)
        return Period(
            date(year, month, 1), date.fromordinal(after.toordinal() - 1), Precision.MONTH
        )
    day = date(*parts)
    return Period(day, day, Precision.DAY)


def mentions(folder: Path) -> list[MatchMention]:
    """The labelled mentions of a folder's articles, as matching takes them; keys are article#number."""
    return [
        MatchMention(
            key=f"{record['id']}#{number}",
            article=record["id"],
            kind=mention["kind"],
            category=mention["category"],
            status=mention["status"],
            evidence=mention["evidence"],
            text=f"{record['title']}\n{record['text']}",
            published=date.fromisoformat(record["published"][:10]) if record["published"] else None,
            when=period(mention.get("when")),
            figure=(mention.get("count") or {}).get("value"),
            elections=frozenset(record["elections"]),
            targets=tuple(mention.get("targets") or ()),
            actors=tuple(mention.get("actors") or ()),
            place=mention.get("place") or "",
        )
        for record in articles(folder)
        for number, mention in enumerate(record["mentions"])
    ]
