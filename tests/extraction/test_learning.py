"""Decisions teach what to add to the extractor's confidence; without them nothing changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.domain.labels import HELD_OUT_ONE_IN, DecidedArticle, DecidedMention
from incidents.domain.records import Candidate, Extraction, Span
from incidents.domain.vocabulary import Category, Kind, Language, Status
from incidents.extraction import extract
from incidents.extraction.learning import (
    RULE,
    Example,
    Learned,
    adjusted,
    dump,
    examples,
    judge,
    logit,
    parse,
    without,
)
from incidents.extraction.refitting import fit, refit

TEXT = "Situs KPU diretas pada Rabu malam. Polisi menyelidiki peretasan situs KPU itu."
FOUND = Extraction(
    relevant=True,
    relevance=0.8,
    language=Language.INDONESIAN,
    elections=("pemilu-2024",),
    candidates=(
        Candidate(Kind.ATTACK, Category.INTRUSION, Status.OCCURRED, Span(0, 34), 0.7),
        Candidate(Kind.MITIGATION, Category.LAW_ENFORCEMENT, Status.IN_PLACE, Span(35, 78), 0.6),
    ),
    version="1-abc",
)
# A word that people always reject, one they always accept, and one that tells nothing.
REJECTED, ACCEPTED, PLAIN = {"word:baliho": 1.0}, {"word:peretas": 1.0}, {"word:kata": 1.0}


def decided(count: int, *, held_out: bool = False) -> list[Example]:
    """Decisions that follow the words above, whatever the extractor was sure of."""
    return [
        Example({**(ACCEPTED if n % 2 else REJECTED), **PLAIN}, 0.5, bool(n % 2), held_out)
        for n in range(count)
    ]


def test_without_models_and_rejections_an_extraction_stays_as_it_is() -> None:
    assert adjusted(FOUND, TEXT, "") == FOUND
    assert without(FOUND, TEXT, []) == FOUND


def test_decisions_outweigh_the_extractors_confidence_and_the_reason_is_told() -> None:
    model = Learned({"word:diretas": 1.5, "label:mitigation/law-enforcement": -1.0})
    changed = adjusted(FOUND, TEXT, "", ranking=model)
    attack, measure = changed.candidates
    assert attack.confidence > FOUND.candidates[0].confidence
    assert measure.confidence < FOUND.candidates[1].confidence
    cue = attack.explanation[-1]
    assert (cue.rule, cue.text, cue.weight) == (RULE, model.version, 1.5)
    assert changed.version == f"1-abc+m{model.version}"
    assert [c.span for c in changed.candidates] == [c.span for c in FOUND.candidates]


def test_relevance_is_taught_too() -> None:
    doubtful = adjusted(FOUND, TEXT, "Baliho", relevance=Learned({"word:baliho": -4.0}))
    assert doubtful.relevance < 0.5
    assert not doubtful.relevant
    assert doubtful.explanation[-1].rule == RULE
    assert doubtful.candidates == FOUND.candidates
    sure = adjusted(FOUND, TEXT, "Peretas", relevance=Learned({"word:peretas": 1.0}))
    assert sure.relevant
    assert sure.relevance > FOUND.relevance


def test_a_rejected_phrase_is_left_out_for_its_own_sense_only() -> None:
    first = TEXT[:34]
    kept = without(FOUND, TEXT, [("attack", "intrusion", first)])
    assert [c.kind for c in kept.candidates] == [Kind.MITIGATION]
    assert without(FOUND, TEXT, [("threat", "intrusion", first)]) == FOUND
    none = without(
        FOUND, TEXT,
        [("attack", "intrusion", first), ("mitigation", "law-enforcement", TEXT[35:])],
    )  # fmt: skip
    assert (none.candidates, none.relevant) == ((), False)


def test_what_people_do_is_learned() -> None:
    model = fit(decided(60))
    assert model.added(ACCEPTED) > 0.5 > -0.5 > model.added(REJECTED)
    assert abs(model.added(PLAIN)) < 0.5


def test_held_out_decisions_are_never_learned_from() -> None:
    against = [
        Example({**REJECTED, **PLAIN}, 0.5, accepted=True, held_out=True) for _ in range(200)
    ]
    assert fit(decided(60)) == fit([*decided(60), *against])


def test_a_model_that_judges_better_may_take_over_and_a_worse_one_may_not() -> None:
    found = decided(60) + decided(20, held_out=True)
    outcome = refit(found, None)
    assert outcome is not None
    assert outcome.not_worse
    assert outcome.new.log_loss < outcome.old.log_loss
    assert outcome.new.ranked_right == 1.0
    better = Learned({"word:peretas": 6.0, "word:baliho": -6.0})
    again = refit(found, better)
    assert again is not None
    assert not again.not_worse


@pytest.mark.parametrize(
    "found",
    [
        [],
        decided(60),
        decided(20) + decided(20, held_out=True),
        [replace(e, accepted=True) for e in decided(60)] + decided(9, held_out=True),
    ],
    ids=["none", "nothing to judge by", "too few", "one side only"],
)
def test_too_few_decisions_teach_nothing(found: list[Example]) -> None:
    assert refit(found, None) is None


def test_scores_of_the_held_out_part_by_hand() -> None:
    told = [
        Example({}, logit(0.9), accepted=True, held_out=True),
        Example({}, logit(0.2), accepted=False, held_out=True),
        Example({}, logit(0.1), accepted=True, held_out=False),
    ]
    scores = judge(None, told)
    assert (scores.examples, scores.ranked_right) == (2, 1.0)
    assert scores.log_loss == pytest.approx(0.1643, abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(max_size=12), st.floats(-8, 8), max_size=6))
def test_a_model_survives_storage_and_its_version_tells_it_apart(weights: dict[str, float]) -> None:
    model = Learned(weights)
    assert parse(dump(model)) == model
    assert parse(dump(model)).version == model.version
    assert Learned({**weights, "word:lain": 9.5}).version != model.version


@pytest.mark.parametrize("stored", [b"[]", b"no", b'{"a": null}', b"3"])
def test_bytes_that_are_no_model_are_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(stored)


def article(
    *mentions: DecidedMention, key: int = 1, relevant: bool | None = True
) -> DecidedArticle:
    return DecidedArticle(
        key=key,
        text="JAKARTA - Situs web KPU diretas dan tampilannya diubah peretas pada Rabu, 17 April 2024.\n"
        "Polisi menyelidiki peretasan situs KPU tersebut.",
        title="Situs KPU diretas",
        language=Language.INDONESIAN,
        published=date(2024, 4, 18),
        outlet="Kabar",
        country="ID",
        relevant=relevant,
        mentions=mentions,
    )


def test_examples_are_what_extraction_says_today_beside_the_decision() -> None:
    plain = article()
    found = extract(
        plain.text, title=plain.title, language=plain.language, published=plain.published,
        outlet=plain.outlet, country=plain.country,
    ).candidates  # fmt: skip
    assert found
    decision = DecidedMention(found[0].kind, found[0].category, found[0].span, accepted=False)
    ranking, relevance = examples(article(decision, relevant=False))
    assert [example.accepted for example in ranking] == [False]
    assert ranking[0].base == logit(found[0].confidence)
    assert [example.accepted for example in relevance] == [False]
    undecided, unsettled = examples(article(relevant=None))
    assert (undecided, unsettled) == ([], [])


def test_the_held_out_part_is_fixed_and_about_a_fifth() -> None:
    held = [key for key in range(1, 2001) if article(key=key).held_out]
    assert held == [key for key in range(1, 2001) if article(key=key).held_out]
    assert 0.8 < len(held) * HELD_OUT_ONE_IN / 2000 < 1.2
