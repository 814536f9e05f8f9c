"""Roots of words, and patterns found among them."""

from __future__ import annotations

import pytest

from incidents.extraction.knowledge import knowledge
from incidents.extraction.lexicon import Lexicon, patterns


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("peretasan", "~retas"),
        ("diretas", "~retas"),
        ("membocorkan", "~bocor"),
        ("kebocoran", "~bocor"),
        ("menyusup", "~susup"),
        ("ditangkal", "~tangkal"),
        ("pembobolan", "~bobol"),
        ("memulihkan", "~pulih"),
    ],
)
def test_indonesian_inflections_lead_to_their_root(word: str, root: str) -> None:
    assert knowledge().languages["id"].stemmer.forms(word)[0] == root


@pytest.mark.parametrize(
    ("word", "root"), [("hacked", "~hack"), ("leaks", "~leak"), ("flagging", "~flag")]
)
def test_english_inflections_lead_to_their_root(word: str, root: str) -> None:
    assert knowledge().languages["en"].stemmer.forms(word)[0] == root


def test_names_of_elections_keep_their_form() -> None:
    assert knowledge().languages["id"].stemmer.forms("pemilu")[1] == "pemilu"


def test_patterns_know_alternatives_and_gaps() -> None:
    assert patterns("[A]\n~jual|beli * data; dark web") == [
        ("A", ["~jual", "*", "data"]),
        ("A", ["beli", "*", "data"]),
        ("A", ["dark", "web"]),
    ]


def test_a_gap_spans_three_words_at_most() -> None:
    lexicon = Lexicon("[SALE]\njual * data")
    near = ["jual", "a", "b", "c", "data"]
    far = ["jual", "a", "b", "c", "d", "data"]
    assert [hit.concept for hit in lexicon.find(near, [""] * 5, 0, 5)] == ["SALE"]
    assert lexicon.find(far, [""] * 6, 0, 6) == []


def test_a_pattern_does_not_reach_over_the_end_of_its_sentence() -> None:
    lexicon = Lexicon("[SALE]\njual data")
    assert lexicon.find(["jual", "data"], ["", ""], 0, 1) == []
