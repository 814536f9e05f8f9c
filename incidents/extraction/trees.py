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
    """The ensemble in a record that `exported` wrote."""
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


def exported(fitted: Any, share: float) -> dict[str, Any]:
    """The record of a GradientBoostingClassifier of scikit-learn; `share` of its examples were true."""
    record: dict[str, Any] = {
        key: [] for key in ("roots", "feature", "threshold", "left", "right", "value")
    }
    for (tree,) in fitted.estimators_:
        nodes, base = tree.tree_, len(record["feature"])
        record["roots"].append(base)
        for at in range(nodes.node_count):
            leaf = nodes.children_left[at] < 0
            record["feature"].append(0 if leaf else int(nodes.feature[at]))
            record["threshold"].append(0.0 if leaf else round(float(nodes.threshold[at]), 6))
            record["left"].append(base + (at if leaf else int(nodes.children_left[at])))
            record["right"].append(base + (at if leaf else int(nodes.children_right[at])))
            value = float(nodes.value[at][0][0]) * fitted.learning_rate if leaf else 0.0
            record["value"].append(round(value, 6))
    record["start"] = float(np.log(share / (1 - share)))
    record["depth"] = int(fitted.max_depth)
    return record
