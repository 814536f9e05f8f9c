"""What the sentence model looks at: words, roots, pairs of roots, concepts and pairs of concepts."""

from __future__ import annotations

from collections.abc import Iterator

from .reading import Reading, Sentence

# Concepts too common to tell anything in pairs.
_CLOSE = 5
_PLAIN = frozenset({"SPEECH", "DATA", "PEOPLE", "CAN"})


def sentence_features(
    reading: Reading, sentence: Sentence, previous: Sentence | None
) -> Iterator[tuple[str, object]]:
    """`(family, key)` of every feature of a sentence; repeated ones count once."""
    first, last = sentence.first, sentence.last
    stems = reading.stems[first:last]
    for word in set(reading.words[first:last]):
        yield "w", word
    for stem in set(stems):
        yield "s", stem
    for pair in set(zip(stems, stems[1:], strict=False)):
        yield "b", pair
    concepts = sorted(sentence.concepts)
    for concept in concepts:
        yield "c", concept
    told = [concept for concept in concepts if concept not in _PLAIN]
    for index, concept in enumerate(told):
        for other in told[index + 1 :]:
            # A class goes with classes, a concept with concepts: the rest tells little.
            if concept[1] == other[1] == "-" or (concept[1] != "-" and other[1] != "-"):
                yield "p", (concept, other)
    yield from _close_pairs(sentence)
    if previous is not None:
        for concept in previous.concepts:
            yield "v", concept
    if '"' in reading.folded.plain[sentence.start : sentence.end]:
        yield "q", ""


def _close_pairs(sentence: Sentence) -> Iterator[tuple[str, object]]:
    """A deed and a thing that stand within a few words of each other."""
    verbs = [hit for hit in sentence.hits if hit.concept[0] == "v"]
    things = [hit for hit in sentence.hits if hit.concept[0] == "n"]
    seen = {
        (verb.concept, thing.concept)
        for verb in verbs
        for thing in things
        if -_CLOSE <= thing.first - verb.last <= _CLOSE
    }
    for pair in seen:
        yield "n", pair
