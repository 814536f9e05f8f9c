"""Bytes become text by what they are said to be, then by what they are; never an error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.ingestion.charsets import KNOWN, decode

WORD = "Pemilu é — “aman”"


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "utf-16", "windows-1252", "cp1252", "gb18030"])
def test_the_header_is_believed(name: str) -> None:
    assert decode(WORD.encode(name), name) == WORD


@pytest.mark.parametrize(
    "name", ["iso-8859-1", "latin1", "LATIN-1", "ascii", "us-ascii", "ISO8859-1"]
)
def test_latin_1_and_ascii_mean_windows_1252_as_in_browsers(name: str) -> None:
    if name.upper() == "ISO8859-1":
        assert decode(b"caf\xe9", name) == "café"
    else:
        assert decode(b"\x93aman\x94", name) == "“aman”"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")],
)
def test_a_byte_order_mark_wins_over_everything(mark: bytes, codec: str) -> None:
    body = mark + f"<meta charset='iso-8859-1'>{WORD}".encode(codec)
    assert decode(body, "windows-1251").endswith(WORD)


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="windows-1251">', "<meta charset=windows-1251>", "<META CHARSET = 'windows-1251'>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ],
)  # fmt: skip
def test_without_a_header_the_page_says_it_itself(meta: str) -> None:
    assert decode(f"{meta}Выборы".encode("cp1251"), None).endswith("Выборы")


@pytest.mark.parametrize(
    "name", ["utf-7", "idna", "punycode", "unicode_escape", "hex", "zlib", "base64", "rot13", "x" * 60, ""]
)  # fmt: skip
def test_what_is_no_encoding_of_the_web_is_not_tried(name: str) -> None:
    assert not KNOWN.fullmatch(name)
    assert decode("Pemilu é".encode(), name) == "Pemilu é"


def test_utf_7_hides_no_markup() -> None:
    assert "<script" not in decode(b"+ADw-script+AD4-alert(1)", "utf-7")
    assert "<script" not in decode(b'<meta charset="utf-7">+ADw-script+AD4-alert(1)', None)


def test_a_false_header_is_passed_over() -> None:
    assert decode("Pemilu é".encode(), "ascii") in {"Pemilu é", "Pemilu Ã©"}
    assert decode("Komisi Pemilihan Umum é".encode("cp1252"), "utf-8").startswith(
        "Komisi Pemilihan"
    )


@given(st.binary(max_size=200), st.sampled_from([None, "", "utf-8", "big5", "utf-16", "shift_jis"]))
@settings(max_examples=60, deadline=None)
def test_no_bytes_are_an_error(body: bytes, charset: str | None) -> None:
    assert isinstance(decode(body, charset), str)
