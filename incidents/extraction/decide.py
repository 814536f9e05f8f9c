"""From chances of sentences to the mentions of a document: one event, one mention."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incidents.domain.records import Cue
from incidents.domain.vocabulary import Category, Kind, Status, statuses_of

from .evidence import Evidence, Reader
from .knowledge import Knowledge
from .network import LABELS, Matrix
from .reading import Reading
from .relevance import may_be_relevant, relevance_features, speaks_of_security
from .tokens import Token, title_tokens

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


def decide(reading: Reading, title: str, known: Knowledge) -> Decision:
    """The mentions of a reading; none when the article is not relevant."""
    heading = title_tokens(title, reading.pack)
    about = concepts_of(heading)
    if not may_be_relevant(reading, about):
        return Decision(relevant=False, relevance=0.0, mentions=[], cues=())
    reader = Reader(reading, heading, known.networks, known.sentences)
    # One network's answer is what relevance was learned from, and enough to leave most news.
    found = reader.evidence(known.networks[:1])
    features = relevance_features(reading, found, about)
    relevance = known.relevance.chance(features)
    if relevance < BEYOND_DOUBT and not speaks_of_security(reading, found.any, about):
        relevance = min(relevance, known.relevance.threshold / 2)
    relevant = relevance >= known.relevance.threshold
    mentions = []
    if relevant:
        found = reader.evidence(known.networks, alone=True)
        mentions = _select(reading, found, known.thresholds)
    return Decision(relevant, round(relevance, 4), mentions, known.relevance.cues(features))


def concepts_of(heading: list[Token]) -> frozenset[str]:
    """The concepts in the words of a title."""
    return frozenset(concept for token in heading for concept in token.concepts)


def _select(reading: Reading, found: Evidence, thresholds: Matrix) -> list[Decided]:
    """The surest pairs; a second one under the same label only when it tells something else.

    Attacks of which nothing more is said cannot be told apart: the surest sentence stands for them.
    """
    surplus = found.labels - thresholds
    surplus = np.where(found.plain, np.maximum(surplus, 0), surplus)
    taken: dict[int, list[int]] = {}
    chosen: list[tuple[int, int]] = []
    order = np.argsort(-surplus, axis=None)
    for sentence, label in zip(*np.unravel_index(order, surplus.shape), strict=True):
        spare = surplus[sentence, label]
        if spare < 0 and chosen:
            break
        earlier = taken.setdefault(int(label), [])
        if earlier and (
            spare < SECOND
            or LABELS[label][1] == Category.UNSPECIFIED
            or any(_alike(reading, int(sentence), other) for other in earlier)
        ):
            continue
        earlier.append(int(sentence))
        chosen.append((int(sentence), int(label)))
    return [_decided(found, sentence, label) for sentence, label in chosen]


def _alike(reading: Reading, one: int, other: int) -> bool:
    first, second = reading.sentences[one], reading.sentences[other]
    here = set(reading.stems[first.first : first.last])
    there = set(reading.stems[second.first : second.last])
    return len(here & there) > ALIKE * min(len(here), len(there))


def _decided(found: Evidence, sentence: int, label: int) -> Decided:
    kind, category = LABELS[label]
    chance = round(float(found.labels[sentence, label]), 4)
    cues = [*found.cues(sentence, label), Cue("model: article", f"{kind}/{category}", chance)]
    status = Status(found.status(sentence, kind, statuses_of(kind)))
    return Decided(sentence, Kind(kind), Category(category), status, chance, tuple(cues))
