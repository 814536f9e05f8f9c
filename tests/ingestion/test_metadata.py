"""What a page says of itself, believed in order, and only where it can be true."""

from __future__ import annotations

import json

import pytest

from incidents.ingestion.metadata import Metadata, date_lines, read
from incidents.ingestion.pages import parse_tree
from tests.ingestion.samples import json_ld

URL = "https://www.kabar.example/politik/kpu-diretas"


def meta(head: str, body: str = "", url: str = URL) -> Metadata:
    return read(parse_tree(f"<html><head>{head}</head><body>{body}</body></html>"), url)


def og(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (og("og:title", "Satu") + json_ld(headline="Dua") + "<title>Tiga</title>", "<h1>Empat</h1>", "Satu"),
        (json_ld(headline="Dua") + og("twitter:title", "Lima"), "<h1>Empat</h1>", "Dua"),
        (og("twitter:title", "Lima") + "<title>Tiga</title>", "<h1>Empat</h1>", "Lima"),
        ("<title>Tiga</title>", "<h1> Empat\n  kali </h1>", "Empat kali"),
        ("<title> Tiga </title>", "<h1> </h1>", "Tiga"),
        ("", "", ""),
        (og("og:title", "") + "<title>Tiga</title>", "", "Tiga"),
        (json_ld(headline=["x"]) + "<title>Tiga</title>", "", "Tiga"),
    ],
)  # fmt: skip
def test_the_title_in_its_order(head: str, body: str, title: str) -> None:
    assert meta(head, body).title == title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("KPU diretas - Kabar Uji", "KPU diretas"), ("KPU diretas | KABAR UJI ", "KPU diretas"),
        ("KPU diretas – Kabar Uji", "KPU diretas"), ("Kabar Uji", "Kabar Uji"),
        ("- Kabar Uji", "- Kabar Uji"), ("KPU diretas-Kabar Uji", "KPU diretas-Kabar Uji"),
        ("Kabar Uji - KPU diretas", "Kabar Uji - KPU diretas"),
    ],
)  # fmt: skip
def test_the_outlets_name_is_no_part_of_a_title(title: str, expected: str) -> None:
    assert meta(og("og:title", title) + og("og:site_name", "Kabar Uji")).title == expected


def test_an_outlet_called_like_a_pattern_harms_nothing() -> None:
    assert meta(og("og:title", "A - (B") + og("og:site_name", "(B")).title == "A"


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ({"@type": "Person", "name": "Andi"}, "Andi"),
        ([{"name": "Andi"}, {"name": "Ratna"}, "Budi"], "Andi, Ratna, Budi"),
        ("https://kabar.example/penulis/andi", ""), ({"name": ["Andi", "Ratna"]}, "Andi, Ratna"),
        ({"name": None}, ""), (7, ""), ([{"name": f"P{n}"} for n in range(30)], ", ".join(f"P{n}" for n in range(10))),
        ([None, "", {"name": " Andi "}], "Andi"),
    ],
)  # fmt: skip
def test_the_byline_from_whatever_json_ld_holds(author: object, byline: str) -> None:
    assert meta(json_ld(author=author)).byline == byline


def test_a_meta_author_counts_where_json_ld_names_none() -> None:
    assert meta('<meta name="author" content="Ratna">').byline == "Ratna"
    assert meta('<meta name="author" content="https://facebook.com/kabar">').byline == ""
    assert meta('<meta name="author" content="Ratna">' + json_ld(author="Andi")).byline == "Andi"


@pytest.mark.parametrize(
    "script",
    [
        "{", "[]", "null", "7", '"NewsArticle"', '{"@type": 5}', '{"@type": ["x", null]}', '{"@graph": {"@graph": []}}',
        '{"@type": "NewsArticle", "author": {"name": {"name": {"name": "dalam"}}}}', '{"@type": "Product", "headline": "X"}',
    ],
)  # fmt: skip
def test_broken_or_strange_json_ld_is_passed_over(script: str) -> None:
    found = meta(f"<script type='application/ld+json'>{script}</script><title>Judul</title>")
    assert found.title == "Judul"


def test_json_ld_with_line_breaks_in_its_texts_is_still_read() -> None:
    script = '{"@type": "NewsArticle", "headline": "Satu\n\tdua"}'
    assert meta(f"<script type='application/ld+json'>{script}</script>").title.split() == [
        "Satu",
        "dua",
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "NewsArticle", "Article", "BlogPosting", "LiveBlogPosting", "WebPage", "Report", "TechArticle",
        "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
    ],
)  # fmt: skip
def test_kinds_of_articles(kind: str) -> None:
    script = json.dumps(
        {"@graph": [{"@type": "Organization"}, {"@type": [kind], "headline": "Ya"}]}
    )
    assert meta(f"<script type='application/ld+json'>{script}</script>").title == "Ya"


