"""From scores of sentences to the mentions of a document: one event, one mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.domain.records import Cue
from incidents.domain.vocabulary import Category, Kind, Status

from .evidence import Pairs, Scores, pairs, score
from .knowledge import Knowledge
from .model import LinearModel
from .reading import Reading
from .relevance import may_speak_of_security, relevance_features, speaks_of_security

# A second mention under one label must be this much surer than the first needs to be.
SECOND = 0.1
# Two sentences that share more of their words than this tell one event.
ALIKE = 0.5
# So sure an article is relevant even though none of the plain words of the subject occurs.
BEYOND_DOUBT = 0.93


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
    if not may_speak_of_security(reading):
        return Decision(relevant=False, relevance=0.0, mentions=[], cues=())
    scores = score(reading, known.model, known.tables)
    found = pairs(reading, scores, title)
    chances = known.ranking.chances(found.features).tolist()
    about = title_concepts(title, reading)
    features = relevance_features(reading, scores, best_chances(found, chances), about)
    relevance = known.relevance.chance(features)
    if relevance < BEYOND_DOUBT and not speaks_of_security(reading, scores, about):
        relevance = min(relevance, known.relevance.threshold / 2)
    relevant = relevance >= known.relevance.threshold
    mentions = _select(reading, scores, found, chances, known) if relevant else []
    return Decision(relevant, round(relevance, 4), mentions, known.relevance.cues(features))


def title_concepts(title: Sequence[str], reading: Reading) -> frozenset[str]:
    """The concepts in the words of a title."""
    roots = [reading.pack.stemmer.forms(word)[0] for word in title]
    hits = reading.pack.lexicon.find(title, roots, 0, len(title))
    return frozenset(hit.concept for hit in hits)


def best_chances(found: Pairs, chances: Sequence[float]) -> list[float]:
    """The best chance of each label."""
    best: dict[int, float] = {}
    for label, chance in zip(found.labels, chances, strict=True):
        best[label] = max(best.get(label, 0.0), float(chance))
    return list(best.values())


def _select(
    reading: Reading, scores: Scores, found: Pairs, chances: Sequence[float], known: Knowledge
) -> list[Decided]:
    """The surest pairs; a second one under the same label only when it tells something else."""
    taken: dict[int, list[int]] = {}
    chosen: list[int] = []
    order = sorted(range(len(found.labels)), key=lambda at: -chances[at])
    for at in order:
        if chances[at] < known.threshold:
            break
        earlier = taken.setdefault(found.labels[at], [])
        sentence = found.sentences[at]
        needed = known.threshold + (SECOND * len(earlier) if earlier else 0.0)
        if chances[at] < needed or any(_alike(reading, sentence, other) for other in earlier):
            continue
        earlier.append(sentence)
        chosen.append(at)
    return [_decided(scores, found, at, float(chances[at]), known) for at in chosen or order[:1]]


def _alike(reading: Reading, one: int, other: int) -> bool:
    first, second = reading.sentences[one], reading.sentences[other]
    here = set(reading.stems[first.first : first.last])
    there = set(reading.stems[second.first : second.last])
    return len(here & there) > ALIKE * min(len(here), len(there))


def _decided(scores: Scores, found: Pairs, at: int, chance: float, known: Knowledge) -> Decided:
    sentence, label = found.sentences[at], found.labels[at]
    kind, category = scores.labels[label]
    told = known.model.strongest(scores.rows[sentence], scores.columns[label], 5)
    own = float(scores.chances[sentence, label])
    cues = [Cue(_RULES[family], _shown(key), round(weight, 3)) for (family, key), weight in told]
    cues.append(Cue("model: sentence", f"{kind}/{category}", round(own, 3)))
    cues.append(Cue("model: document", f"{kind}/{category}", round(chance, 3)))
    status = _status(scores, sentence, kind, known.model)
    return Decided(sentence, Kind(kind), Category(category), status, round(chance, 4), tuple(cues))


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
