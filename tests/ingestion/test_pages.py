"""Pages read as articles: the text without the page around it, and what the page says of itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from incidents.domain.errors import PermanentError
from incidents.domain.records import FetchedPage, ParsedArticle
from incidents.domain.vocabulary import DateOrigin, Language, Precision
from incidents.ingestion.pages import parse_page, parse_tree
from tests.ingestion.samples import PARAGRAPHS, TEXT, json_ld, page


def parse(
    html: str | bytes, url: str = "https://www.kabar.example/a", charset: str | None = None
) -> ParsedArticle:
    """A page as if fetched."""
    body = html.encode() if isinstance(html, str) else html
    return parse_page(FetchedPage(url, url, 200, (), body, "text/html", charset, datetime.now(UTC)))


def test_the_text_is_the_article_and_nothing_around_it() -> None:
    parsed = parse(page())
    assert parsed.text.endswith(TEXT[-300:])
    assert all(paragraph in parsed.text for paragraph in PARAGRAPHS)
    assert "KPK Periksa" not in parsed.text
    assert "Beranda" not in parsed.text
    assert parsed.title == "KPU Hadapi 5 Ribu Serangan Siber"
    assert parsed.language is Language.INDONESIAN
    assert parsed.outlet == "kabar.example"


def test_pointers_forms_and_newsletter_boxes_are_left_out() -> None:
    cluttered = (
        PARAGRAPHS[0],
        "Baca juga: Jokowi Minta KPU Waspada Peretasan",
        PARAGRAPHS[1],
        "SCROLL TO CONTINUE WITH CONTENT",
        "BACA JUGA:Pemilu Tinggal 45 Hari Lagi, KPU Harus Siap!",
        *PARAGRAPHS[2:],
        "Ikuti berita terbaru kami di Google News dan saluran WhatsApp.",
        "Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *",
    )
    text = parse(page(paragraphs=cluttered)).text
    assert [line for line in text.split("\n") if line in PARAGRAPHS] == list(PARAGRAPHS)
    for gone in ("Waspada Peretasan", "SCROLL", "45 Hari", "Google News", "Alamat email"):
        assert gone not in text


def test_a_sentence_that_begins_like_a_pointer_stays() -> None:
    sentence = "Baca juga sebagai peringatan bagi semua petugas, kata Ketua KPU di hadapan wartawan di Jakarta."
    assert sentence in parse(page(paragraphs=(*PARAGRAPHS, sentence))).text


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (
            json_ld(datePublished="2019-04-22T19:30:00Z"),
            "/a",
            (date(2019, 4, 23), "day", DateOrigin.JSON_LD),
        ),
        (
            json_ld(datePublished="2019-04-22T23:30:00+07:00"),
            "/a",
            (date(2019, 4, 22), "day", DateOrigin.JSON_LD),
        ),
        (
            "<meta property='article:published_time' content='2019-04-24 08:00:00'>",
            "/2018/01/02/a",
            (date(2019, 4, 24), "day", DateOrigin.META),
        ),
        ("", "/2019/04/25/a", (date(2019, 4, 25), "day", DateOrigin.URL)),
        ("", "/2019/04/a", (date(2019, 4, 23), "day", DateOrigin.DATELINE)),
        ("", "/2018/04/a", (date(2018, 4, 1), "month", DateOrigin.URL)),
        ("", "/a", (date(2019, 4, 23), "day", DateOrigin.DATELINE)),
        (
            json_ld(datePublished="9999-01-01"),
            "/a",
            (date(2019, 4, 23), "day", DateOrigin.DATELINE),
        ),
    ],
    ids=[
        "utc",
        "offset",
        "meta",
        "url-day",
        "month-and-dateline",
        "url-month",
        "dateline",
        "absurd",
    ],
)
def test_the_date_with_its_origin(
    head: str, url: str, expected: tuple[date, Precision, DateOrigin]
) -> None:
    parsed = parse(page(head=head), f"https://kabar.example{url}")
    assert (parsed.published_on, parsed.published_precision, parsed.published_from) == expected


def test_statements_of_the_page() -> None:
    head = (
        json_ld(
            author=[{"name": "Rina"}, {"name": "Andi"}],
            publisher={"name": "Kabar Uji"},
            dateModified="2019-04-24T01:00:00+07:00",
        )
        + "<meta property='og:title' content='Judul &amp; Isi - Kabar Uji'>"
        + "<meta property='og:site_name' content='Kabar Uji'>"
        + "<link rel='canonical' href='https://kabar.example/asli?id=1'>"
    )
    parsed = parse(page(head=head), "https://m.kabar.example/amp/asli")
    assert (parsed.title, parsed.byline, parsed.outlet) == (
        "Judul & Isi",
        "Rina, Andi",
        "Kabar Uji",
    )
    assert parsed.canonical_url == "https://kabar.example/asli?id=1"
    assert parsed.modified_on == date(2019, 4, 24)


@pytest.mark.parametrize(
    "canonical", ["https://other.example/x", "https://kabar.example/", "javascript:x"]
)
def test_a_canonical_address_elsewhere_is_not_believed(canonical: str) -> None:
    parsed = parse(page(head=f"<link rel='canonical' href='{canonical}'>"))
    assert parsed.canonical_url == "https://www.kabar.example/a"


def test_further_pages_are_found() -> None:
    foot = "<a href='?page=3'>3</a><a href='/a?page=2'>2</a><a href='/b?page=2'>x</a><a href='?page=1'>1</a>"
    parsed = parse(page(foot=foot))
    assert parsed.next_pages == (
        "https://www.kabar.example/a?page=2",
        "https://www.kabar.example/a?page=3",
    )


@pytest.mark.parametrize(
    ("encode", "charset", "meta"),
    [
        ("cp1252", "iso-8859-1", ""),
        ("cp1252", None, "<meta charset='windows-1252'>"),
        ("utf-8-sig", "iso-8859-1", ""),
        ("utf-16", None, ""),
        ("utf-8", "punycode", ""),
        ("cp1252", None, ""),
    ],
)
def test_encodings(encode: str, charset: str | None, meta: str) -> None:
    quoted = page(
        paragraphs=(
            *PARAGRAPHS,
            "“Kami siap,” katanya – di kafé itu, setelah sidang yang panjang.",
        ),
        head=meta,
    )
    assert "“Kami siap,” katanya – di kafé" in parse(quoted.encode(encode), charset=charset).text


def test_invalid_utf8_loses_a_letter_and_not_the_article() -> None:
    broken = page().encode().replace(b"Badan Siber", b"Badan \xff\xfeSiber")
    assert "memantau lalu lintas jaringan" in parse(broken, charset="utf-8").text


def test_the_pages_own_statement_helps_where_the_body_is_made_by_script() -> None:
    script_only = f"<html><head>{json_ld(headline='Judul', articleBody=TEXT)}</head><body><div id='app'></div></body></html>"
    assert parse(script_only).text.split() == TEXT.split()


def test_a_site_rule_helps_where_general_rules_fail() -> None:
    body = "".join(
        f"<p>{each}</p>" for each in ("KPU diretas.", "Situs mati.", "Demikian kabar hari ini.")
    )
    html = f"<html><body><div class='x'><form><div class='read__content'>{body}</div></form></div></body></html>"
    parsed = parse(html, "https://nasional.kompas.com/read/2019/04/23/1/a")
    assert parsed.text == "KPU diretas.\nSitus mati.\nDemikian kabar hari ini."
    assert parsed.outlet == "Kompas.com"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("", "html"),
        ("<html><body></body></html>", "empty"),
        ("<div>" * 5000 + "x", "empty"),
        ("<b>" * 30_000, "empty"),
        ("<p>x" * 1_000_000, "too-complex"),
        ("<p " + "x=1 " * 1_000_000 + ">", "empty"),
    ],
    ids=["nothing", "no-text", "deep", "very-deep", "many", "attributes"],
)
def test_pages_without_an_article_are_refused(html: str, reason: str) -> None:
    with pytest.raises(PermanentError) as caught:
        parse(html)
    assert caught.value.reason == reason


def test_a_paragraph_of_megabytes_is_read() -> None:
    huge = "Serangan siber menimpa situs komisi itu. " * 50_000
    assert len(parse(page(paragraphs=(huge,))).text) > 1_000_000


def test_markup_in_a_title_stays_text() -> None:
    parsed = parse(page(title="&lt;script&gt;alert(1)&lt;/script&gt; KPU"))
    assert parsed.title == "<script>alert(1)</script> KPU"
    assert parse_tree("<?xml version='1.0' encoding='x'?><p>a</p>").text_content() == "a"
