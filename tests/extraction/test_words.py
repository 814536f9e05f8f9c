"""Roots, patterns and the sentence model's file format."""

from __future__ import annotations

import numpy as np
import pytest

from incidents.extraction.knowledge import knowledge
from incidents.extraction.lexicon import Lexicon, patterns
from incidents.extraction.model import LinearModel, dump, parse


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


def small_model() -> LinearModel:
    vocabulary: dict[tuple[str, object], int] = {("w", "hack"): 0, ("b", ("vote", "count")): 1}
    weights = np.array([[1.0, -1.0], [0.5, 2.0]], np.float32)
    return LinearModel(
        ("x", "y"),
        vocabulary,
        weights,
        np.zeros(2, np.float32),
        np.ones(2, np.float32),
        "v",
        tuple(vocabulary),
    )


def test_a_model_survives_its_file() -> None:
    model = small_model()
    again = parse(dump(model))
    assert again.vocabulary == model.vocabulary
    assert again.labels == model.labels
    assert np.allclose(again.logits([[0, 1], []]), model.logits([[0, 1], []]))
    assert parse(dump(model)).version == again.version


def test_the_strongest_features_are_told_with_their_share() -> None:
    told = small_model().strongest([0, 1], 1, 5)
    assert [feature for feature, _ in told] == [("b", ("vote", "count"))]
    assert told[0][1] == pytest.approx(2 / 2**0.5)


def test_something_else_is_not_a_model() -> None:
    with pytest.raises((ValueError, KeyError, OSError)):
        parse(b"not a model")
