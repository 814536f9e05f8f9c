"""Files and uploads read as reports: text, HTML, JSON and JSON lines, EML, WARC, each with its own bytes."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import PurePath

import orjson
from django.utils import timezone
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from incidents.domain.errors import PermanentError
from incidents.domain.identity import normal_text
from incidents.domain.records import FetchedPage, ParsedArticle
from incidents.domain.vocabulary import DateOrigin, Language

from . import dates
from .charsets import decode
from .language import identify
from .pages import parse_page

MOST_BYTES = 10 * 1024 * 1024
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ""})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".php"})
WARC_SUFFIXES = (".warc", ".warc.gz")
_TITLE_CHARS = 200


@dataclass(frozen=True, slots=True)
class Document:
    """One report in a file: what was read, the bytes it was read from, where a reader finds it."""

    parsed: ParsedArticle
    page: FetchedPage
    url: str = ""


def page_of(
    data: bytes,
    media_type: str,
    *,
    url: str = "",
    at: datetime | None = None,
    charset: str | None = None,
) -> FetchedPage:
    """Bytes that did not come from the network in the form of those that did; their status is 0."""
    return FetchedPage(url, url, 0, (), data, media_type, charset, at or timezone.now())


def read_documents(name: str, data: bytes, *, url: str = "") -> Iterator[Document | PermanentError]:
    """The reports in a file, in its order; an unreadable one among several is given as its error.

    `name` tells the format by its ending, else the bytes do. Raises PermanentError when the
    whole file is refused: reasons "huge", "empty-file", "binary", "format".
    """
    lower = name.lower()
    if lower.endswith(WARC_SUFFIXES):
        return read_warc(io.BytesIO(data))
    if len(data) > MOST_BYTES:
        raise PermanentError(f"Larger than {MOST_BYTES // 1024 // 1024} MB.", reason="huge")
    if not data.strip():
        raise PermanentError("The file is empty.", reason="empty-file")
    suffix = PurePath(lower).suffix
    if suffix in {".json", ".jsonl", ".ndjson"}:
        return _read_json(data, lines=suffix != ".json")
    return iter([_read_single(suffix, data, url)])


def _read_single(suffix: str, data: bytes, url: str) -> Document:
    if suffix == ".eml":
        return read_email(data)
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PermanentError("It is a binary file.", reason="binary")
    if suffix in HTML_SUFFIXES or _looks_like_html(data):
        page = page_of(data, "text/html", url=url)
        return Document(parse_page(page), page, url)
    if suffix in TEXT_SUFFIXES:
        return read_text(data, url=url)
    raise PermanentError(f"Files ending in {suffix} are not read.", reason="format")


def _looks_like_html(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article"))


def read_text(
    data: bytes, *, title: str = "", url: str = "", outlet: str = "", published: str = ""
) -> Document:
    """Plain text as a report; its title is the first line if none is given, its date the dateline's."""
    decoded = decode(data, None)
    if sum(char < " " and char not in "\n\r\t\f" for char in decoded[:4096]) > 8:
        raise PermanentError("It is a binary file.", reason="binary")
    text = normal_text(decoded)
    first = text.split("\n", 1)[0]
    given = dates.parse_date(published) if published else None
    dated = dates.Dated(*given, DateOrigin.GIVEN) if given else dates.from_dateline(text)
    parsed = ParsedArticle(
        title=title or (first if len(first) <= _TITLE_CHARS else ""),
        text=text,
        language=identify(text),
        canonical_url=url,
        outlet=outlet,
        published_on=dated.on if dated else None,
        published_precision=dated.precision if dated else None,
        published_from=dated.origin if dated else None,
    )
    return Document(parsed, page_of(data, "text/plain", url=url), url)


def _read_json(data: bytes, *, lines: bool) -> Iterator[Document | PermanentError]:
    if not lines:
        try:
            whole = orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise PermanentError(f"It is not JSON: {error}.", reason="format") from error
        if not isinstance(whole, list):
            yield read_record(whole, data)
            return
        for record in whole:
            yield _or_error(record, orjson.dumps(record))
        return
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield _or_error(orjson.loads(line), line)
        except orjson.JSONDecodeError as error:
            yield PermanentError(f"Line {number} is not JSON: {error}.", reason="format")


