"""What the network reads of a word: its form, stem, shape, endings and the concepts it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .folding import fold
from .languages import LanguagePack
from .reading import Reading, Sentence, read_spans

# Words of a sentence that are read, and concepts of a word.
LONGEST = 44
MOST_CONCEPTS = 6
_PREFIXES = (
    "menge", "meng", "meny", "mem", "men", "me", "di", "ter", "ber", "penge", "peng", "pemb", "pem",
    "pen", "per", "pe", "ke", "se",
)  # fmt: skip
_SUFFIXES = ("kannya", "annya", "kan", "an", "nya", "i", "ing", "ed", "ly", "s", "er", "tion")
# Shapes: small letters, a capital first, capitals only.
SHAPES = 3
AFFIXES = (len(_PREFIXES) + 1) * (len(_SUFFIXES) + 1)
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written in small letters, its stem, shape, and the concepts that it is part of."""

    word: str
    stem: str
    shape: int
    concepts: tuple[str, ...]


@lru_cache(100_000)
def affixes(word: str, stem: str) -> int:
    """A number for the prefix and suffix that a word has and its stem has not; 0 for none."""
    if len(word) < _SHORTEST or word == stem:
        return 0
    prefix = _first(p for p in _PREFIXES if word.startswith(p) and not stem.startswith(p))
    suffix = _first(s for s in _SUFFIXES if word.endswith(s) and not stem.endswith(s))
    before = _PREFIXES.index(prefix) + 1 if prefix else 0
    after = _SUFFIXES.index(suffix) + 1 if suffix else 0
    return before * (len(_SUFFIXES) + 1) + after


def _first(found: Iterable[str]) -> str:
    return next(iter(found), "")


def tokens(reading: Reading, sentence: Sentence) -> list[Token]:
    """The tokens of a sentence, the first 44 at most."""
    last = min(sentence.last, sentence.first + LONGEST)
    told: dict[int, set[str]] = {}
    for hit in sentence.hits:
        for at in range(hit.first, min(hit.last, last)):
            told.setdefault(at, set()).add(hit.concept)
    plain, starts, words, stems = (
        reading.folded.plain, reading.starts, reading.words, reading.stems,
    )  # fmt: skip
    return [
        Token(
            words[at],
            stems[at],
            _shape(plain[starts[at] : starts[at] + len(words[at])]),
            tuple(sorted(told[at])) if at in told else (),
        )
        for at in range(sentence.first, last)
    ]


def title_tokens(title: str, pack: LanguagePack) -> list[Token]:
    """The tokens of a title; none when it has no word."""
    folded = fold(title)
    reading = read_spans(folded, [(0, len(folded.plain))], pack)
    return tokens(reading, reading.sentences[0]) if reading.sentences else []


def _shape(written: str) -> int:
    if written.isupper() and len(written) > 1:
        return 2
    return int(written[:1].isupper())


def known_concepts(found: Sequence[str], table: Mapping[str, int]) -> list[int]:
    """The rows of a word's concepts in a table, the first six that it knows."""
    return [table[name] for name in found if name in table][:MOST_CONCEPTS]
