"""What in a page's text is not the article: links between paragraphs, captions, forms, side columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENDS_LIKE_A_SENTENCE = re.compile(r"[.!?\u2026:;][\"')\]*]*$|\"$")
_HEADING_WORDS = 18


class Cleaner:
    """Recognises the clutter lines of one language; `lines` and `tails` are regular expressions."""

    def __init__(self, lines: Sequence[str] = (), tails: Sequence[str] = ()) -> None:
        self._lines = _any_of(lines)
        self._tails = _any_of(tails)

    def is_clutter(self, line: str) -> bool:
        """Whether a line stands beside the article, not in it."""
        return self._lines is not None and self._lines.match(line) is not None

    def ends_article(self, line: str) -> bool:
        """Whether nothing after this line belongs to the article."""
        return self._tails is not None and self._tails.match(line) is not None

    def kept(self, low: str, ranges: Sequence[tuple[int, int]]) -> list[bool]:
        """For each paragraph range of a lower-case text, whether it is part of the article.

        A heading (short, no stop at its end) is not. When nothing would be left, everything is kept.
        """
        kept: list[bool] = []
        ended = False
        for start, end in ranges:
            line = low[start : min(end, start + 400)].strip()
            ended = ended or (bool(kept) and any(kept) and self.ends_article(line))
            kept.append(
                not ended and bool(line) and not is_heading(line) and not self.is_clutter(line)
            )
        return kept if any(kept) else [True] * len(ranges)


def is_heading(line: str) -> bool:
    """Whether a line is a headline, a by-line or a button rather than a sentence."""
    return (
        _ENDS_LIKE_A_SENTENCE.search(line) is None
        and len(line.split(None, _HEADING_WORDS)) <= _HEADING_WORDS
    )


def _any_of(expressions: Sequence[str]) -> re.Pattern[str] | None:
    if not expressions:
        return None
    return re.compile("|".join(f"(?:{expression})" for expression in expressions))
