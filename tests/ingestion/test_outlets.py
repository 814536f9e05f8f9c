"""Pages in the shapes that news sites and offices have: the report comes out whole and alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from incidents.domain.records import FetchedPage, ParsedArticle
from incidents.domain.vocabulary import DateOrigin, Language
from incidents.ingestion.pages import parse_page
from tests.ingestion.samples import PARAGRAPHS, json_ld

ENGLISH = (
    "JAKARTA - The General Elections Commission said on Tuesday that its results site had been attacked about 5,000 times.",
    "Its chairman told reporters that the attackers had also aimed at the e-mail accounts of the commissioners.",
    "He said that the team had moved the servers and that voters would still be able to look up the results.",
    "The national cyber agency has been watching the traffic since the first day and will report to the commission.",
)
MENU = "".join(
    f"<li><a href='/{word.lower()}'>{word}</a></li>"
    for word in ("Nasional", "Politik", "Ekonomi", "Olahraga")
)
POPULAR = "".join(
    f"<li><a href='/p/{n}'>{title}</a></li>"
    for n, title in enumerate(
        ("KPK Periksa Pejabat Daerah", "Harga Cabai Naik Tajam", "Timnas Menang Telak Semalam")
    )
)


@dataclass(frozen=True)
class Shape:
    """A page, where it lies, and what must come of it."""

    html: str
    url: str = "https://kabar.example/berita/kpu-diserang"
    title: str = "KPU Hadapi 5 Ribu Serangan"
    outlet: str = "Kabar Uji"
    byline: str = ""
    on: date = date(2019, 4, 23)
    origin: DateOrigin = DateOrigin.DATELINE
    paragraphs: tuple[str, ...] = PARAGRAPHS
    canonical: str = ""
    unwanted: tuple[str, ...] = field(default=("KPK Periksa", "Harga Cabai", "Olahraga"))


def p(paragraphs: tuple[str, ...], between: str = "") -> str:
    """The paragraphs, with something after the second."""
    return "".join(f"<p>{each}</p>{between if n == 1 else ''}" for n, each in enumerate(paragraphs))


WORDPRESS = Shape(
    f"""<html lang="id-ID"><head><title>KPU Hadapi 5 Ribu Serangan - Kabar Uji</title>
    <meta property="og:site_name" content="Kabar Uji"><meta property="article:published_time" content="2019-04-23T08:15:00+07:00">
    <meta name="author" content="Rina Wati"></head><body class="post-template">
    <header><nav><ul class="menu">{MENU}</ul></nav></header><main><article class="post hentry"><header>
    <h1 class="entry-title">KPU Hadapi 5 Ribu Serangan</h1><div class="entry-meta">Oleh Rina Wati</div></header>
    <div class="entry-content">{p(PARAGRAPHS, "<p><strong>Baca juga: <a href='/x'>Bawaslu Temukan Akun Palsu</a></strong></p>")}
    <div class="sharedaddy">Bagikan ini: Twitter Facebook</div></div></article>
    <div id="comments" class="comments-area"><h3 id="reply-title">Tinggalkan Balasan</h3>
    <p>Alamat email Anda tidak akan dipublikasikan.</p><form><textarea></textarea></form></div></main>
    <aside class="widget-area"><h2>Pos-pos Terbaru</h2><ul>{POPULAR}</ul></aside></body></html>""",
    byline="Rina Wati",
    origin=DateOrigin.META,
    unwanted=("KPK Periksa", "Akun Palsu", "Alamat email", "Pos-pos Terbaru"),
)
PORTAL = Shape(
    f"""<html><head><title>KPU Hadapi 5 Ribu Serangan Halaman all - Kompas.com</title>
    <link rel="canonical" href="https://nasional.kompas.com/read/2019/04/23/10152031/kpu-hadapi-5-ribu-serangan">
    <meta property="og:title" content="KPU Hadapi 5 Ribu Serangan">
    <meta name="content_PublishedDate" content="2019-04-23 10:15:20"></head><body><div class="header"><ul>{MENU}</ul></div>
    <div class="container"><h1 class="read__title">KPU Hadapi 5 Ribu Serangan</h1><div class="read__time">Kompas.com - 23/04/2019, 10:15 WIB</div>
    <div class="read__content"><div class="clearfix">{p(PARAGRAPHS, "<p><strong>Baca juga: <a class='inner-link-baca-juga' href='/y'>KPK Periksa Pejabat Daerah</a></strong></p>")}
    </div></div><div class="kcm__footer">Dapatkan update berita pilihan dan breaking news setiap hari dari Kompas.com. Mari bergabung di Grup Telegram.</div>
    <div class="most__wrap"><h3>Terpopuler</h3><ul>{POPULAR}</ul></div></div></body></html>""",
    url="https://amp.kompas.com/nasional/read/2019/04/23/10152031/kpu-hadapi-5-ribu-serangan?page=all",
    outlet="Kompas.com",
    origin=DateOrigin.META,
    canonical="https://nasional.kompas.com/read/2019/04/23/10152031/kpu-hadapi-5-ribu-serangan",
    unwanted=("KPK Periksa", "Harga Cabai", "Grup Telegram", "Olahraga"),
)
STRUCTURED = Shape(
    f"""<html><head>{
        json_ld(
            headline="KPU Hadapi 5 Ribu Serangan",
            datePublished="2019-04-22T18:30:00Z",
            author={"@type": "Person", "name": "Andi"},
            publisher={"@type": "Organization", "name": "Kabar Uji"},
        )
    }
    <script type="application/ld+json">{{broken</script></head><body>
    <div class="detail"><h1>KPU Hadapi 5 Ribu Serangan</h1><div class="detail__body-text">
    {
        p(
            PARAGRAPHS,
            "<p>SCROLL TO CONTINUE WITH CONTENT</p><table class='linksisip'><tr><td>Lihat juga: Harga Cabai Naik Tajam</td></tr></table>",
        )
    }
    </div></div><div class="popular"><h4>Berita Terpopuler</h4><ol>{
        POPULAR
    }</ol></div></body></html>""",
    byline="Andi",
    origin=DateOrigin.JSON_LD,
)
OLD = Shape(
    f"""<HTML><HEAD><TITLE>KPU Hadapi 5 Ribu Serangan</TITLE></HEAD><BODY BGCOLOR=#ffffff><TABLE WIDTH=100%><TR>
    <TD WIDTH=150 VALIGN=top><UL>{MENU}</UL></TD><TD VALIGN=top><H1>KPU Hadapi 5 Ribu Serangan</H1>
    {p(PARAGRAPHS)}</TD></TR></TABLE></BODY></HTML>""",
    url="https://lama.example/2019/04/23/kpu.htm",
    outlet="lama.example",
    origin=DateOrigin.URL,
)
OFFICE = Shape(
    f"""<html><head><title>KPU RI</title></head><body><nav>{MENU}</nav><section class="blog-single"><h1>KPU Hadapi 5 Ribu Serangan</h1>
    <span class="date">Selasa, 23 April 2019</span><div class="text-justify">{p(PARAGRAPHS)}</div>
    <p>(humas kpu ri james/foto: idris)</p></section><footer>Jl. Imam Bonjol No. 29 Jakarta</footer></body></html>""",
    url="https://www.kpu.go.id/berita/baca/7711/kpu-hadapi-5-ribu-serangan",
    outlet="KPU RI",
    unwanted=("Olahraga", "Imam Bonjol"),
)
AMP = Shape(
    f"""<!doctype html><html amp lang="id"><head><link rel="canonical" href="https://kabar.example/berita/kpu-diserang">
    <meta property="og:site_name" content="Kabar Uji"><title>KPU Hadapi 5 Ribu Serangan | Kabar Uji</title></head><body>
    <amp-sidebar>{MENU}</amp-sidebar><article><h1>KPU Hadapi 5 Ribu Serangan</h1><time datetime="2019-04-23T09:00:00+07:00">kemarin</time>
    {p(PARAGRAPHS, "<amp-ad></amp-ad>")}</article></body></html>""",
    url="https://kabar.example/berita/kpu-diserang/amp",
    origin=DateOrigin.TIME,
    canonical="https://kabar.example/berita/kpu-diserang",
)
IN_ENGLISH = Shape(
    f"""<html lang="en"><head><meta property="og:site_name" content="Kabar Uji"><title>Commission attacked 5,000 times</title></head>
    <body><nav>{MENU}</nav><article><h1>Commission attacked 5,000 times</h1><p class="byline">By Rina Wati, April 23, 2019, 10:15</p>
    {p(ENGLISH, "<p>Read also: Commission denies breach</p>")}</article><aside><h3>Most read</h3><ul>{POPULAR}</ul></aside></body></html>""",
    title="Commission attacked 5,000 times",
    paragraphs=ENGLISH,
    unwanted=("KPK Periksa", "denies breach", "Olahraga"),
)
SHAPES = {
    "wordpress": WORDPRESS,
    "portal": PORTAL,
    "structured": STRUCTURED,
    "old": OLD,
    "office": OFFICE,
    "amp": AMP,
    "english": IN_ENGLISH,
}


@pytest.fixture(scope="module", params=SHAPES)
def read(request: pytest.FixtureRequest) -> tuple[Shape, ParsedArticle]:
    """A shape and what was read from it."""
    shape = SHAPES[request.param]
    body = shape.html.encode()
    return shape, parse_page(
        FetchedPage(shape.url, shape.url, 200, (), body, "text/html", None, datetime.now(UTC))
    )


def test_every_paragraph_is_there_in_order(read: tuple[Shape, ParsedArticle]) -> None:
    shape, parsed = read
    places = [parsed.text.find(each) for each in shape.paragraphs]
    assert -1 not in places
    assert places == sorted(places)


def test_nothing_around_the_report_is_in_it(read: tuple[Shape, ParsedArticle]) -> None:
    shape, parsed = read
    assert [each for each in shape.unwanted if each in parsed.text] == []


def test_title_outlet_and_byline(read: tuple[Shape, ParsedArticle]) -> None:
    shape, parsed = read
    assert parsed.title == shape.title
    assert (parsed.outlet, parsed.byline) == (shape.outlet, shape.byline)


def test_the_date_and_where_it_was_read(read: tuple[Shape, ParsedArticle]) -> None:
    shape, parsed = read
    assert (parsed.published_on, parsed.published_from) == (shape.on, shape.origin)


def test_language_and_address(read: tuple[Shape, ParsedArticle]) -> None:
    shape, parsed = read
    assert parsed.language is (Language.ENGLISH if shape is IN_ENGLISH else Language.INDONESIAN)
    assert parsed.canonical_url == (shape.canonical or shape.url)
