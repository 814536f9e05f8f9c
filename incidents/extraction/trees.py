"""A small ensemble of regression trees: read from plain lists, asked for chances with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trees:
    """All nodes of all trees in one table; a leaf leads to itself."""

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    threshold: Matrix
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: Matrix
    start: float
    depth: int

    def chances(self, rows: Matrix) -> Matrix:
        """The chance of each row, 0 to 1."""
        if not len(rows):
            return np.zeros(0, np.float32)
        at = np.tile(self.roots, (len(rows), 1))
        line = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[line, self.feature[at]] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        total = self.start + self.value[at].sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-total)), np.float32)


def from_json(record: dict[str, Any]) -> Trees:
    """The ensemble in a record that `fitting` wrote."""
    return Trees(
        roots=np.array(record["roots"], np.int32),
        feature=np.array(record["feature"], np.int32),
        threshold=np.array(record["threshold"], np.float32),
        left=np.array(record["left"], np.int32),
        right=np.array(record["right"], np.int32),
        value=np.array(record["value"], np.float32),
        start=float(record["start"]),
        depth=int(record["depth"]),
    )
