"""The order of the queue."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.priority import priority

DAY = date(2024, 2, 14)
shares = st.floats(0, 1)


def test_a_day_newer_counts_as_one_and_an_outlet_as_two() -> None:
    plain = priority(DAY, relevance=0.5, confidence=0.5)
    newer = priority(DAY + timedelta(days=1), relevance=0.5, confidence=0.5)
    told_twice = priority(DAY, relevance=0.5, confidence=0.5, outlets=1)
    assert newer.points - plain.points == 1
    assert told_twice.points - plain.points == 2
    assert plain.relevance_days == 2.5


def test_many_outlets_count_as_five_at_most() -> None:
    most = priority(DAY, relevance=1, confidence=1, outlets=5)
    more = priority(DAY, relevance=1, confidence=1, outlets=50)
    assert more.points == most.points
    assert (more.outlets, more.outlet_days) == (50, 10.0)


@given(shares, shares, st.integers(0, 9))
def test_twenty_days_of_age_outweigh_everything_else(
    relevance: float, confidence: float, outlets: int
) -> None:
    old = priority(DAY, relevance=relevance, confidence=confidence, outlets=outlets)
    new = priority(DAY + timedelta(days=21), relevance=0, confidence=0)
    assert new.points > old.points


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_shares_outside_0_to_1_are_cut(relevance: float, confidence: float) -> None:
    assert 0 <= priority(DAY, relevance=relevance, confidence=confidence).relevance_days <= 10
