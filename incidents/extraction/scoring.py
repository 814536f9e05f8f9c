"""How well predictions agree with labelled articles: precision, recall and shares of right attributes.

A predicted mention matches a labelled one of the same article when kind and category agree and their
sentences overlap; each matches at most once. Attributes are judged on matched mentions alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Record = Mapping[str, Any]
Pair = tuple[Record, Record]

_NOTHING: Record = {"relevant": False, "elections": [], "mentions": []}


@dataclass(slots=True)
class Tally:
    """Right answers, false alarms and misses."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, right: int, false: int, missed: int) -> None:
        """Count further answers."""
        self.right += right
        self.false += false
        self.missed += missed

    def compare(self, gold: set[Any], predicted: set[Any]) -> None:
        """Count two sets of labels against each other."""
        self.add(len(gold & predicted), len(predicted - gold), len(gold - predicted))

    def rates(self) -> dict[str, float]:
        """Precision `p`, recall `r`, their harmonic mean `f1` (0..1) and `n`, how many there were to find."""
        told, there = self.right + self.false, self.right + self.missed
        p = self.right / told if told else 0.0
        r = self.right / there if there else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "n": there}


@dataclass(slots=True)
class Share:
    """How many of those asked were right."""

    right: int = 0
    asked: int = 0

    def add(self, *, right: bool) -> None:
        """Count one more."""
        self.asked += 1
        self.right += right

    def rates(self) -> dict[str, float]:
        """`share` (0..1) and `n`."""
        return {"share": round(self.right / self.asked, 4) if self.asked else 0.0, "n": self.asked}


@dataclass(slots=True)
class Scores:
    """All counts of one comparison; `errors` names every miss and false alarm."""

    articles: int = 0
    absent: int = 0
    relevance: Tally = field(default_factory=Tally)
    mentions: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    labels: Tally = field(default_factory=Tally)
    elections: Tally = field(default_factory=Tally)
    targets: Tally = field(default_factory=Tally)
    actors: Tally = field(default_factory=Tally)
    categories: defaultdict[tuple[str, str], Tally] = field(
        default_factory=lambda: defaultdict(Tally)
    )
    status: Share = field(default_factory=Share)
    speaker: Share = field(default_factory=Share)
    when: Share = field(default_factory=Share)
    figures: Share = field(default_factory=Share)
    invented: int = 0
    grounded: Share = field(default_factory=Share)
    errors: list[str] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        """The scores by name, as printed and stored."""
        return {
            "articles": self.articles,
            "without_prediction": self.absent,
            "relevance": self.relevance.rates(),
            "mentions (kind, category, span)": self.mentions.rates(),
            "mentions (kind, span)": self.kinds.rates(),
            "article labels (kind, category)": self.labels.rates(),
            "elections": self.elections.rates(),
            "targets": self.targets.rates(),
            "actors": self.actors.rates(),
            "status": self.status.rates(),
            "reported_by": self.speaker.rates(),
            "when": self.when.rates(),
            "figures exact": self.figures.rates(),
            "figures invented": self.invented,
            "evidence found in the text": self.grounded.rates(),
            "by category": {
                f"{kind}/{category}": tally.rates()
                for (kind, category), tally in sorted(self.categories.items())
            },
        }


def score(gold: Iterable[Record], predictions: Iterable[Record]) -> Scores:
    """Compare predictions with labelled articles of the same id; what has no prediction counts as missed."""
    told = {record["id"]: record for record in predictions}
    scores = Scores()
    for record in gold:
        scores.articles += 1
        scores.absent += record["id"] not in told
        _article(scores, record, told.get(record["id"], _NOTHING))
    return scores


