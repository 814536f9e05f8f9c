"""From a word form to its root, for Indonesian and English; every answer is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

_PARTICLES = ("lah", "kah", "pun", "tah")
_POSSESSIVES = ("nya", "ku", "mu")
_SUFFIXES = ("kan", "an", "i")
# Prefix, and the letters that may have stood at the head of the root before it.
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("menge", ("",)),
    ("meny", ("s",)),
    ("meng", ("", "k")),
    ("mem", ("", "p")),
    ("men", ("", "t")),
    ("me", ("",)),
    ("penge", ("",)),
    ("peny", ("s",)),
    ("peng", ("", "k")),
    ("pem", ("", "p")),
    ("pen", ("", "t")),
    ("per", ("", "r")),
    ("pe", ("",)),
    ("ber", ("", "r")),
    ("be", ("",)),
    ("ter", ("", "r")),
    ("te", ("",)),
    ("di", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
    ("nge", ("",)),
    ("ny", ("s",)),
    ("ng", ("", "k")),
)
_SHORTEST = 3
# No word of either language is longer; anything longer is not looked into.
_LONGEST = 40
_REMEMBERED = 200_000


def _strip(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    yield word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            yield word[: -len(ending)]


def _heads(word: str, depth: int) -> Iterator[str]:
    yield word
    if depth == 0:
        return
    for prefix, heads in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST - 1:
            rest = word[len(prefix) :]
            for head in heads:
                yield from _heads(head + rest, depth - 1)


def indonesian_roots(word: str) -> Iterator[str]:
    """Every root that `word` may be an inflection of."""
    for bare in _strip(word, _PARTICLES):
        for own in _strip(bare, _POSSESSIVES):
            for trunk in _strip(own, _SUFFIXES):
                yield from _heads(trunk, 3)


_ENGLISH: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("'s", ("",)),
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
)


def english_roots(word: str) -> Iterator[str]:
    """Every base form that `word` may be an inflection of."""
    yield word
    for ending, tails in _ENGLISH:
        if not word.endswith(ending) or len(word) - len(ending) < _SHORTEST - 1:
            continue
        rest = word[: -len(ending)]
        for tail in tails:
            yield rest + tail
        if len(rest) > _SHORTEST and rest[-1] == rest[-2]:
            yield rest[:-1]


@cache
def indonesian_dictionary() -> frozenset[str]:
    """The root words that PySastrawi ships."""
    listed = files("Sastrawi.Stemmer.data").joinpath("kata-dasar.txt").read_text("utf-8")
    return frozenset(word for word in listed.split() if len(word) >= _SHORTEST)


class Stemmer:
    """Finds the root of a word: one of `own` before one of the dictionary, the longest first."""

    def __init__(
        self,
        roots: Callable[[str], Iterator[str]],
        own: frozenset[str],
        kept: frozenset[str],
        dictionary: frozenset[str],
    ) -> None:
        self._roots = roots
        self._own = own
        self._kept = kept
        self._dictionary = dictionary
        self._known: dict[str, tuple[str, str]] = {}

    def forms(self, word: str) -> tuple[str, str]:
        """`("~root", stem)`; "~root" is empty when the lexicon knows no root of the word."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._find(word)
        return known

    def _find(self, word: str) -> tuple[str, str]:
        if len(word) > _LONGEST:
            return "", word[:_LONGEST]
        if word[0].isdigit():
            return "", "0" * min(len(word), 6)
        own, stem = "", ""
        for root in self._roots(word):
            if root in self._own and len(root) > len(own):
                own = root
            if root in self._dictionary and len(root) > len(stem):
                stem = root
        stem = word if word in self._kept else own or stem or self._fallback(word)
        return ("~" + own if own else ""), stem

    def _fallback(self, word: str) -> str:
        """A word that no list knows keeps its form, less the commonest ending."""
        for ending in ("nya", "'s", "s"):
            if word.endswith(ending) and len(word) > len(ending) + _SHORTEST:
                return word[: -len(ending)]
        return word


def canonical_root(language: str, root: str) -> str:
    """The dictionary's root of `root`, which a lexicon may spell with an ending ("perbarui")."""
    if language != "id" or root in indonesian_dictionary():
        return root
    known = [found for found in indonesian_roots(root) if found in indonesian_dictionary()]
    return max(known, key=len, default=root)


def stemmer(language: str, own: frozenset[str], kept: frozenset[str]) -> Stemmer:
    """The stemmer of a language pack: `own` roots it must find, `kept` words it must not cut.

    Languages without rules of their own are treated as English is.
    """
    if language == "id":
        return Stemmer(indonesian_roots, own, kept, indonesian_dictionary())
    return Stemmer(english_roots, own, kept, frozenset())
