"""Whatever bytes come in, readers give a result or one of our errors, never another."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from incidents.domain.errors import PermanentError
from incidents.domain.identity import normal_text, text_hash
from incidents.domain.records import FetchedPage
from incidents.domain.vocabulary import Language
from incidents.ingestion import dates
from incidents.ingestion.charsets import decode
from incidents.ingestion.clutter import without_clutter
from incidents.ingestion.documents import Document, read_documents
from incidents.ingestion.entries import entry, moment
from incidents.ingestion.feeds import parse_feed
from incidents.ingestion.language import identify
from incidents.ingestion.listing import parse_listing
from incidents.ingestion.pages import parse_page
from incidents.ingestion.rules import judge
from incidents.ingestion.sitemaps import parse_sitemap
from incidents.ingestion.versions import diff
from tests.ingestion.samples import TEXT, json_ld, page, rss

FEW = settings(max_examples=40, deadline=None)
URL = "https://kabar.example/a"
# Pieces of pages, feeds and texts, well and badly put together.
PIECES = st.lists(
    st.sampled_from(
        [
            "<html>", "<head>", "<body>", "</body>", "<article>", "</article>", "<p>", "</p>", "<table>", "<tr><td>", "<!--", "-->",
            "<script type='application/ld+json'>", "</script>", '{"@type": "NewsArticle", "datePublished": 7}', '[{"@graph": [null]}]',
            "<meta charset='utf-7'>", "<meta property='og:title'>", "<meta name='date' content='0000-00-00'>", "<link rel='canonical' href='//'>",
            "<time datetime=''>", "<a href='?page=2'>2</a>", "<a href='http://[::1'>x</a>", "<base href='javascript:'>", "&#0;", "&bogus;", "\x00", "\ud7ff",
            TEXT, "Baca juga:", "KPU", "<rss>", "<channel>", "<item>", "<link>", "</item>", "<![CDATA[", "]]>", "<urlset>", "<loc>", "é", "\u202e",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=300), PIECES.map(str.encode), PIECES.map(lambda text: text.encode("utf-16"))
)


Read = TypeVar("Read")


def attempt(read: Callable[[], Read], *reasons: str) -> Read | None:
    """What a reader gives; None if it refuses with one of the reasons (any, if none is named)."""
    try:
        return read()
    except PermanentError as error:
        refused = error
    assert str(refused)
    assert not reasons or refused.reason in reasons
    return None


@given(BYTES, st.sampled_from([None, "utf-8", "latin-1", "utf-16", "punycode", "zip", "x"]))
@FEW
def test_pages(body: bytes, charset: str | None) -> None:
    fetched = FetchedPage(URL, URL, 200, (), body, "text/html", charset, datetime.now(UTC))
    parsed = attempt(lambda: parse_page(fetched), "html", "empty", "too-complex")
    if parsed is None:
        return
    assert parsed.text == normal_text(parsed.text)
    assert "\x00" not in parsed.title + parsed.byline + parsed.outlet
    text_hash(parsed.text)


@given(BYTES)
@FEW
@example(rss([(URL, "A")]).encode()[:-30])
@example(b"\xff\xfe<\x00r\x00s\x00s\x00")
def test_feeds(data: bytes) -> None:
    entries = attempt(lambda: parse_feed(data, URL), "entities", "not-a-feed", "too-large")
    assert all(each.url.startswith("http") for each in entries or ())


@given(BYTES, st.booleans())
@FEW
def test_sitemaps(data: bytes, packed: bool) -> None:
    body = gzip.compress(data)[: -4 if len(data) % 2 else None] if packed else data
    sitemap = attempt(lambda: parse_sitemap(body, URL), "entities", "not-a-sitemap", "encoding")
    assert sitemap is None or len(sitemap.entries) <= len(data)


@given(BYTES)
@FEW
def test_listings(body: bytes) -> None:
    entries = attempt(lambda: parse_listing(body, None, URL), "html") or []
    assert len({each.external_id for each in entries}) == len(entries)


@given(
    BYTES,
    st.sampled_from(
        [
            "a.txt",
            "a.html",
            "a.json",
            "a.jsonl",
            "a.eml",
            "a.warc.gz",
            "a",
            "a.pdf",
            ".json",
            "a.b.c",
        ]
    ),
)
@FEW
@example(b'{"text": "\\ud800 satu dua tiga empat lima"}', "a.json")
@example(b'{"text": 7}\n{"text": null}\n[]\n""', "a.jsonl")
@example(b"From: x\nDate: kemarin\nContent-Type: text/html; charset=nope\n\n<p>satu", "a.eml")
@example(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n", "a.eml")
@example(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "a.warc")
def test_files(data: bytes, name: str) -> None:
    found = attempt(lambda: list(read_documents(name, data))) or []
    assert all(isinstance(each, Document | PermanentError) for each in found)


@given(BYTES, st.text(max_size=12))
@FEW
def test_decoding_never_fails(body: bytes, charset: str) -> None:
    assert isinstance(decode(body, charset), str)


@given(st.text(max_size=120), st.sampled_from(list(Language)))
@FEW
@example("2019-02-30T25:61:61+99:99", Language.INDONESIAN)
@example("9999-12-31T23:59:59Z", Language.INDONESIAN)
@example("٢٠١٩-٠٤-٢٣", Language.INDONESIAN)
def test_dates(text: str, language: Language) -> None:
    found = dates.parse_date(text, language=language, today=date(2026, 1, 1))
    assert found is None or date(1990, 1, 1) <= found[0] <= date(2026, 1, 2)
    dates.from_dateline(text)
    dates.from_url(text)
    moment(text)


@given(PIECES)
@FEW
def test_texts(text: str) -> None:
    plain = normal_text(text)
    assert len(without_clutter(plain)) <= len(plain)
    assert identify(text) in Language
    changes = diff(plain, normal_text(text[: len(text) // 2]))
    kept = [line for change in changes if change.op != "added" for line in change.lines]
    assert "\n".join(kept) == plain


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=30))
@FEW
def test_rules_take_any_words(text: str, include: str, exclude: str) -> None:
    verdict = judge(text, include, exclude)
    assert verdict.kept == (verdict.reason == "")


@given(st.text(max_size=80))
@FEW
def test_entries(link: str) -> None:
    found = entry(link, URL, title=link, summary=link, published=link)
    assert found is None or (found.url.startswith("http") and 0 < len(found.external_id) <= 500)


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        [],
        {},
        "",
        ["a", 7, {"name": None}],
        {"name": ["x"]},
        {"name": {"name": "http://x"}},
    ],
    ids=repr,
)
def test_statements_of_any_type(value: object) -> None:
    head = json_ld(
        headline=value, author=value, publisher=value, datePublished=value, articleBody=value
    )
    body = page(head=head).encode()
    parsed = parse_page(FetchedPage(URL, URL, 200, (), body, "text/html", None, datetime.now(UTC)))
    assert TEXT[-80:] in parsed.text


@pytest.mark.parametrize("data", ["7", "null", '"x"', "[7]", '{"text": []}', '[{"text": "a"}, 7]'])
def test_json_that_is_not_a_report(data: str) -> None:
    found = attempt(lambda: list(read_documents("a.json", data.encode())), "format") or []
    assert not found or isinstance(found[-1], PermanentError)
