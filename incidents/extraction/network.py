"""The network that reads an article: words, sentences and their order to chances of labels; numpy only.

A sentence is read by convolutions over its words, of which the greatest and the attended answers are
kept; an article by a gated recurrent unit over its sentences, both ways; pairs of words and concepts
speak beside it, linearly. `fitting` trains what this applies.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from incidents.domain.vocabulary import (
    HOSTILE_CATEGORIES,
    MITIGATION_CATEGORIES,
    Category,
    Kind,
    Status,
    statuses_of,
)

from .tokens import SHAPES, Token, affixes, known_concepts

Matrix = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

# The labels of the output, in its order, and where those of each kind stand.
LABELS: tuple[tuple[Kind, Category], ...] = (
    *((Kind.ATTACK, category) for category in HOSTILE_CATEGORIES),
    *((Kind.THREAT, category) for category in HOSTILE_CATEGORIES),
    *((Kind.MITIGATION, category) for category in MITIGATION_CATEGORIES),
)
KINDS = (Kind.ATTACK, Kind.THREAT, Kind.MITIGATION)
CATEGORIES = (*HOSTILE_CATEGORIES, *MITIGATION_CATEGORIES)
STATUSES: tuple[Status, ...] = (*statuses_of(Kind.ATTACK), *statuses_of(Kind.MITIGATION))
KIND_OF = np.array([KINDS.index(kind) for kind, _ in LABELS])
CATEGORY_OF = np.array([CATEGORIES.index(category) for _, category in LABELS])
# Columns of the linear part: labels, whether anything is said, kinds, statuses.
WIDE = len(LABELS) + 1 + len(KINDS) + len(STATUSES)
# A text of two sentences and no title is read as the sentences that were labelled alone.
_NOTE = 3
# A convolution looks so many words to each side.
_REACH = 2
# What the linear part adds is scaled by this over the root of the number of features.
WIDE_SCALE = 3.0
# Sentences that are read together.
_AT_ONCE = 64
_BLANK = Token("", "", 0, ())
# Rows 0 and 1 of a table of words stand for nothing and for an unknown word.
UNKNOWN = 1


@dataclass(frozen=True, slots=True)
class Article:
    """What a network reads: rows of its tables for the title's and sentences' words, and marks.

    `sizes` counts the words of each sentence, the title's first; one without any has a blank row.
    """

    sizes: Rows
    words: Rows
    stems: Rows
    shapes: Rows
    endings: Rows
    concepts: tuple[Rows, Rows]
    blank: Rows
    features: Sequence[Sequence[int]]
    quoted: Sequence[bool]
    english: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Logits for the sentences of an article (the title is left out), and what led to them.

    `labels` has a column for each of LABELS, `statuses` one for each of STATUSES.
    """

    labels: Matrix
    any: Matrix
    statuses: Matrix
    words: _Words
    vectors: Matrix
    hidden: Matrix


