"""Fits the models of `learning` to decisions; offline, needs scipy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from .learning import Example, HeldOut, Learned, judge

LEAST_EXAMPLES = 30
LEAST_OF_A_SIDE = 5
# Pull of the weights towards 0: of words, which are many, and of all others.
_PULL_WORDS, _PULL = 3.0, 0.5
_LEAST_COUNT = 2
_SMALLEST = 0.005


@dataclass(frozen=True, slots=True)
class Refit:
    """A newly fitted model beside the one in use, both judged on the same held-out decisions."""

    model: Learned
    learned_from: int
    new: HeldOut
    old: HeldOut

    @property
    def not_worse(self) -> bool:
        """Whether the new model may take the place of the old one."""
        return self.new.log_loss <= self.old.log_loss


def refit(found: Sequence[Example], current: Learned | None) -> Refit | None:
    """A new model and how it compares with `current` (None: the extractor alone).

    None when there are too few decisions to learn from or to judge by.
    """
    if not enough(found):
        return None
    model = fit(found)
    learned_from = sum(not example.held_out for example in found)
    return Refit(model, learned_from, judge(model, found), judge(current, found))


def enough(found: Sequence[Example]) -> bool:
    """Whether there are decisions of both sorts to learn from, and some to judge by."""
    for part in (True, False):
        sides = Counter(example.accepted for example in found if example.held_out is part)
        if min(sides[True], sides[False]) < (1 if part else LEAST_OF_A_SIDE):
            return False
    return sum(not example.held_out for example in found) >= LEAST_EXAMPLES


def fit(found: Sequence[Example]) -> Learned:
    """A model of the examples that are not held out."""
    told = [example for example in found if not example.held_out]
    counts = Counter(name for example in told for name in example.features)
    names = sorted(name for name, count in counts.items() if count >= _LEAST_COUNT)
    column = {name: at for at, name in enumerate(names)}
    table = _table(told, column)
    base = np.array([example.base for example in told])
    truth = np.array([example.accepted for example in told], float)
    pull = np.array([_PULL_WORDS if name.startswith("word:") else _PULL for name in names])
    weights = _minimum(table, base, truth, pull)
    return Learned(
        {n: round(float(w), 4) for n, w in zip(names, weights, strict=True) if abs(w) >= _SMALLEST}
    )


def _table(found: Sequence[Example], column: Mapping[str, int]) -> csr_matrix:
    cells = [
        (row, column[name], value)
        for row, example in enumerate(found)
        for name, value in example.features.items()
        if name in column
    ]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(column)))


def _minimum(
    table: csr_matrix,
    base: npt.NDArray[np.float64],
    truth: npt.NDArray[np.float64],
    pull: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """The weights with the least log loss and pull."""

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        value = base + table @ weights
        cost = np.logaddexp(0, value) - truth * value
        slope = table.T @ (1 / (1 + np.exp(-value)) - truth) + pull * weights
        return float(cost.sum() + 0.5 * (pull * weights**2).sum()), slope

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B")
    weights: npt.NDArray[np.float64] = found.x
    return weights
