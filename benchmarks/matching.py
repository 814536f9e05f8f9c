"""Matching: milliseconds to rank 60 incidents for a mention, and to put mentions into groups, as they grow.

python -m benchmarks.matching
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from incidents.domain.matching import MatchIncident, MatchMention
from incidents.extraction.grouping import group
from incidents.extraction.matching import rank

FOLDER = Path(__file__).resolve().parent.parent / "incidents/extraction/training/articles"
INCIDENTS, ROUNDS = 60, 5


def mentions() -> list[MatchMention]:
    """The labelled mentions of the training articles."""
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        for number, mention in enumerate(record["mentions"]):
            found.append(
                MatchMention(
                    f"{record['id']}#{number}", record["id"], mention["kind"], mention["category"],
                    mention["status"], mention["evidence"], f"{record['title']}\n{record['text']}",
                    date.fromisoformat(record["published"] or "2024-02-14"),
                    elections=frozenset(record["elections"]),
                    targets=tuple(mention.get("targets") or ()),
                )
            )  # fmt: skip
    return found


def incident(mention: MatchMention) -> MatchIncident:
    """A record opened from one mention."""
    return MatchIncident(
        mention.key, mention.kind, mention.category, mention.text[:600],
        elections=mention.elections, targets=mention.targets,
    )  # fmt: skip


def taken(work: Callable[[], object]) -> float:
    """The best of ROUNDS, in milliseconds of processor time."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1000


def main() -> None:
    """Print the figures."""
    told = mentions()
    attacks = [mention for mention in told if mention.kind == "attack"]
    known = [incident(mention) for mention in attacks[:INCIDENTS]]
    each = taken(lambda: [rank(mention, known) for mention in attacks[:40]]) / 40
    print(f"rank {len(known)} incidents for a mention: {each:.1f} ms")
    # The same events again, a season later: more mentions, not more in the same days.
    more = [
        replace(m, key=f"{m.key}+", article=f"{m.article}+", published=m.published + timedelta(180))
        for m in told
        if m.published
    ]
    once, twice = taken(lambda: group(told)), taken(lambda: group([*told, *more]))
    print(f"group {len(told)} mentions: {once:.0f} ms; {2 * len(told)}: {twice:.0f} ms")
    print(f"ratio {twice / once:.2f} for twice as many")


if __name__ == "__main__":
    main()
