"""One address for the forms of one article, one hash for one text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.domain.errors import PermanentError
from incidents.domain.identity import (
    altered,
    canonical_url,
    external_id,
    figures,
    normal_text,
    shingles,
    text_hash,
)


@pytest.mark.parametrize(
    "form",
    [
        "https://kabar.example/politik/kpu-diretas",
        "http://www.kabar.example/politik/kpu-diretas/",
        "https://m.kabar.example/politik/kpu-diretas?utm_source=wa&utm_medium=share",
        "https://amp.kabar.example/politik/kpu-diretas/amp/",
        "https://kabar.example/amp/politik/kpu-diretas?amp",
        "https://kabar.example/politik/kpu-diretas?page=all#komentar",
        "https://kabar.example/politik/kpu-diretas?page=2&fbclid=abc",
        "HTTPS://Kabar.Example:443/politik/./x/../kpu-diretas",
    ],
)
def test_forms_of_one_address_meet(form: str) -> None:
    assert canonical_url(form) == "https://kabar.example/politik/kpu-diretas"


def test_what_names_another_article_stays() -> None:
    assert canonical_url("https://k.example/baca?b=2&id=7") == "https://k.example/baca?b=2&id=7"
    assert canonical_url("https://k.example/?p=1") != canonical_url("https://k.example/?p=2")
    assert canonical_url("http://127.0.0.1:8080/a") == "http://127.0.0.1:8080/a"


def test_a_long_address_gets_a_short_identifier() -> None:
    assert external_id("https://k.example/a?utm_source=x") == "https://k.example/a"
    assert external_id("https://k.example/" + "a" * 900).startswith("sha256:")
    assert external_id("tag:kabar,2019:7") == "tag:kabar,2019:7"


def test_an_address_of_no_web_page_is_refused() -> None:
    with pytest.raises(PermanentError, match="absolute http"):
        canonical_url("ftp://kabar.example/a")


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text("abc?&=%/.;+é", max_size=40))
@settings(max_examples=150, deadline=None)
def test_canonical_form_is_stable(path: str, query: str) -> None:
    try:
        once = canonical_url(f"https://www.kabar.example/{path}?{query}")
    except PermanentError:
        return
    assert canonical_url(once) == once


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_normal_text_is_stable_and_storable(text: str) -> None:
    once = normal_text(text)
    assert normal_text(once) == once
    assert "\x00" not in once
    once.encode()


def test_spacing_and_line_ends_do_not_make_another_text() -> None:
    windows = "Satu\xa0dua\t tiga \r\n\r\n\r\n\r\nempat\u200b"
    assert normal_text(windows) == "Satu dua tiga\n\nempat"
    assert text_hash(normal_text(windows)) == text_hash("Satu dua tiga\n\nempat")


def test_shingles_leave_figures_out() -> None:
    assert shingles("KPU hadapi 5000 serangan siber baru") == [
        "kpu hadapi serangan siber",
        "hadapi serangan siber baru",
    ]
    assert shingles("Singkat sekali") == ["singkat sekali"]
    assert shingles("12 34") == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ada 5.000 serangan", "ada 7.000 serangan", True),
        ("ada 5.000 serangan pada 2019", "ada 5000 serangan", False),
        ("ada serangan", "ada 12 serangan", False),
        ("sekitar 5 ribu serangan", "sekitar 7 ribu serangan", True),
        ("Senin (23/9/2019) pukul 10.30 WIB", "Senin (23/9)", False),
    ],
)
def test_other_figures_are_noticed(one: str, other: str, expected: bool) -> None:
    assert altered(one, other) is expected


def test_figures_are_compared_by_their_digits() -> None:
    assert figures("204.807.203 data, 1 server, 23/9/2019") == {"204807203", "1"}
