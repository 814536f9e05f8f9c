"""From scores of sentences to the mentions of a document: one event, one mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from incidents.domain.records import Cue
from incidents.domain.vocabulary import Category, Kind, Status

from .evidence import Pair, Scores, pairs, score
from .knowledge import Knowledge
from .model import LinearModel
from .reading import Reading
from .relevance import relevance_features, speaks_of_security

# A second mention under one label must be this much surer than the first needs to be.
SECOND = 0.25
# Two sentences that share more of their words than this tell one event.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Decided:
    """A label given to a sentence, and why."""

    sentence: int
    kind: Kind
    category: Category
    status: Status
    confidence: float
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The mentions of a document and the chance that it is relevant at all."""

    relevant: bool
    relevance: float
    mentions: list[Decided]
    cues: tuple[Cue, ...]


def decide(reading: Reading, title: Sequence[str], known: Knowledge) -> Decision:
    """The mentions of a reading; none when the article is not relevant."""
    if not reading.sentences:
        return Decision(relevant=False, relevance=0.0, mentions=[], cues=())
    scores = score(reading, known.model)
    found = pairs(reading, scores, title)
    table = np.array([pair.features for pair in found], np.float32)
    chances = known.ranking.chances(table)
    features = relevance_features(
        reading, scores, best_chances(found, chances), title_concepts(title, reading)
    )
    relevance = known.relevance.chance(features)
    if not speaks_of_security(reading, scores):
        relevance = min(relevance, known.relevance.threshold / 2)
    relevant = relevance >= known.relevance.threshold
    mentions = _select(reading, scores, found, chances, known) if relevant else []
    return Decision(relevant, round(relevance, 4), mentions, known.relevance.cues(features))


def title_concepts(title: Sequence[str], reading: Reading) -> frozenset[str]:
    """The concepts in the words of a title."""
    roots = [reading.pack.stemmer.forms(word)[0] for word in title]
    hits = reading.pack.lexicon.find(title, roots, 0, len(title))
    return frozenset(hit.concept for hit in hits)


def best_chances(found: Sequence[Pair], chances: Sequence[float]) -> list[float]:
    """The best chance of each label."""
    best: dict[int, float] = {}
    for pair, chance in zip(found, chances, strict=True):
        best[pair.label] = max(best.get(pair.label, 0.0), float(chance))
    return list(best.values())


def _select(
    reading: Reading,
    scores: Scores,
    found: Sequence[Pair],
    chances: Sequence[float],
    known: Knowledge,
) -> list[Decided]:
    """The surest pairs; a second one under the same label only when it tells something else."""
    taken: dict[int, list[int]] = {}
    chosen: list[Decided] = []
    for at in sorted(range(len(found)), key=lambda at: -chances[at]):
        pair, chance = found[at], float(chances[at])
        earlier = taken.setdefault(pair.label, [])
        needed = known.threshold + (SECOND * len(earlier) if earlier else 0.0)
        if chance < known.threshold:
            break
        if chance < needed or any(_alike(reading, pair.sentence, other) for other in earlier):
            continue
        earlier.append(pair.sentence)
        chosen.append(_decided(scores, pair, chance, known.model))
    if not chosen and found:
        surest = max(range(len(found)), key=lambda at: chances[at])
        chosen.append(_decided(scores, found[surest], float(chances[surest]), known.model))
    return chosen


def _alike(reading: Reading, one: int, other: int) -> bool:
    first, second = reading.sentences[one], reading.sentences[other]
    here = set(reading.stems[first.first : first.last])
    there = set(reading.stems[second.first : second.last])
    return len(here & there) > ALIKE * min(len(here), len(there))


def _decided(scores: Scores, pair: Pair, chance: float, model: LinearModel) -> Decided:
    kind, category = scores.labels[pair.label]
    column = scores.columns[pair.label]
    told = model.strongest(scores.rows[pair.sentence], column, 5)
    own = float(scores.chances[pair.sentence, pair.label])
    cues = [Cue(_RULES[family], _shown(key), round(weight, 3)) for (family, key), weight in told]
    cues.append(Cue("model: sentence", f"{kind}/{category}", round(own, 3)))
    cues.append(Cue("model: document", f"{kind}/{category}", round(chance, 3)))
    return Decided(
        pair.sentence, Kind(kind), Category(category), _status(scores, pair.sentence, kind, model),
        round(chance, 4), tuple(cues),
    )  # fmt: skip


_RULES = {
    "w": "word", "s": "root", "b": "roots in a row", "c": "concept", "p": "concepts together",
    "n": "deed and thing", "v": "concept in the sentence before", "q": "quotation",
}  # fmt: skip


def _shown(key: object) -> str:
    return " + ".join(key) if isinstance(key, tuple) else str(key)


def _status(scores: Scores, sentence: int, kind: str, model: LinearModel) -> Status:
    """The likeliest status of a kind in a sentence."""
    if kind == Kind.THREAT:
        return Status.WARNED
    columns = [at for at, name in enumerate(model.labels) if name.startswith(f"{kind}:")]
    best = max(columns, key=lambda at: scores.every[sentence, at])
    return Status(model.labels[best].partition(":")[2])
