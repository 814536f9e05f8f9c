"""What the sentence model looks at: words, roots, pairs of roots, concepts and pairs of concepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from .reading import Reading, Sentence

Feature = tuple[str, Any]

# Concepts too common to tell anything in pairs.
_PLAIN = frozenset({"SPEECH", "DATA", "PEOPLE", "CAN"})
# A deed and a thing this many words apart belong together.
_CLOSE = 5


def families(
    reading: Reading, sentence: Sentence, previous: Sentence | None
) -> Iterator[tuple[str, Iterable[Any]]]:
    """`(family, keys)` of the features of a sentence; each key once."""
    first, last = sentence.first, sentence.last
    stems = reading.stems[first:last]
    yield "w", set(reading.words[first:last])
    yield "s", set(stems)
    yield "b", set(pairwise(stems))
    yield "c", sentence.concepts
    yield "p", _pairs(sorted(sentence.concepts - _PLAIN))
    yield "n", _close_pairs(sentence)
    if previous is not None:
        yield "v", previous.concepts
    if '"' in reading.folded.plain[sentence.start : sentence.end]:
        yield "q", ("",)


def sentence_features(
    reading: Reading, sentence: Sentence, previous: Sentence | None
) -> Iterator[Feature]:
    """`(family, key)` of every feature of a sentence."""
    for family, keys in families(reading, sentence, previous):
        for key in keys:
            yield family, key


def rows(
    tables: dict[str, dict[Any, int]],
    reading: Reading,
    sentence: Sentence,
    previous: Sentence | None,
) -> list[int]:
    """The rows of a sentence's features in the tables of a model; unknown features have none."""
    found: list[int] = []
    for family, keys in families(reading, sentence, previous):
        known = tables.get(family)
        if known is not None:
            found.extend([known[key] for key in keys if key in known])
    return found


def _pairs(told: list[str]) -> Iterator[tuple[str, str]]:
    """A class goes with classes, a concept with concepts: the rest tells little."""
    for wanted in (True, False):
        some = [concept for concept in told if (concept[1] == "-") is wanted]
        for index, concept in enumerate(some):
            for other in some[index + 1 :]:
                yield concept, other


def _close_pairs(sentence: Sentence) -> set[tuple[str, str]]:
    """A deed and a thing that stand within a few words of each other."""
    things = [hit for hit in sentence.hits if hit.concept[0] == "n"]
    return {
        (hit.concept, thing.concept)
        for hit in sentence.hits
        if hit.concept[0] == "v"
        for thing in things
        if -_CLOSE <= thing.first - hit.last <= _CLOSE
    }
