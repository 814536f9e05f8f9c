"""One spelling for every Unicode and letter-case form of a text, with the way back to its characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from incidents.domain.records import Span

# Same length: typographic quotes, dashes and spaces become the plain ones.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys(
            "\u00a0\u2002\u2003\u2007\u2009\u202f\u205f\u3000\t\x0b\x0c\x1c\x1d\x1e\x1f", " "
        ),
        **dict.fromkeys("\u2028\u2029\x85\r", "\n"),
    }
)
# Characters without width, which must not split a word.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Folded:
    """`plain` keeps the letter case, `low` does not; both have one character per entry of `offsets`."""

    plain: str
    low: str
    source: str
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> Span:
        """The characters of the source that stand behind plain[start:end]."""
        if self.offsets is None:
            return Span(start, end)
        first = self.offsets[start]
        last = self.offsets[end - 1] + 1
        limit = self.offsets[end] if end < len(self.offsets) else len(self.source)
        while last < limit and not self.source[last].isspace():
            last += 1
        return Span(first, last)


def fold(text: str) -> Folded:
    """Fold `text`; linear in its length."""
    if text.isascii():
        plain = text.translate(_PLAIN) if "\t" in text or "\r" in text else text
        return Folded(plain, plain.lower(), text, None)
    plain = text.translate(_PLAIN)
    low = plain.lower()
    if (
        len(low) == len(plain)
        and unicodedata.is_normalized("NFKC", plain)
        and not any(sign in plain for sign in _INVISIBLE)
    ):
        return Folded(plain, low, text, None)
    return _fold_slowly(text, plain)


def _fold_slowly(text: str, plain: str) -> Folded:
    """Fold cluster by cluster: a base character with the marks that follow it."""
    letters: list[str] = []
    lowered: list[str] = []
    offsets: list[int] = []
    position, length = 0, len(plain)
    while position < length:
        end = position + 1
        while end < length and unicodedata.combining(plain[end]):
            end += 1
        cluster = plain[position:end]
        if cluster not in _INVISIBLE:
            folded = unicodedata.normalize("NFKC", cluster).translate(_PLAIN)
            for letter in folded:
                low = letter.lower()
                letters.append(letter)
                lowered.append(low if len(low) == 1 else letter)
                offsets.append(position)
        position = end
    return Folded("".join(letters), "".join(lowered), text, tuple(offsets))