def _or_error(record: object, data: bytes) -> Document | PermanentError:
    try:
        return read_record(record, data)
    except PermanentError as error:
        return error


def read_record(record: object, data: bytes) -> Document:
    """A report in the corpus format: text, and optionally url, outlet, published, lang, title, byline."""
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise PermanentError('It is JSON without a "text".', reason="format")
    given = {key: value for key, value in record.items() if isinstance(value, str)}
    text = normal_text(given["text"])
    lang = given.get("lang", "")
    stated = dates.parse_date(given.get("published", ""))
    dated = dates.Dated(*stated, DateOrigin.GIVEN) if stated else dates.from_dateline(text)
    parsed = ParsedArticle(
        title=given.get("title", ""),
        text=text,
        language=Language(lang) if lang in Language.values else identify(text),
        canonical_url=given.get("url", ""),
        byline=given.get("byline", ""),
        outlet=given.get("outlet", ""),
        published_on=dated.on if dated else None,
        published_precision=dated.precision if dated else None,
        published_from=dated.origin if dated else None,
    )
    url = given.get("url", "")
    return Document(parsed, page_of(data, "application/json", url=url), url)


def read_email(data: bytes) -> Document:
    """An e-mail message as a report: its HTML or text part; outlet and date from its head."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise PermanentError("It is not an e-mail message.", reason="format")
    part = message.get_body(("html", "plain"))
    if part is None:
        raise PermanentError("The message has no text.", reason="empty")
    body = part.get_payload(decode=True)
    content = body if isinstance(body, bytes) else b""
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        parsed = parse_page(page_of(content, "text/html", charset=charset))
    else:
        parsed = read_text(decode(content, charset).encode()).parsed
    return Document(_with_head(parsed, message), page_of(data, "message/rfc822"))


def _with_head(parsed: ParsedArticle, message: EmailMessage) -> ParsedArticle:
    subject, sender = str(message.get("subject", "")), message.get("from")
    addresses = getattr(sender, "addresses", ())
    outlet = (addresses[0].display_name or addresses[0].domain) if addresses else ""
    try:
        sent = dates.parse_date(parsedate_to_datetime(str(message.get("date", ""))).isoformat())
    except ValueError:
        sent = None
    parsed = replace(parsed, title=subject or parsed.title, outlet=outlet, canonical_url="")
    if sent is None:
        return parsed
    return replace(
        parsed, published_on=sent[0], published_precision=sent[1], published_from=DateOrigin.GIVEN
    )


def read_warc(file: io.BufferedIOBase) -> Iterator[Document | PermanentError]:
    """The HTML pages of a WARC file, one at a time; other records are passed over."""
    for found in warc_pages(file):
        if isinstance(found, PermanentError):
            yield found
            continue
        try:
            yield Document(parse_page(found), found, found.url)
        except PermanentError as error:
            yield PermanentError(f"{found.url}: {error}", reason=error.reason)


def warc_pages(file: io.BufferedIOBase) -> Iterator[FetchedPage | PermanentError]:
    """The successful HTML answers of a WARC file with their bytes, addresses and times."""
    try:
        for record in ArchiveIterator(file):
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            if record.rec_type != "response" or "html" not in kind:
                continue
            url = record.rec_headers.get_header("WARC-Target-URI", "")
            body = record.content_stream().read(MOST_BYTES + 1)
            if len(body) > MOST_BYTES:
                yield PermanentError(f"{url}: larger than 10 MB.", reason="huge")
            elif record.http_headers.get_statuscode() == "200":
                stamp = record.rec_headers.get_header("WARC-Date", "")
                at = datetime.fromisoformat(stamp) if stamp else timezone.now()
                headers = tuple(record.http_headers.headers)
                _media, _semicolon, charset = kind.partition("charset=")
                yield FetchedPage(
                    url, url, 200, headers, body, "text/html", charset.strip() or None, at
                )
    except (ArchiveLoadFailed, ValueError, OSError, EOFError, AttributeError) as error:
        # AttributeError: what warcio ends with at a record without an address.
        yield PermanentError(f"The WARC file cannot be read further: {error}", reason="format")
