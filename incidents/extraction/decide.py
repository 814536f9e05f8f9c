"""From scores of sentences to the mentions of a document: one event, one mention."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incidents.domain.records import Cue
from incidents.domain.vocabulary import Category, Kind, Status

from .features import sentence_features
from .model import LinearModel
from .reading import Reading

THRESHOLD = 0.3


@dataclass(frozen=True, slots=True)
class Decided:
    """A label given to a sentence, and why."""

    sentence: int
    kind: Kind
    category: Category
    status: Status
    confidence: float
    cues: tuple[Cue, ...]


def decide(reading: Reading, model: LinearModel) -> list[Decided]:
    """The mentions of a reading."""
    rows = []
    before = None
    for sentence in reading.sentences:
        rows.append(model.rows(sentence_features(reading, sentence, before)))
        before = sentence
    if not rows:
        return []
    chances = 1 / (1 + np.exp(-model.logits(rows)))
    found: list[Decided] = []
    for column, label in enumerate(model.labels):
        if "/" not in label:
            continue
        at = int(chances[:, column].argmax())
        if chances[at, column] < THRESHOLD:
            continue
        kind, _, category = label.partition("/")
        statuses = [
            (float(chances[at, i]), n.split(":")[1])
            for i, n in enumerate(model.labels)
            if n.startswith(kind + ":")
        ]
        cues = tuple(
            Cue("model", f"{family}:{key}", round(weight, 3))
            for (family, key), weight in model.strongest(rows[at], column, 5)
        )
        found.append(
            Decided(
                at,
                Kind(kind),
                Category(category),
                Status(max(statuses)[1]),
                round(float(chances[at, column]), 4),
                cues,
            )
        )
    return found
