"""Files and uploads become reports, or are refused with the reason."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from incidents.domain.errors import PermanentError
from incidents.domain.records import FetchedPage
from incidents.domain.vocabulary import DateOrigin
from incidents.ingestion.documents import Document, read_documents
from incidents.ingestion.warc import info, response
from tests.ingestion.samples import PARAGRAPHS, TEXT, page


def read(name: str, data: bytes | str) -> list[Document]:
    """The reports of a file, all of them readable."""
    found = list(read_documents(name, data.encode() if isinstance(data, str) else data))
    assert all(isinstance(each, Document) for each in found)
    return [each for each in found if isinstance(each, Document)]


def warc(*pages: tuple[str, bytes]) -> bytes:
    """A WARC file of HTML answers."""
    at, headers = datetime.now(UTC), (("Content-Type", "text/html; charset=utf-8"),)
    return info(at, {"software": "test"}) + b"".join(
        response(FetchedPage(url, url, 200, headers, body, "text/html", None, at))
        for url, body in pages
    )


def test_plain_text_has_its_first_line_as_title_and_its_dateline_as_date() -> None:
    (document,) = read("laporan.txt", f"KPU diserang\n{TEXT}")
    assert document.parsed.title == "KPU diserang"
    assert document.parsed.published_on == date(2019, 4, 23)
    assert document.parsed.published_from is DateOrigin.DATELINE
    assert document.page.body.decode() == f"KPU diserang\n{TEXT}"


@pytest.mark.parametrize("name", ["a.html", "a.htm", "simpan", "a.txt"])
def test_html_is_known_by_its_ending_or_its_beginning(name: str) -> None:
    (document,) = read(name, page())
    assert document.parsed.title == "KPU Hadapi 5 Ribu Serangan Siber"


def test_the_corpus_format() -> None:
    record = {
        "text": TEXT,
        "title": None,
        "outlet": "Kabar",
        "published": "2019-04-24",
        "lang": "id",
        "url": None,
    }
    (document,) = read("a.json", json.dumps(record))
    assert (document.parsed.outlet, document.parsed.published_on) == ("Kabar", date(2019, 4, 24))
    assert document.parsed.published_from is DateOrigin.GIVEN
    assert len(read("a.json", json.dumps([record, record]))) == 2


def test_json_lines_go_on_after_a_bad_line() -> None:
    lines = "\n".join(
        [
            json.dumps({"text": TEXT}),
            "{broken",
            "",
            json.dumps({"judul": "x"}),
            json.dumps({"text": TEXT}),
        ]
    )
    found = list(read_documents("a.jsonl", lines.encode()))
    assert [type(each) for each in found] == [Document, PermanentError, PermanentError, Document]
    assert "Line 2" in str(found[1])


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_an_e_mail(kind: str) -> None:
    body = TEXT if kind == "plain" else page()
    head = (
        'From: "Kabar Uji" <redaksi@kabar.example>\nSubject: =?utf-8?q?KPU_diserang?=\n'
        f"Date: Tue, 23 Apr 2019 10:00:00 +0700\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n"
    )
    (document,) = read("a.eml", head + body)
    assert document.parsed.title == "KPU diserang"
    assert document.parsed.outlet == "Kabar Uji"
    assert document.parsed.published_on == date(2019, 4, 23)
    assert PARAGRAPHS[1] in document.parsed.text


def test_the_pages_of_a_warc_file_with_their_addresses() -> None:
    data = warc(("https://a.example/1", page().encode()), ("https://a.example/2", b"<html></html>"))
    good, bad = read_documents("a.warc.gz", data)
    assert isinstance(good, Document)
    assert (good.url, good.page.body) == ("https://a.example/1", page().encode())
    assert isinstance(bad, PermanentError)
    assert "https://a.example/2" in str(bad)


def test_a_broken_warc_file_gives_what_could_be_read() -> None:
    data = warc(("https://a.example/1", page().encode()))
    found = list(read_documents("a.warc.gz", data + b"\x1f\x8b\x08garbage"))
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], PermanentError)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty-file"),
        ("a.txt", b" \n ", "empty-file"),
        ("a.txt", b"x" * (10 * 1024 * 1024 + 1), "huge"),
        ("a.txt", b"\x00\x01\x02" * 99, "binary"),
        ("a.txt", b"\x01\x02\x03\x04" * 99, "binary"),
        ("a.pdf", b"%PDF-1.7 text", "format"),
        ("a.json", b"{", "format"),
        ("a.json", b'{"judul": "x"}', "format"),
        ("a.json", b"[" * 100_000, "format"),
        ("a.eml", b"", "empty-file"),
        ("a.html", b"<html><body></body></html>", "empty"),
    ],
    ids=[
        "empty",
        "blank",
        "huge",
        "nul-bytes",
        "control-characters",
        "pdf",
        "cut-json",
        "no-text",
        "deep-json",
        "empty-mail",
        "empty-page",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(PermanentError) as caught:
        list(read_documents(name, data))
    assert caught.value.reason == reason
