"""What speaks for and against giving a label to a sentence, seen from the whole document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from incidents.domain.vocabulary import HOSTILE_CATEGORIES, MITIGATION_CATEGORIES

from .features import sentence_features
from .model import LinearModel
from .reading import Reading

Matrix = npt.NDArray[np.float32]

_CATEGORIES = [c.value for c in (*HOSTILE_CATEGORIES, *MITIGATION_CATEGORIES)]
_RANK = {name: at for at, name in enumerate(_CATEGORIES)}
_KINDS = ("threat", "attack", "mitigation")
_MARKS = (
    "WARN", "PURPOSE", "NEG", "DENY", "ALLEGE", "TRY", "PLAN", "CALL", "DONE", "HYPO", "PASTREF",
    "SPEECH", "EBODY", "ESYS", "VOTERDATA", "ELECTION", "OTHERSECTOR", "PHYSICAL", "CYBERBODY",
    "SYSTEM", "ACTOR", "FACTCHECK", "POLICE", "PLATFORM",
)  # fmt: skip
LABELS_PER_SENTENCE = 4
LEAST_CHANCE = 0.02


@dataclass(frozen=True, slots=True)
class Scores:
    """Chances of a document's sentences: one row each, one column per (kind, category) label."""

    rows: list[list[int]]
    labels: tuple[tuple[str, str], ...]
    columns: tuple[int, ...]
    chances: Matrix
    any: Matrix
    every: Matrix


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and a label that it may carry, and what is known of the two together."""

    sentence: int
    label: int
    features: list[float]


def score(reading: Reading, model: LinearModel) -> Scores:
    """What the sentence model says of each sentence on its own."""
    rows = []
    before = None
    for sentence in reading.sentences:
        rows.append(model.rows(sentence_features(reading, sentence, before)))
        before = sentence
    every = 1 / (1 + np.exp(-model.logits(rows)))
    columns = tuple(at for at, name in enumerate(model.labels) if "/" in name)
    labels = tuple(
        (kind, category) for kind, category in (model.labels[at].split("/") for at in columns)
    )
    return Scores(
        rows, labels, columns, every[:, columns], every[:, model.labels.index("any")], every
    )


def _logit(chance: Matrix) -> Matrix:
    bounded = np.clip(chance, 1e-4, 1 - 1e-4)
    return np.log(bounded / (1 - bounded)).astype(np.float32)


class _Document:
    """Tables over a whole document that the features of its pairs are read from."""

    def __init__(self, reading: Reading, scores: Scores, title: Sequence[str]) -> None:
        chances = scores.chances
        self.reading = reading
        self.scores = scores
        self.count = len(chances)
        self.logits = _logit(chances)
        self.any = _logit(scores.any)
        self.share = _logit(chances / chances.sum(axis=1, keepdims=True))
        self.order = np.argsort(-chances, axis=1)
        self.best = self.logits.max(axis=1)
        self.top = float(np.sort(chances.max(axis=1))[::-1][:3].mean())
        self.mean = float(scores.any.mean())
        self.columns_of = {
            kind: [at for at, (of, _) in enumerate(scores.labels) if of == kind] for kind in _KINDS
        }
        self.kind_best = {
            kind: chances[:, at].max(axis=1) for kind, at in self.columns_of.items() if at
        }
        self.label_best = chances.max(axis=0)
        self.rivals = [self._rivals(at) for at in range(len(scores.labels))]
        forms = reading.pack.stemmer.forms
        self.title = {forms(word)[1] for word in title}
        self.stems = [set(reading.stems[s.first : s.last]) for s in reading.sentences]

    def _rivals(self, label: int) -> tuple[float, float]:
        """Best chance anywhere of a more and of a less specific label of the same hostile kind."""
        kind, category = self.scores.labels[label]
        if kind == "mitigation":
            return 0.0, 0.0
        rank = _RANK[category]
        more = less = 0.0
        for at in self.columns_of[kind]:
            other = _RANK[self.scores.labels[at][1]]
            if other < rank:
                more = max(more, float(self.label_best[at]))
            elif other > rank:
                less = max(less, float(self.label_best[at]))
        return more, less


def pairs(reading: Reading, scores: Scores, title: Sequence[str]) -> list[Pair]:
    """The likeliest labels of every sentence, with their features."""
    if not len(scores.chances):
        return []
    document = _Document(reading, scores, title)
    found = []
    for at in range(document.count):
        shared = _of_sentence(document, at)
        for rank, label in enumerate(document.order[at, :LABELS_PER_SENTENCE]):
            if rank and scores.chances[at, label] < LEAST_CHANCE:
                break
            found.append(Pair(at, int(label), [*_of_pair(document, at, int(label), rank), *shared]))
    return found


def _of_sentence(document: _Document, at: int) -> list[float]:
    """Features that a sentence has whatever its label."""
    reading, sentence = document.reading, document.reading.sentences[at]
    stems = document.stems[at]
    alike = max(
        (len(stems & other) / len(stems | other) for other in document.stems[:at]), default=0.0
    )
    any_chance = document.scores.any
    words = reading.words[sentence.first : sentence.last]
    shared = [
        float(document.any[at]),
        float(at == 0),
        float(at == 1),
        at / document.count,
        float(np.log(document.count)),
        float(np.log1p(len(words))),
        float(document.any[at - 1]) if at else -9.0,
        float(document.any[at + 1]) if at + 1 < document.count else -9.0,
        document.mean,
        float((any_chance > any_chance[at]).mean()),
        document.top,
        len(document.title & stems) / (len(document.title) or 1),
        alike,
        float('"' in reading.folded.plain[sentence.start : sentence.end]),
        float(any(word[0].isdigit() for word in words)),
        float(reading.pack.code == "en"),
    ]
    return shared + [float(mark in sentence.concepts) for mark in _MARKS]


def _of_pair(document: _Document, at: int, label: int, rank: int) -> list[float]:
    """Features of a label in a sentence, among the sentences and labels around it."""
    scores = document.scores
    kind, category = scores.labels[label]
    chances = scores.chances[:, label]
    own = float(document.logits[at, label])
    others = np.delete(document.logits[:, label], at)
    rest = float(others.max()) if len(others) else -9.0
    more, less = document.rivals[label]
    strong = chances > 0.3
    return [
        own,
        float(document.share[at, label]),
        float(rank),
        float((chances > chances[at]).sum()),
        rest,
        own - rest,
        float(np.log1p(chances.sum() - chances[at])),
        more,
        less,
        float(document.logits[at - 1, label]) if at else -9.0,
        float(document.logits[at + 1, label]) if at + 1 < document.count else -9.0,
        float(document.best[at]) - own,
        float((document.kind_best[kind][:at] > 0.3).sum()),
        float(strong[:at].sum()),
        float(strong[at + 1 :].sum()),
        *(float(kind == one) for one in _KINDS),
        *(float(category == one) for one in _CATEGORIES),
    ]
