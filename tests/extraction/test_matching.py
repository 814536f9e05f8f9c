"""A mention finds the incident that it belongs to, with the reasons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.domain.matching import MatchIncident, MatchMention
from incidents.extraction.matching import Reason, rank
from incidents.extraction.terms import likeness, name_words, terms

from .corpora import TRAINING, articles, mentions, period

MENTION = MatchMention(
    key=1,
    article=1,
    kind="attack",
    category="data-breach",
    status="alleged",
    evidence="Akun bernama Jimbo menawarkan 204 juta data pemilih.",
    text="Akun bernama Jimbo menawarkan 204 juta data pemilih di forum.",
    published=date(2023, 11, 30),
    when=period("2023-11"),
    figure=204_000_000,
    elections=frozenset({"pemilu-2024"}),
    targets=("DPT",),
    actors=("Jimbo",),
)
INCIDENT = MatchIncident(
    key="right",
    kind="attack",
    category="data-breach",
    text="Data pemilih dijual di forum oleh akun Jimbo",
    when=period("2023-11-27"),
    reported=(date(2023, 11, 28), date(2023, 11, 29)),
    figures=(204_807_203, 252_327_304),
    elections=frozenset({"pemilu-2024"}),
    targets=("Daftar Pemilih Tetap",),
    actors=("Jimbo",),
)


def test_the_incident_that_shares_most_comes_first_and_says_why() -> None:
    other = replace(
        INCIDENT, key="other", text="Kebocoran data di daerah", figures=(), actors=(),
        when=period("2023-01"), reported=(date(2023, 1, 5), date(2023, 1, 5)),
    )  # fmt: skip
    found = rank(MENTION, [other, INCIDENT])
    assert found[0].incident.key == "right"
    assert {Reason.FIGURE, Reason.ACTOR, Reason.PERIOD, Reason.CATEGORY} <= set(found[0].reasons)
    assert found[0].score > 0.9
    assert all(0 <= match.score <= 1 for match in found)


def test_another_kind_is_never_offered() -> None:
    assert rank(MENTION, [replace(INCIDENT, kind="mitigation", category="cooperation")]) == []


def test_a_vague_category_may_be_the_specific_one_and_another_may_not() -> None:
    vague = rank(replace(MENTION, category="intrusion"), [INCIDENT])[0]
    other = rank(replace(MENTION, category="phishing"), [INCIDENT])
    assert Reason.NEAR_CATEGORY in vague.reasons
    assert not other or other[0].score < vague.score


def test_another_election_or_year_speaks_against_it() -> None:
    sure = rank(MENTION, [INCIDENT])[0].score
    elsewhere = rank(replace(MENTION, elections=frozenset({"pilkada-2020"})), [INCIDENT])
    long_ago = rank(replace(MENTION, when=period("2014")), [INCIDENT])
    assert all(not found or found[0].score < sure for found in (elsewhere, long_ago))


def test_no_more_than_asked_for() -> None:
    assert len(rank(MENTION, [replace(INCIDENT, key=n) for n in range(20)], most=3)) == 3


def test_training_mentions_find_the_event_told_by_another_article() -> None:
    event_of = {record["id"]: record["event"] for record in articles(TRAINING / "articles")}
    told = mentions(TRAINING / "articles")
    by_event = defaultdict(list)
    for mention in told:
        by_event[event_of[str(mention.article)], mention.kind, mention.category].append(mention)
    right = asked = 0
    for mention in told:
        own = (event_of[str(mention.article)], mention.kind, mention.category)
        if all(m.article == mention.article for m in by_event[own]):
            continue
        known = [
            _incident(key, [m for m in members if m.article != mention.article])
            for key, members in by_event.items()
            if any(m.article != mention.article for m in members)
        ]
        asked += 1
        right += str(own) in {match.incident.key for match in rank(mention, known, most=3)}
    assert asked > 50
    assert right / asked >= 0.9


def _incident(key: tuple[str, str, str], members: list[MatchMention]) -> MatchIncident:
    days = [m.published for m in members if m.published]
    return MatchIncident(
        key=str(key),
        kind=key[1],
        category=key[2],
        text=" ".join(m.evidence for m in members),
        when=next((m.when for m in members if m.when), None),
        reported=(min(days), max(days)) if days else None,
        figures=tuple(m.figure for m in members if m.figure),
        elections=frozenset().union(*(m.elections for m in members)),
        targets=tuple(name for m in members for name in m.targets),
        actors=tuple(name for m in members for name in m.actors),
        places=tuple(m.place for m in members if m.place),
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_of_any_texts_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    a, b = terms(one), terms(other)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == likeness(b, a)


def test_words_that_all_texts_have_do_not_tell_names_apart() -> None:
    assert name_words(("KPU",)) == frozenset()
    assert "lindungihakpilihmu.kpu.go.id" in name_words(("lindungihakpilihmu.kpu.go.id",))