def _article(scores: Scores, gold: Record, predicted: Record) -> None:
    wanted, told = bool(gold["relevant"]), bool(predicted["relevant"])
    scores.relevance.add(wanted and told, told and not wanted, wanted and not told)
    text = gold["text"]
    for mention in predicted["mentions"]:
        scores.grounded.add(right=mention["evidence"] in text)
    pairs, missed, false = matched(gold["mentions"], predicted["mentions"], text, label)
    scores.mentions.add(len(pairs), len(false), len(missed))
    for mention, _other in pairs:
        scores.categories[label(mention)].right += 1
    for mention in missed:
        scores.categories[label(mention)].missed += 1
    for mention in false:
        scores.categories[label(mention)].false += 1
    scores.errors += [_error("missed", gold, m) for m in missed]
    scores.errors += [_error("false", gold, m) for m in false]
    alike, lost, extra = matched(gold["mentions"], predicted["mentions"], text, kind_of)
    scores.kinds.add(len(alike), len(extra), len(lost))
    scores.labels.compare(set(map(label, gold["mentions"])), set(map(label, predicted["mentions"])))
    scores.elections.compare(set(gold["elections"]), set(predicted.get("elections") or ()))
    for pair in pairs:
        _attributes(scores, pair)


def _attributes(scores: Scores, pair: Pair) -> None:
    gold, told = pair
    scores.status.add(right=gold["status"] == told.get("status"))
    scores.targets.add(*_names(gold.get("targets") or (), told.get("targets") or ()))
    scores.actors.add(*_names(gold.get("actors") or (), told.get("actors") or ()))
    if gold.get("reported_by"):
        scores.speaker.add(right=same_name(gold["reported_by"], told.get("reported_by") or ""))
    if gold.get("when"):
        scores.when.add(right=_same_period(str(gold["when"]), str(told.get("when") or "")))
    if gold.get("count"):
        scores.figures.add(right=_figure(gold["count"]) == _figure(told.get("count")))
    elif told.get("count"):
        scores.invented += 1


def matched(
    gold: Sequence[Record], predicted: Sequence[Record], text: str, key: Callable[[Record], object]
) -> tuple[list[Pair], list[Record], list[Record]]:
    """Labelled mentions with their predictions, those without one, and predictions left over.

    A mention goes to the first free one with an equal `key` and an overlapping sentence.
    """
    free = list(predicted)
    pairs: list[Pair] = []
    missed: list[Record] = []
    for mention in gold:
        span = _span(text, mention["evidence"])
        at = next(
            (
                i
                for i, m in enumerate(free)
                if key(m) == key(mention) and _meet(span, _span(text, m["evidence"]))
            ),
            None,
        )
        if at is None:
            missed.append(mention)
        else:
            pairs.append((mention, free.pop(at)))
    return pairs, missed, free


def label(mention: Record) -> tuple[str, str]:
    """Kind and category."""
    return mention["kind"], mention["category"]


def kind_of(mention: Record) -> str:
    """The kind alone."""
    return str(mention["kind"])


def same_name(one: str, other: str) -> bool:
    """Whether one of two names holds the other, letters and digits compared without case."""
    one, other = _folded(one), _folded(other)
    return bool(one and other) and (one in other or other in one)


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.casefold()).strip()


def _names(gold: Iterable[str], told: Iterable[str]) -> tuple[int, int, int]:
    wanted, left = list(gold), list(told)
    right = 0
    for name in wanted:
        at = next((i for i, other in enumerate(left) if same_name(name, other)), None)
        if at is not None:
            del left[at]
            right += 1
    return right, len(left), len(wanted) - right


def _span(text: str, evidence: str) -> tuple[int, int]:
    at = text.find(evidence)
    return (at, at + len(evidence)) if at >= 0 else (-1, -1)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] >= 0 and other[0] >= 0 and one[0] < other[1] and other[0] < one[1]


def _same_period(gold: str, told: str) -> bool:
    return bool(told) and (told.startswith(gold) or gold.startswith(told))


def _figure(count: Mapping[str, Any] | None) -> tuple[Any, bool, Any] | None:
    return (count["value"], bool(count.get("approx")), count["unit"]) if count else None


def _error(what: str, article: Record, mention: Record) -> str:
    return f"{what:6} {article['id']} {'/'.join(label(mention))}: {mention['evidence'][:160]}"