@dataclass(frozen=True, slots=True)
class _Words:
    """Answers of the convolutions for every word, and where each sentence's words begin."""

    answers: Matrix
    attention: Matrix
    pooled: Matrix
    starts: Rows


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of what a network knows; networks that were trained on the same texts share them."""

    words: Mapping[str, int]
    stems: Mapping[str, int]
    concepts: Mapping[str, int]
    features: Mapping[tuple[str, Any], int]
    by_family: Mapping[str, Mapping[Any, int]]
    names: tuple[tuple[str, Any], ...]

    def article(
        self,
        sentences: Sequence[Sequence[Token]],
        features: Sequence[Sequence[int]],
        quoted: Sequence[bool],
        *,
        english: bool,
    ) -> Article:
        """An article as rows; `sentences` begin with the title, `quoted` is for those after it."""
        found = [token for sentence in sentences for token in (sentence or (_BLANK,))]
        told = [
            (at, row)
            for at, token in enumerate(found)
            if token.concepts
            for row in known_concepts(token.concepts, self.concepts)
        ]
        places, concepts = zip(*told, strict=True) if told else ((), ())
        words, stems = self.words, self.stems
        return Article(
            sizes=_rows([max(1, len(sentence)) for sentence in sentences]),
            words=_rows([words.get(token.word, UNKNOWN) for token in found]),
            stems=_rows([stems.get(token.stem, UNKNOWN) for token in found]),
            shapes=_rows([token.shape + 1 for token in found]),
            endings=_rows([affixes(token.word, token.stem) for token in found]),
            concepts=(_rows(places), _rows(concepts)),
            blank=_rows([at for at, token in enumerate(found) if not token.word]),
            features=features,
            quoted=quoted,
            english=english,
        )


def _rows(found: Sequence[int]) -> Rows:
    return np.array(found, np.intp)


@dataclass(frozen=True, slots=True)
class Network:
    """Tables of what is known, and the parameters by name."""

    tables: Tables
    parts: Mapping[str, Matrix]
    version: str

    def read(self, article: Article) -> Answer:
        """The logits of every sentence."""
        parts = self.parts
        words = self._words(article)
        vectors = _relu(words.pooled @ parts["pr"] + parts["prb"])
        marks = _marks(article, len(vectors))
        read = np.concatenate([vectors, marks], axis=1)
        memory = _recur(parts, read)
        hidden = _relu(np.concatenate([vectors, memory], axis=1) @ parts["o1"] + parts["o1b"])
        wide = self._wide(article.features)
        count = len(LABELS)
        kinds = hidden @ parts["kind"] + parts["kindb"] + wide[:, count + 1 : count + 4]
        labels = hidden @ parts["out"] + parts["outb"] + wide[:, :count]
        labels += (hidden @ parts["cat"])[:, CATEGORY_OF] + kinds[:, KIND_OF]
        said = (hidden @ parts["any"] + parts["anyb"])[:, 0] + wide[:, count]
        statuses = hidden @ parts["sta"] + parts["stb"] + wide[:, count + 4 :]
        return Answer(labels[1:], said[1:], statuses[1:], words, vectors, hidden)

    def reasons(
        self, answer: Answer, features: Sequence[int], sentence: int, label: int
    ) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
        """What spoke for a label of a sentence: words (by place) and linear features (by row).

        The share of the answer's slope that runs through each word, strongest first.
        """
        parts, at = self.parts, sentence + 1
        width = answer.vectors.shape[1]
        slope = parts["out"][:, label] + parts["cat"][:, CATEGORY_OF[label]]
        slope = (slope + parts["kind"][:, KIND_OF[label]]) * (answer.hidden[at] > 0)
        slope = (parts["o1"] @ slope)[:width] * (answer.vectors[at] > 0)
        slope = parts["pr"] @ slope
        words = answer.words
        first = words.starts[at]
        last = words.starts[at + 1] if at + 1 < len(words.starts) else len(words.answers)
        own = words.answers[first:last]
        half = own.shape[1]
        told = words.attention[first:last] * (own @ slope[half:])
        np.add.at(told, own.argmax(axis=0), slope[:half] * words.pooled[at, :half])
        rows = np.array(features, np.intp)
        wide = self.parts["F"][rows][:, [label, len(LABELS) + 1 + KIND_OF[label]]].sum(axis=1)
        wide = wide * WIDE_SCALE / max(1.0, len(rows) ** 0.5)
        return _strongest(told), [(int(rows[i]), weight) for i, weight in _strongest(wide)]

    def _words(self, article: Article) -> _Words:
        """Read some sentences at a time: all words of a long text would not stay in the cache."""
        sizes = article.sizes
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)
        embedded = self._embedded(article)
        blank = np.zeros(len(embedded), bool)
        blank[article.blank] = True
        parts = []
        for at in range(0, len(sizes), _AT_ONCE):
            some = sizes[at : at + _AT_ONCE]
            words = slice(starts[at], starts[at] + some.sum())
            parts.append(self._pooled(embedded[words], blank[words], some))
        answers, weights, pooled = (np.concatenate(part) for part in zip(*parts, strict=True))
        return _Words(answers, weights, pooled, starts)

    def _pooled(
        self, embedded: Matrix, blank: npt.NDArray[np.bool_], sizes: Rows
    ) -> tuple[Matrix, Matrix, Matrix]:
        """Answers and attention of every word, and what is kept of each sentence."""
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)
        answers = self._convolved(embedded, sizes)
        answers[blank] = 0.0
        weights = (answers @ self.parts["at"])[:, 0]
        weights = np.exp(weights - np.repeat(np.maximum.reduceat(weights, starts), sizes))
        weights /= np.repeat(np.add.reduceat(weights, starts), sizes)
        pooled = np.concatenate(
            [
                np.maximum.reduceat(answers, starts, axis=0),
                np.add.reduceat(answers * weights[:, None], starts, axis=0),
            ],
            axis=1,
        )
        return answers, weights.astype(np.float32), pooled

    def _convolved(self, embedded: Matrix, sizes: Rows) -> Matrix:
        """The answers of the convolutions for the words of some sentences."""
        parts = self.parts
        gaps = np.repeat(_REACH * (np.arange(len(sizes)) + 1), sizes)
        places = np.arange(len(embedded)) + gaps
        apart = np.zeros((places[-1] + 1 + _REACH, embedded.shape[1]), np.float32)
        apart[places] = embedded
        near = np.concatenate([apart[places + s] for s in range(-_REACH, _REACH + 1)], axis=1)
        one = embedded.shape[1]
        return _relu(
            np.concatenate(
                [
                    embedded @ parts["c1"] + parts["b1"],
                    near[:, one : 4 * one] @ parts["c3"] + parts["b3"],
                    near @ parts["c5"] + parts["b5"],
                ],
                axis=1,
            )
        )

    def _embedded(self, article: Article) -> Matrix:
        """One row per word; a blank one for a sentence without words."""
        parts = self.parts
        rows = parts["W"][article.words] + parts["S"][article.stems]
        rows += parts["H"][article.shapes]
        rows += parts["X"][article.endings]
        places, concepts = article.concepts
        np.add.at(rows, places, parts["C"][concepts])
        rows[article.blank] = 0.0
        return rows

    def _wide(self, features: Sequence[Sequence[int]]) -> Matrix:
        """What the linear part says of every sentence; `features` are rows of its table."""
        out = np.zeros((len(features), WIDE), np.float32)
        sizes = np.array([len(rows) for rows in features])
        filled = np.flatnonzero(sizes)
        if filled.size:
            flat = np.fromiter((row for rows in features for row in rows), np.intp, sizes.sum())
            starts = np.concatenate(([0], np.cumsum(sizes[filled])[:-1]))
            sums = np.add.reduceat(self.parts["F"][flat], starts, axis=0)
            out[filled] = sums * (WIDE_SCALE / np.sqrt(sizes[filled]))[:, None]
        return out


def chance(logits: Matrix) -> Matrix:
    """The chance behind a logit."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)


