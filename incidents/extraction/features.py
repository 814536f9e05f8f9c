"""What the sentence model looks at: words, roots, pairs of roots, concepts and pairs of concepts."""

from __future__ import annotations

from collections.abc import Iterator

from .reading import Reading, Sentence

# Concepts too common to tell anything in pairs.
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
            yield "p", (concept, other)
    if previous is not None:
        for concept in previous.concepts:
            yield "v", concept
    if '"' in reading.folded.plain[sentence.start : sentence.end]:
        yield "q", ""
