"""Sitemaps: plain, index, news extension, gzip; parsed without entities or external references."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from incidents.domain.errors import PermanentError

from .entries import Entry, distinct, entry

MOST_BYTES = 50 * 1024 * 1024  # as the protocol allows


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Entries of a sitemap, or the addresses of the sitemaps that an index lists, newest first."""

    entries: list[Entry]
    children: list[str]


def unpack(data: bytes, most: int = MOST_BYTES) -> bytes:
    """The bytes of a .gz sitemap, or of a plain one; never more than `most`."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        decoder = zlib.decompressobj(31)
        plain = decoder.decompress(data, most + 1)
    except zlib.error as error:
        raise PermanentError(
            f"The sitemap is badly packed ({error}).", reason="encoding"
        ) from error
    if len(plain) > most:
        raise PermanentError("The sitemap is too large when unpacked.", reason="too-large")
    return plain


def parse_sitemap(data: bytes, base: str) -> Sitemap:
    """Reads a sitemap; raises PermanentError ("entities", "not-a-sitemap", "too-large", "encoding")."""
    try:
        root = ElementTree.fromstring(unpack(data), forbid_dtd=True)
    except DefusedXmlException as error:
        raise PermanentError(
            "It declares a document type, as XML bombs do.", reason="entities"
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise PermanentError(
            f"It cannot be read as a sitemap: {error}", reason="not-a-sitemap"
        ) from error
    kind = _local(root)
    if kind == "sitemapindex":
        dated = [(_child(each, "lastmod"), _child(each, "loc")) for each in root]
        dated.sort(key=lambda pair: pair[0], reverse=True)  # ISO 8601 sorts as text
        return Sitemap([], [loc for _lastmod, loc in dated if loc])
    if kind != "urlset":
        raise PermanentError(f"It is <{kind}>, not a sitemap.", reason="not-a-sitemap")
    return Sitemap(distinct(_entry(each, base) for each in root), [])


def _entry(element: Element, base: str) -> Entry | None:
    lastmod = _child(element, "lastmod")
    news = next((each for each in element if _local(each) == "news"), None)
    return entry(
        _child(element, "loc"),
        base,
        title=_child(news, "title") if news is not None else "",
        published=(_child(news, "publication_date") if news is not None else "") or lastmod,
        updated=lastmod,
    )


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element, name: str) -> str:
    return next(((each.text or "").strip() for each in element if _local(each) == name), "")
