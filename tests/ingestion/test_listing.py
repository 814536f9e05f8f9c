"""Links of a listing page: those that look like articles, or match the source's own pattern."""

from __future__ import annotations

import pytest

from incidents.domain.errors import PermanentError
from incidents.ingestion.listing import compile_pattern, parse_listing

BASE = "https://kabar.example/politik/"


def urls(html: str, pattern: str = "") -> list[str]:
    return [each.url for each in parse_listing(html.encode(), "utf-8", BASE, pattern)]


@pytest.mark.parametrize(
    ("href", "taken"),
    [
        ("/2019/04/23/kpu", True), ("/read/1234567", True), ("kpu-hadapi-ribuan-serangan", True),
        ("/a/kpu-hadapi-ribuan-serangan/", True), ("?id=99999", True), ("/2019/", False), ("/tag/kpu", False),
        ("/kpu-diretas", False), ("/1234", False), ("#lima-kata-dalam-satu-jangkar", False),
        ("https://other.example/2019/04/23/kpu", False), ("//kabar.example/2019/04/23/kpu", True),
        ("javascript:void(12345)", False), ("mailto:a-b-c-d@kabar.example", False), ("", False), ("   ", False),
        ("https://u:p@kabar.example/2019/04/23/kpu", False),
    ],
)  # fmt: skip
def test_what_looks_like_an_article_of_this_host(href: str, taken: bool) -> None:
    assert bool(urls(f"<a href='{href}'>Judul</a>")) is taken


def test_a_pattern_of_the_source_is_the_only_measure() -> None:
    html = "<a href='/tag/kpu'>K</a><a href='https://other.example/tag/x'>X</a><a href='/2019/04/23/a'>A</a>"
    assert urls(html, r"/tag/") == ["https://kabar.example/tag/kpu", "https://other.example/tag/x"]


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "(?P<x", "a{2,1}", "\\"])
def test_a_pattern_that_is_none_is_refused_before_anything_is_read(pattern: str) -> None:
    with pytest.raises(PermanentError, match="link pattern") as caught:
        compile_pattern(pattern)
    assert caught.value.reason == "pattern"


def test_an_article_is_listed_once_with_the_words_of_its_link() -> None:
    html = (
        "<a href='/2019/04/23/kpu'><img src='x.jpg'></a>"
        "<a href='/2019/04/23/kpu?utm_source=x'>KPU   hadapi\n serangan</a>"
        "<a href='/2019/04/23/kpu#komentar'>3 komentar</a>"
    )
    (one,) = parse_listing(html.encode(), None, BASE)
    assert one.title == "KPU hadapi serangan"


def test_only_the_beginning_of_an_address_is_matched() -> None:
    assert urls(f"<a href='/{'a' * 600}/99999'>x</a>") == []


@pytest.mark.parametrize(
    "html", ["<a>", "<a href>", "<a href='http://['>x</a>", "<p>tanpa tautan</p>"]
)
def test_a_page_without_links_offers_nothing(html: str) -> None:
    assert urls(html) == []
