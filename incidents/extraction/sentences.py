"""Fits the linear model of what a sentence says on its own; offline, needs scikit-learn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from .examples import Example
from .features import Feature
from .model import LinearModel

LEAST_COUNT = 3
STRENGTH = 10.0
# How much the features of a family count against those of the others.
SCALE = {"s": 2.0, "c": 2.0}


@dataclass(frozen=True, slots=True)
class Labelled:
    """The features of one sentence and the (kind, category, status) labels it carries."""

    features: frozenset[Feature]
    labels: frozenset[tuple[str, str, str]]


def labelled(found: Sequence[Example]) -> Iterator[Labelled]:
    """Every sentence that is learned from."""
    for example in found:
        for features, labels in zip(example.features, example.labels, strict=True):
            if labels is not None:
                yield Labelled(features, labels)


def fit(found: Sequence[Labelled]) -> LinearModel:
    """A model with one column per label: "attack/ddos", "attack", "any", "attack:occurred"."""
    counts = Counter(feature for example in found for feature in set(example.features))
    kept = [feature for feature, count in counts.items() if count >= LEAST_COUNT]
    vocabulary = {feature: row for row, feature in enumerate(kept)}
    matrix = _matrix(found, vocabulary)
    columns = _columns(found)
    weights = np.zeros((len(vocabulary), len(columns)), np.float32)
    bias = np.zeros(len(columns), np.float32)
    for at, (name, rows, told) in enumerate(columns):
        balanced = ":" not in name
        weights[:, at], bias[at] = _column(matrix[rows], told, balanced=balanced)
    scale = np.array([SCALE.get(family, 1.0) for family, _ in kept], np.float32)
    labels = tuple(name for name, _, _ in columns)
    return LinearModel(labels, vocabulary, weights * scale[:, None], bias, scale**2, "unsaved")


def _matrix(found: Sequence[Labelled], vocabulary: dict[Feature, int]) -> csr_matrix:
    """One row per example, of length 1; the features of some families count more."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, example in enumerate(found):
        known = [
            (vocabulary[f], SCALE.get(f[0], 1.0)) for f in set(example.features) if f in vocabulary
        ]
        length = sum(scale * scale for _, scale in known) ** 0.5
        rows.extend([row] * len(known))
        columns.extend(at for at, _ in known)
        values.extend(scale / length for _, scale in known)
    shape = (len(found), len(vocabulary))
    return csr_matrix((values, (rows, columns)), shape=shape, dtype=np.float32)


Column = tuple[str, np.ndarray, np.ndarray]


def _columns(found: Sequence[Labelled]) -> list[Column]:
    """`(label, rows it is fitted on, truth for those rows)`."""
    everything = np.arange(len(found))
    pairs = sorted({(k, c) for e in found for k, c, _ in e.labels})
    kinds = sorted({k for k, _ in pairs})
    columns: list[Column] = [("any", everything, np.array([bool(e.labels) for e in found]))]
    for kind in kinds:
        truth = np.array([any(k == kind for k, _, _ in e.labels) for e in found])
        columns.append((kind, everything, truth))
        rows = np.flatnonzero(truth)
        for status in sorted({s for e in found for k, _, s in e.labels if k == kind and s}):
            told = np.array(
                [
                    any(k == kind and s == status for k, _, s in found[r].labels)
                    for r in rows.tolist()
                ]
            )
            columns.append((f"{kind}:{status}", rows, told))
    for kind, category in pairs:
        truth = np.array([any((k, c) == (kind, category) for k, c, _ in e.labels) for e in found])
        columns.append((f"{kind}/{category}", everything, truth))
    return columns


def _column(matrix: csr_matrix, told: np.ndarray, *, balanced: bool) -> tuple[np.ndarray, float]:
    """Weights and bias of one label; a label that is always or hardly ever true gets no weights."""
    positive = int(told.sum())
    if positive < LEAST_COUNT or positive == len(told):
        return np.zeros(matrix.shape[1], np.float32), 6.0 if positive > LEAST_COUNT else -6.0
    fitted = LogisticRegression(
        C=STRENGTH, solver="liblinear", tol=1e-2, class_weight="balanced" if balanced else None
    ).fit(matrix, told)
    return fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0])
