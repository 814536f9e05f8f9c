"""Word patterns of a language pack and the automaton that finds them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain, product
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
# `*` in a pattern stands for up to so many words.
GAP = 3


class Hit(NamedTuple):
    """A concept found in words [first, last) of a text."""

    concept: str
    first: int
    last: int


class _Node:
    """One state: the words that lead on, the state after a gap, the concepts that end here."""

    __slots__ = ("ends", "gap", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.gap: _Node | None = None
        self.ends: tuple[str, ...] = ()


def _alternatives(part: str) -> list[list[str]]:
    """The word sequences that one blank-free part of a pattern stands for."""
    if part == "*":
        return [["*"]]
    found = []
    for choice in part.split("|"):
        mark = "~" if choice.startswith("~") else ""
        words = _WORD.findall(choice.lower())
        if words:
            found.append([mark + words[0], *words[1:]])
    return found


def patterns(source: str) -> list[tuple[str, list[str]]]:
    """`(concept, words)` of every pattern in a lexicon file."""
    concept = ""
    found: list[tuple[str, list[str]]] = []
    for raw in source.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            concept = line.strip("[]")
            continue
        for pattern in line.split(";"):
            parts = [_alternatives(part) for part in pattern.split()]
            if parts:
                found.extend((concept, list(chain(*choice))) for choice in product(*parts))
    return found


class Lexicon:
    """All patterns of a pack, compiled; `roots` and `words` are what its patterns ask for.

    `canonical` brings a root as a pattern spells it to the root that the stemmer answers.
    """

    def __init__(self, source: str = "", canonical: Callable[[str], str] = str) -> None:
        self._start = _Node()
        self._canonical = canonical
        self.roots: set[str] = set()
        self.words: set[str] = set()
        for concept, words in patterns(source):
            self.add(concept, words)

    def add(self, concept: str, words: Sequence[str]) -> None:
        """Add one pattern, given as words as `patterns` returns them."""
        node = self._start
        for word in words:
            if word == "*":
                node.gap = node.gap or _Node()
                node = node.gap
                continue
            known = word
            if word.startswith("~"):
                root = self._canonical(word[1:])
                self.roots.add(root)
                known = "~" + root
            else:
                self.words.add(word)
            node = node.next.setdefault(known, _Node())
        if concept not in node.ends:
            node.ends = (*node.ends, concept)

    def find(self, words: Sequence[str], roots: Sequence[str], first: int, last: int) -> list[Hit]:
        """Concepts in words [first, last); `roots` are "~root" or empty."""
        hits: list[Hit] = []
        start = self._start.next
        for at in range(first, last):
            node = start.get(words[at])
            if node is not None:
                _walk(node, words, roots, (at, at + 1, last), hits)
            root = roots[at]
            if root and (node := start.get(root)) is not None:
                _walk(node, words, roots, (at, at + 1, last), hits)
        return hits


def _walk(
    node: _Node,
    words: Sequence[str],
    roots: Sequence[str],
    where: tuple[int, int, int],
    hits: list[Hit],
) -> None:
    first, at, last = where
    hits.extend([Hit(concept, first, at) for concept in node.ends])
    if at >= last:
        return
    if node.next:
        _step(node, words, roots, where, hits)
    if node.gap is not None:
        for skip in range(min(GAP, last - at - 1) + 1):
            _step(node.gap, words, roots, (first, at + skip, last), hits)


def _step(
    node: _Node,
    words: Sequence[str],
    roots: Sequence[str],
    where: tuple[int, int, int],
    hits: list[Hit],
) -> None:
    first, at, last = where
    following = node.next.get(words[at])
    if following is not None:
        _walk(following, words, roots, (first, at + 1, last), hits)
    root = roots[at]
    if root and (following := node.next.get(root)) is not None:
        _walk(following, words, roots, (first, at + 1, last), hits)
