"""Sitemaps and listing pages give entries too."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from incidents.domain.errors import PermanentError
from incidents.ingestion.listing import parse_listing
from incidents.ingestion.sitemaps import parse_sitemap

BASE = "https://kabar.example/sitemap.xml"
NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://kabar.example/1 </loc><news:news>
<news:publication_date>2019-04-23T10:00:00+07:00</news:publication_date><news:title>KPU diserang</news:title></news:news></url>
<url><loc>https://kabar.example/2</loc><lastmod>2019-04-24</lastmod></url><url></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://kabar.example/old.xml</loc><lastmod>2018-01-01</lastmod></sitemap>
<sitemap><loc>https://kabar.example/new.xml</loc><lastmod>2019-04-01T00:00:00Z</lastmod></sitemap></sitemapindex>"""


@pytest.mark.parametrize("data", [NEWS.encode(), gzip.compress(NEWS.encode())], ids=["plain", "gz"])
def test_addresses_with_titles_and_dates(data: bytes) -> None:
    first, second = parse_sitemap(data, BASE).entries
    assert (first.url, first.title) == ("https://kabar.example/1", "KPU diserang")
    assert first.published_at == datetime(2019, 4, 23, 3, tzinfo=UTC)
    assert second.published_at == datetime(2019, 4, 24, tzinfo=UTC)


def test_an_index_lists_the_newest_first() -> None:
    sitemap = parse_sitemap(INDEX.encode(), BASE)
    assert sitemap.children == ["https://kabar.example/new.xml", "https://kabar.example/old.xml"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<!DOCTYPE u [<!ENTITY a "x">]><urlset>&a;</urlset>', "entities"),
        (b'<!DOCTYPE u SYSTEM "file:///etc/passwd"><urlset/>', "entities"),
        (b"<rss/>", "not-a-sitemap"),
        (b"", "not-a-sitemap"),
        (b"not xml", "not-a-sitemap"),
        (gzip.compress(b" " * 60_000_000), "too-large"),
        (b"\x1f\x8bbroken", "encoding"),
    ],
    ids=["entity", "external", "rss", "empty", "text", "bomb", "bad-gzip"],
)
def test_what_is_no_sitemap_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(PermanentError) as caught:
        parse_sitemap(data, BASE)
    assert caught.value.reason == reason


LISTING = b"""<nav><a href="/politik">Politik</a></nav><a href="/read/2019/04/23/kpu"><img></a>
<a href="/read/2019/04/23/kpu">KPU  diserang</a><a href="https://other.example/berita-123456">x</a>
<a href="/tentang-kami">Tentang</a><a href="/situs-kpu-tidak-bisa-diakses">Situs</a>"""


def test_links_that_look_like_articles_on_the_same_host() -> None:
    entries = parse_listing(LISTING, None, "https://kabar.example/")
    assert [(each.url, each.title) for each in entries] == [
        ("https://kabar.example/read/2019/04/23/kpu", "KPU diserang"),
        ("https://kabar.example/situs-kpu-tidak-bisa-diakses", "Situs"),
    ]


def test_a_pattern_of_the_source_decides() -> None:
    entries = parse_listing(LISTING, None, "https://kabar.example/", r"berita-\d+$")
    assert [each.url for each in entries] == ["https://other.example/berita-123456"]
    with pytest.raises(PermanentError, match="link pattern"):
        parse_listing(LISTING, None, "https://kabar.example/", "(")