def test_of_two_articles_the_dated_one_is_the_pages() -> None:
    first = json_ld(headline="Tanpa tanggal")
    assert meta(first + json_ld(headline="Ini", datePublished="2019-04-23")).title == "Ini"


def test_json_ld_nested_without_end_is_left() -> None:
    data: object = {"@type": "NewsArticle", "headline": "dalam"}
    for _level in range(50):
        data = {"@graph": [data]}
    assert meta(f"<script type='application/ld+json'>{json.dumps(data)}</script>").title == ""


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("https://kabar.example/politik/kpu-diretas", "https://kabar.example/politik/kpu-diretas"),
        ("/politik/lain", "https://www.kabar.example/politik/lain"),
        ("https://m.kabar.example/a", "https://m.kabar.example/a"),
        ("https://kabar.example/", URL), ("https://kabar.example", URL),  # the front page is no article
        ("https://evil.example/a", URL), ("https://kabar.example.evil.example/a", URL),
        ("javascript:alert(1)", URL), ("", URL), ("http://[", URL), ("https://u:p@kabar.example/a", URL),
        ("https://kabar.example/?p=7", "https://kabar.example/?p=7"),
    ],
)  # fmt: skip
def test_a_canonical_address_is_believed_on_its_own_site_only(href: str, canonical: str) -> None:
    assert meta(f'<link rel="canonical" href="{href}">').canonical == canonical


@pytest.mark.parametrize(
    ("stated", "found", "believed"),
    [
        ("https://a.go.id/x", "https://b.go.id/y", False), ("https://a.kpu.go.id/x", "https://b.kpu.go.id/y", True),
        ("https://berita.co.id/x", "https://lain.co.id/y", False), ("https://a.id/x", "https://b.id/y", False),
    ],
)  # fmt: skip
def test_neighbours_under_a_shared_ending_are_other_sites(
    stated: str, found: str, believed: bool
) -> None:
    found_canonical = meta(f'<link rel="canonical" href="{stated}">', url=found).canonical
    assert (found_canonical == stated) is believed


def test_further_pages_in_their_order_and_of_this_article_only() -> None:
    body = (
        "<a href='?page=3'>3</a><a href='?page=2'>2</a><a href='?page=2#x'>2</a><a href='?page=1'>1</a>"
        "<a href='/politik/lain?page=2'>lain</a><a href='?page=all'>semua</a><a href='?page=9999'>9999</a>"
        "<a href='https://evil.example/politik/kpu-diretas?page=4'>4</a><a href='http://[?page=5'>5</a>"
    )
    assert meta("", body).next_pages == (f"{URL}?page=2", f"{URL}?page=3")


def test_never_more_pages_than_twenty() -> None:
    body = "".join(f"<a href='?page={n}'>{n}</a>" for n in range(2, 90))
    assert len(meta("", body).next_pages) == 20


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<span class='date'>Senin, 23/4/2019</span>", ["Senin, 23/4/2019"]),
        ("<div class='Tanggal-Terbit'>23  April\n2019</div>", ["23 April 2019"]),
        ("<span class='judul'>23 April 2019</span>", []), ("<span class='date'>kini</span>", []),
        ("<div class='meta'>" + "x" * 200 + "</div>", []), ("<p>23 April 2019</p>", []),
    ],
)  # fmt: skip
def test_lines_that_by_their_class_hold_a_date(html: str, lines: list[str]) -> None:
    assert list(date_lines(parse_tree(f"<html><body>{html}</body></html>"))) == lines


@pytest.mark.parametrize(
    ("html", "stated"),
    [
        ("<time datetime='2019-04-23T10:00'>kemarin</time>", "2019-04-23T10:00"), ("<time> Selasa </time>", "Selasa"),
        ("<time></time><time>Rabu</time>", "Rabu"), ("<time datetime=''></time>", ""),
    ],
)  # fmt: skip
def test_the_first_time_that_says_anything(html: str, stated: str) -> None:
    assert meta("", html).time_published == stated


def test_the_first_meta_element_of_a_name_wins() -> None:
    head = og("article:published_time", "2019-04-23") + og("ARTICLE:published_time", "2020-01-01")
    assert meta(head).meta_published == "2019-04-23"
    assert (
        meta("<meta itemprop='datePublished' content='2019-04-23'>").meta_published == "2019-04-23"
    )
    assert meta("<meta name='date'>").meta_published == ""
