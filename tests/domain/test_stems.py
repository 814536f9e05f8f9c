"""Words that belong together share a stem; words of the trade stay whole."""

from __future__ import annotations

import pytest

from incidents.domain.stems import alternatives, stem, stems


@pytest.mark.parametrize(
    "words",
    [
        ("peretasan", "diretas", "meretas", "peretas"),
        ("serangan", "menyerang", "diserang", "penyerang"),
        ("keamanan", "pengamanan", "mengamankan"),
        ("kebocoran", "bocor", "membocorkan"),
        ("pemilih", "pemilihan", "dipilih"),
    ],
)
def test_forms_of_a_word_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_words_of_the_trade_stay_whole() -> None:
    kept = "pemilu siber bawaslu sirekap phishing komisioner"
    assert stems(kept) == kept.split()
    assert stems("KPU dan BSSN") == ["kpu", "dan", "bssn"]


def test_english_plurals_and_verb_endings_fall() -> None:
    assert stems("attacks attacked attacking breaches", "en") == [
        "attack",
        "attack",
        "attack",
        "breach",
    ]


def test_a_query_in_unknown_language_finds_both() -> None:
    assert alternatives("attacks peretasan") == [
        frozenset({"attack", "attacks"}),
        frozenset({"retas", "peretasan"}),
    ]
