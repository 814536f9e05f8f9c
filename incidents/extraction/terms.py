"""What sets one text apart from others: its names, numbers and rarer words, weighed by how rare they are."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, sqrt
from pathlib import Path

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Two capital words in a row, an abbreviation, or a capital word inside a sentence.
_NAME = re.compile(
    r"\b[A-Z][\w'-]+(?:[ ]+[A-Z][\w'-]+)+|\b[A-Z][\w-]*[A-Z][\w-]*\b|(?<=[a-z,;] )[A-Z][a-z]\w+"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST = 5
# Share of texts that is assumed for a word that the table does not have.
_RARE = 0.01
# A name or a number tells texts apart twice as well as a word of the same rarity.
_TELLING = 2.0
# Keeps short texts from looking alike by one or two words.
_DAMPING = 8.0
_MOST_CHARS = 20_000
_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one text with their weights (squared), the numbers among them, and the sum of weights."""

    weights: dict[str, float]
    numbers: frozenset[str]
    total: float


@cache
def ordinary_words() -> dict[str, float]:
    """Share of the training articles that hold a word, for words that at least three of them hold."""
    path = Path(__file__).with_name("ordinary.json")
    shares: dict[str, float] = json.loads(path.read_text("utf-8"))
    return shares


@lru_cache(_REMEMBERED)
def terms(text: str) -> Terms:
    """The terms of a text; only its first 20,000 characters are read."""
    text = text[:_MOST_CHARS]
    names = {
        word for found in _NAME.findall(text) for word in found.lower().split() if len(word) > 2
    }
    numbers = {re.sub(r"\D", "", found) for found in _NUMBER.findall(text)}
    numbers = {number for number in numbers if len(number) > 1 and not _YEAR.fullmatch(number)}
    words = {
        word
        for word in _WORD.findall(text.lower())
        if len(word) >= _SHORTEST and not word[0].isdigit()
    }
    weights = {word: rarity(word) ** 2 for word in words}
    weights |= {term: (_TELLING * rarity(term)) ** 2 for term in names | numbers}
    return Terms(weights, frozenset(numbers), sum(weights.values()))


def rarity(word: str) -> float:
    """Logarithm of how many texts there are for each that holds the word."""
    return -log(ordinary_words().get(word, _RARE))


def likeness(one: Terms, other: Terms) -> float:
    """0 for texts that share nothing, towards 1 for the same text twice."""
    few, many = sorted((one.weights, other.weights), key=len)
    shared = sum(weight for term, weight in few.items() if term in many)
    return shared / (sqrt(one.total * other.total) + _DAMPING) if shared else 0.0


def shared_numbers(one: Terms, other: Terms) -> int:
    """How many numbers of four digits and more both texts have."""
    return sum(len(number) > 3 for number in one.numbers & other.numbers)


@lru_cache(_REMEMBERED)
def name_words(names: tuple[str, ...]) -> frozenset[str]:
    """The telling words of some names: those that most texts of the field have are left out."""
    found = (word for name in names for word in _WORD.findall(name.lower()))
    return frozenset(word for word in found if len(word) > 2 and rarity(word) > 1.5)