def _relu(values: Matrix) -> Matrix:
    return np.maximum(values, 0, out=values)


def _marks(article: Article, count: int) -> Matrix:
    """Place, quotation, language and company of each sentence, the title being the first."""
    at = np.arange(count)
    return np.column_stack(
        [
            at == 0,
            at == 1,
            at / count,
            np.array([False, *article.quoted]),
            np.full(count, article.english),
            np.full(count, count <= _NOTE and 0 in article.blank),
        ]
    ).astype(np.float32)


def _recur(parts: Mapping[str, Matrix], read: Matrix) -> Matrix:
    """The memory after each sentence, forwards and backwards side by side."""
    size = parts["ghf"].shape[0]
    given = np.stack(
        [read @ parts["gif"] + parts["gbf"], (read @ parts["gib"] + parts["gbb"])[::-1]]
    )
    weights = np.stack([parts["ghf"], parts["ghb"]])
    memory = np.zeros((2, size), np.float32)
    out = np.zeros((2, len(read), size), np.float32)
    for at in range(len(read)):
        own = np.matmul(memory[:, None, :], weights)[:, 0]
        seen = given[:, at]
        gates = chance(seen[:, : 2 * size] + own[:, : 2 * size])
        fresh = np.tanh(seen[:, 2 * size :] + gates[:, size:] * own[:, 2 * size :])
        memory = gates[:, :size] * memory + (1 - gates[:, :size]) * fresh
        out[:, at] = memory
    return np.concatenate([out[0], out[1, ::-1]], axis=1)


def _strongest(told: Matrix, count: int = 5) -> list[tuple[int, float]]:
    """Places of the greatest positive values."""
    return [(int(at), float(told[at])) for at in np.argsort(-told)[:count] if told[at] > 0]


def dump(network: Network) -> bytes:
    """The network as bytes: a compressed numpy archive without pickled objects; halves of precision."""
    tables = {
        "words": list(network.tables.words),
        "stems": list(network.tables.stems),
        "concepts": list(network.tables.concepts),
        "features": [list(feature) for feature in network.tables.features],
    }
    stored = io.BytesIO()
    named = {f"part_{name}": part.astype(np.float16) for name, part in network.parts.items()}
    np.savez_compressed(
        stored,
        tables=np.frombuffer(json.dumps(tables, ensure_ascii=False).encode(), np.uint8),
        **named,  # type: ignore[arg-type]  # the stub takes them for its own option
    )
    return stored.getvalue()


def parse(stored: bytes) -> Network:
    """The network in bytes that `dump` wrote; raises ValueError or KeyError for anything else."""
    with np.load(io.BytesIO(stored), allow_pickle=False) as archive:
        tables = _tables(archive["tables"].tobytes())
        parts = {
            name.removeprefix("part_"): archive[name].astype(np.float32)
            for name in archive.files
            if name.startswith("part_")
        }
    if parts["H"].shape[0] != SHAPES + 1 or parts["F"].shape[1] != WIDE:
        raise ValueError("the network was trained for other labels or shapes")
    return Network(tables, parts, hashlib.sha256(stored).hexdigest()[:8])


@lru_cache(4)
def _tables(stored: bytes) -> Tables:
    """The same tables for the same bytes, so that networks share them."""
    told = json.loads(stored)
    features = {
        (family, tuple(key) if isinstance(key, list) else key): at
        for at, (family, key) in enumerate(told["features"])
    }
    by_family: dict[str, dict[Any, int]] = {}
    for (family, key), at in features.items():
        by_family.setdefault(family, {})[key] = at
    return Tables(
        words={word: at + 2 for at, word in enumerate(told["words"])},
        stems={stem: at + 2 for at, stem in enumerate(told["stems"])},
        concepts={name: at + 1 for at, name in enumerate(told["concepts"])},
        features=features,
        by_family=by_family,
        names=tuple(features),
    )


def load(path: Path) -> Network:
    """The network in a file; raises OSError when there is none."""
    return parse(path.read_bytes())
