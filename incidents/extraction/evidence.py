"""What speaks for and against giving a label to a sentence, seen from the whole document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from incidents.domain.vocabulary import HOSTILE_CATEGORIES, MITIGATION_CATEGORIES

from .features import rows as rows_of
from .model import LinearModel
from .reading import Reading

Matrix = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int64]

_CATEGORIES = [c.value for c in (*HOSTILE_CATEGORIES, *MITIGATION_CATEGORIES)]
_RANK = {name: at for at, name in enumerate(_CATEGORIES)}
_KINDS = ("threat", "attack", "mitigation")
_MARKS = (
    "WARN", "PURPOSE", "NEG", "DENY", "ALLEGE", "TRY", "PLAN", "CALL", "DONE", "HYPO", "PASTREF",
    "SPEECH", "EBODY", "ESYS", "VOTERDATA", "ELECTION", "OTHERSECTOR", "PHYSICAL", "CYBERBODY",
    "SYSTEM", "ACTOR", "FACTCHECK", "POLICE", "PLATFORM",
)  # fmt: skip
LABELS_PER_SENTENCE = 6
LEAST_CHANCE = 0.02
# A sentence that says nothing at all more surely than this is left aside.
LEAST_ANY = 0.05
# A chance above this counts as a sentence that says so.
_STRONG = 0.3
# Sentences this far back are looked at for a repetition.
_BACK = 12
_NOTHING = -9.0


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
class Pairs:
    """Sentences and labels that they may carry, and a row of features for each such pair."""

    sentences: list[int]
    labels: list[int]
    features: Matrix


def score(
    reading: Reading, model: LinearModel, tables: dict[str, dict[Any, int]] | None = None
) -> Scores:
    """What the sentence model says of each sentence on its own; `tables` are the model's, if at hand."""
    known = tables or model.tables()
    rows = []
    before = None
    for sentence in reading.sentences:
        rows.append(rows_of(known, reading, sentence, before))
        before = sentence
    every = np.asarray(1 / (1 + np.exp(-model.logits(rows))), np.float32)
    columns = tuple(at for at, name in enumerate(model.labels) if "/" in name)
    labels = tuple(
        (kind, category) for kind, category in (model.labels[at].split("/") for at in columns)
    )
    return Scores(
        rows, labels, columns, every[:, columns], every[:, model.labels.index("any")], every
    )


def _logit(chance: Matrix) -> Matrix:
    bounded = np.clip(chance, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(bounded / (1 - bounded)), np.float32)


def pairs(reading: Reading, scores: Scores, title: Sequence[str]) -> Pairs:
    """The likeliest labels of every sentence, with their features."""
    chances = scores.chances
    order = np.argsort(-chances, axis=1)[:, :LABELS_PER_SENTENCE]
    kept = np.take_along_axis(chances, order, axis=1) >= LEAST_CHANCE
    kept &= (scores.any >= LEAST_ANY)[:, None]
    at, rank = np.nonzero(kept)
    label = order[at, rank]
    shared = _of_sentences(reading, scores, title)
    table = np.column_stack([_of_pairs(scores, at, label, rank), shared[at]])
    return Pairs(at.tolist(), label.tolist(), table.astype(np.float32))


def _of_sentences(reading: Reading, scores: Scores, title: Sequence[str]) -> Matrix:
    """Features that a sentence has whatever its label; one row per sentence."""
    count = len(reading.sentences)
    any_logit = _logit(scores.any)
    forms = reading.pack.stemmer.forms
    about = {forms(word)[1] for word in title}
    stems = [set(reading.stems[s.first : s.last]) for s in reading.sentences]
    numbers = np.arange(count)
    table = [
        any_logit,
        numbers == 0,
        numbers == 1,
        numbers / count,
        np.full(count, np.log(count)),
        np.log1p([s.last - s.first for s in reading.sentences]),
        np.append(_NOTHING, any_logit[:-1]),
        np.append(any_logit[1:], _NOTHING),
        np.full(count, scores.any.mean()),
        np.argsort(np.argsort(-scores.any)) / count,
        np.full(count, np.sort(scores.chances.max(axis=1))[::-1][:3].mean()),
        [len(about & own) / (len(about) or 1) for own in stems],
        [_repeats(stems, at) for at in range(count)],
        ['"' in reading.text_of(s) for s in reading.sentences],
        [any(w[0].isdigit() for w in reading.words[s.first : s.last]) for s in reading.sentences],
        np.full(count, reading.pack.code == "en"),
        *([mark in s.concepts for s in reading.sentences] for mark in _MARKS),
    ]
    return np.column_stack([np.asarray(column, np.float32) for column in table])


def _repeats(stems: Sequence[set[str]], at: int) -> float:
    """How much of a sentence was said in one of those before it."""
    own = stems[at]
    return max((len(own & o) / len(own | o) for o in stems[max(0, at - _BACK) : at]), default=0.0)


def _of_pairs(
    scores: Scores,
    at: npt.NDArray[np.int64],
    label: npt.NDArray[np.int64],
    rank: npt.NDArray[np.int64],
) -> Matrix:
    """Features of labels in sentences, among the sentences and labels around them."""
    chances = scores.chances
    logits = _logit(chances)
    own = logits[at, label]
    best = np.argmax(logits, axis=0)
    first = logits.max(axis=0)
    without = logits.copy()
    without[best, np.arange(len(best))] = _NOTHING
    rest = np.where(best[label] == at, without.max(axis=0)[label], first[label])
    strong = chances > _STRONG
    before: Counts = np.cumsum(strong, axis=0) - strong
    after = strong.sum(axis=0) - before - strong
    edge = np.full((1, logits.shape[1]), _NOTHING, np.float32)
    more, less = _rivals(scores)
    place = np.argsort(np.argsort(-chances, axis=0), axis=0)
    kinds = np.array([_KINDS.index(kind) for kind, _ in scores.labels])
    categories = np.array([_RANK[category] for _, category in scores.labels])
    kind_strong = np.stack([strong[:, kinds == k].any(axis=1) for k in range(len(_KINDS))], axis=1)
    kind_before: Counts = np.cumsum(kind_strong, axis=0) - kind_strong
    columns = [
        own,
        _logit(chances / chances.sum(axis=1, keepdims=True))[at, label],
        rank,
        place[at, label],
        rest,
        own - rest,
        np.log1p(chances.sum(axis=0)[label] - chances[at, label]),
        more[label],
        less[label],
        np.concatenate([edge, logits[:-1]])[at, label],
        np.concatenate([logits[1:], edge])[at, label],
        logits.max(axis=1)[at] - own,
        kind_before[at, kinds[label]],
        before[at, label],
        after[at, label],
    ]
    kind = np.eye(len(_KINDS), dtype=np.float32)[kinds[label]]
    category = np.eye(len(_CATEGORIES), dtype=np.float32)[categories[label]]
    return np.column_stack([*columns, kind, category])


def _rivals(scores: Scores) -> tuple[Matrix, Matrix]:
    """For each label, the best chance anywhere of a more and of a less specific hostile one."""
    best = scores.chances.max(axis=0)
    more, less = np.zeros(len(best), np.float32), np.zeros(len(best), np.float32)
    for kind in _KINDS[:2]:
        line = [at for at, (of, _) in enumerate(scores.labels) if of == kind]
        line.sort(key=lambda at: _RANK[scores.labels[at][1]])
        for place, at in enumerate(line):
            more[at] = max((best[other] for other in line[:place]), default=0.0)
            less[at] = max((best[other] for other in line[place + 1 :]), default=0.0)
    return more, less
