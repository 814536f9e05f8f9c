"""A linear model over sparse features: read from a file, asked for logits; needs numpy only."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .features import Feature

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`weights` has one row per feature and one column per label.

    `squares` holds what each feature adds to the squared length of an item, which is then scaled to 1.
    """

    labels: tuple[str, ...]
    vocabulary: dict[Feature, int]
    weights: Matrix
    bias: Matrix
    squares: Matrix
    version: str
    by_family: Mapping[str, Mapping[Any, int]] = field(default_factory=dict)

    def logits(self, rows: Sequence[Sequence[int]]) -> Matrix:
        """One row of logits per item of `rows`; the features of an item weigh as a unit vector."""
        if not rows:
            return np.zeros((0, len(self.labels)), np.float32)
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        out = np.tile(self.bias, (len(rows), 1))
        filled = np.flatnonzero(lengths)
        if filled.size:
            flat = np.fromiter((at for row in rows for at in row), np.int64, int(lengths.sum()))
            starts = np.concatenate(([0], np.cumsum(lengths[filled])[:-1]))
            sums = np.add.reduceat(self.weights[flat], starts, axis=0)
            out[filled] += sums / np.sqrt(np.add.reduceat(self.squares[flat], starts))[:, None]
        return out.astype(np.float32)


def dump(model: LinearModel) -> bytes:
    """The model as bytes: a compressed numpy archive without pickled objects."""
    keys = [
        [family, key] for (family, key), _ in sorted(model.vocabulary.items(), key=lambda i: i[1])
    ]
    stored = io.BytesIO()
    np.savez_compressed(
        stored,
        labels=np.frombuffer(json.dumps(model.labels).encode(), np.uint8),
        keys=np.frombuffer(json.dumps(keys, ensure_ascii=False).encode(), np.uint8),
        weights=model.weights.astype(np.float16),
        bias=model.bias.astype(np.float32),
        squares=model.squares.astype(np.float32),
    )
    return stored.getvalue()


def parse(stored: bytes) -> LinearModel:
    """The model in bytes that `dump` wrote; raises ValueError or KeyError for anything else."""
    with np.load(io.BytesIO(stored), allow_pickle=False) as archive:
        labels = json.loads(archive["labels"].tobytes())
        keys = json.loads(archive["keys"].tobytes())
        weights = archive["weights"].astype(np.float32)
        bias = archive["bias"].astype(np.float32)
        squares = archive["squares"].astype(np.float32)
    vocabulary: dict[Feature, int] = {
        (family, tuple(key) if isinstance(key, list) else key): row
        for row, (family, key) in enumerate(keys)
    }
    version = hashlib.sha256(stored).hexdigest()[:8]
    by_family: dict[str, dict[Any, int]] = {}
    for (family, key), row in vocabulary.items():
        by_family.setdefault(family, {})[key] = row
    return LinearModel(tuple(labels), vocabulary, weights, bias, squares, version, by_family)


def load(path: Path) -> LinearModel:
    """The model in a file; raises OSError when there is none."""
    return parse(path.read_bytes())
