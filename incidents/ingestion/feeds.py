"""RSS, Atom and JSON feeds: fastfeedparser first, feedparser for what is broken; no entities, ever."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import fastfeedparser
import feedparser

from incidents.domain.errors import PermanentError

from . import charsets
from .entries import Entry, distinct, entry

MOST_BYTES = 10 * 1024 * 1024
MOST_TAGS = 30_000  # for feedparser: some 30 microseconds each
_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)""")


def refuse_entities(data: bytes) -> None:
    """Raises PermanentError(reason="entities") for XML that declares entities or hides them by its encoding."""
    plain = data.replace(b"\x00", b"")  # UTF-16 and UTF-32
    declared = _ENCODING.match(plain.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t"))
    if declared and not charsets.KNOWN.fullmatch(declared[1].decode()):
        raise PermanentError(f"Its encoding {declared[1].decode()} is not read.", reason="entities")
    doctype = re.search(rb"<!DOCTYPE[^>\[]*\[", plain, re.IGNORECASE)
    if doctype or re.search(rb"<!ENTITY", plain, re.IGNORECASE):
        raise PermanentError("It declares entities, as XML bombs do.", reason="entities")


def parse_feed(data: bytes, base: str) -> list[Entry]:
    """The entries of a feed in its order; raises PermanentError ("entities", "not-a-feed", "too-large")."""
    if len(data) > MOST_BYTES:
        raise PermanentError("The feed is larger than 10 MB.", reason="too-large")
    start = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if not start:
        raise PermanentError("The feed is empty.", reason="not-a-feed")
    if start.startswith((b"<!doctype html", b"<html")):
        raise PermanentError("It is an HTML page, not a feed.", reason="not-a-feed")
    if not start.startswith(b"{"):
        refuse_entities(data)
    return distinct(_entry(each, base) for each in _items(data))


def _items(data: bytes) -> list[Mapping[str, Any]]:
    try:
        parsed = fastfeedparser.parse(
            data,
            include_content=False,
            include_tags=False,
            include_media=False,
            include_enclosures=False,
        )
        return list(parsed["entries"])
    except Exception as error:
        if not _may_be_a_feed(data):
            raise _not_a_feed(error) from error
        second = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )
        if second.get("version") or second.entries:
            return [_iso(each) for each in second.entries]
        raise _not_a_feed(error) from error


def _may_be_a_feed(data: bytes) -> bool:
    """Whether the slow second try is worth its time, which grows with the number of tags."""
    named = re.search(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", data[:4096], re.IGNORECASE)
    return named is not None and data.count(b"<") <= MOST_TAGS


def _not_a_feed(error: Exception) -> PermanentError:
    message = str(error).split("\n")[0][:200]
    return PermanentError(f"It cannot be read as a feed: {message}", reason="not-a-feed")


def _iso(item: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of feedparser with its times in ISO 8601, as fastfeedparser gives them."""
    found = dict(item)
    for name in ("published", "updated"):
        parsed = item.get(f"{name}_parsed")
        found[name] = (
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*parsed[:6]) if parsed else ""
        )
    return found


def _entry(item: Mapping[str, Any], base: str) -> Entry | None:
    link = item.get("link") or item.get("url") or item.get("id") or ""
    return entry(
        str(link),
        base,
        title=str(item.get("title") or ""),
        summary=str(item.get("description") or item.get("summary") or ""),
        published=str(item.get("published") or item.get("updated") or ""),
        updated=str(item.get("updated") or ""),
    )
