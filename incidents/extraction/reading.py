"""A text as the engine reads it: sentences, words, roots and the concepts found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .folding import Folded, fold
from .languages import LanguagePack
from .lexicon import Hit
from .segment import paragraphs, sentences

_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")


@dataclass(slots=True)
class Sentence:
    """Characters [start, end) and words [first, last) of a reading."""

    start: int
    end: int
    first: int
    last: int
    hits: list[Hit] = field(default_factory=list)
    concepts: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """A folded text, cut into sentences of the article proper (no clutter, no headings)."""

    folded: Folded
    pack: LanguagePack
    words: list[str]
    roots: list[str]
    stems: list[str]
    starts: list[int]
    sentences: list[Sentence]

    def text_of(self, sentence: Sentence) -> str:
        """The sentence as written, with plain quotes."""
        return self.folded.plain[sentence.start : sentence.end]


def read(text: str, pack: LanguagePack) -> Reading:
    """Read `text` with the rules of one language."""
    folded = fold(text)
    ranges = list(paragraphs(folded.plain))
    kept = pack.cleaner.kept(folded.low, ranges)
    spans: list[tuple[int, int]] = []
    for (start, end), keep in zip(ranges, kept, strict=True):
        if keep:
            spans.extend(sentences(folded.plain, start, end, pack.abbreviations))
    return read_spans(folded, spans, pack)


def read_spans(folded: Folded, spans: list[tuple[int, int]], pack: LanguagePack) -> Reading:
    """Read the given sentences of a folded text."""
    words: list[str] = []
    starts: list[int] = []
    found: list[Sentence] = []
    low = folded.low
    for start, end in spans:
        first = len(words)
        for match in _WORD.finditer(low, start, end):
            words.append(match.group())
            starts.append(match.start())
        if len(words) > first:
            found.append(Sentence(start, end, first, len(words)))
    forms = pack.stemmer.forms
    pairs = [forms(word) for word in words]
    roots = [root for root, _ in pairs]
    for sentence in found:
        sentence.hits = pack.lexicon.find(words, roots, sentence.first, sentence.last)
        sentence.concepts = frozenset([hit.concept for hit in sentence.hits])
    return Reading(folded, pack, words, roots, [stem for _, stem in pairs], starts, found)


def words_of(text: str) -> list[str]:
    """The words of a short text (a title), in lower case."""
    return _WORD.findall(fold(text).low)
