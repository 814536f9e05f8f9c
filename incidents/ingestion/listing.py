"""Listing pages: the links to articles on a page, by the source's pattern or by how articles' addresses look."""

from __future__ import annotations

import re

from incidents.domain.addresses import parse_address
from incidents.domain.errors import PermanentError

from .charsets import decode
from .entries import Entry, distinct, entry
from .pages import parse_tree

# A date, a number of five digits, or at least three hyphens: what addresses of articles have.
_LIKE_AN_ARTICLE = re.compile(r"/(?:19|20)\d\d/\d|\d{5,}|(?:[^/-]+-){3,}[^/]+/?$")
_LONGEST_MATCHED = 500  # characters: a person's pattern must not run for ever


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The source's pattern; raises PermanentError(reason="pattern") if it is no regular expression."""
    try:
        return re.compile(pattern) if pattern else _LIKE_AN_ARTICLE
    except re.error as error:
        raise PermanentError(
            f"The link pattern is not valid: {error}.", reason="pattern"
        ) from error


def parse_listing(body: bytes, charset: str | None, base: str, pattern: str = "") -> list[Entry]:
    """Links whose address matches, each once, in the page's order; without a pattern only same-host ones."""
    matches = compile_pattern(pattern)
    host = parse_address(base).host
    found: list[Entry] = []
    for link in parse_tree(decode(body, charset)).iter("a"):
        each = entry(link.get("href") or "", base, title=" ".join(link.text_content().split()))
        if each is None or not matches.search(each.url[:_LONGEST_MATCHED]):
            continue
        if pattern or parse_address(each.url).host == host:
            found.append(each)
    found.sort(key=lambda each: not each.title)  # of two links to one address, the one with words
    return distinct(found)
