"""Which state may follow which."""

from __future__ import annotations

import itertools

import pytest

from incidents.domain.errors import RuleViolation
from incidents.domain.lifecycle import STEPS, step
from incidents.domain.vocabulary import PUBLIC_LIFECYCLES, Act, Lifecycle

PAIRS = list(itertools.product(Lifecycle, repeat=2))


@pytest.mark.parametrize(("current", "following"), PAIRS)
def test_only_the_steps_of_the_table_are_allowed(current: Lifecycle, following: Lifecycle) -> None:
    if (current, following) in STEPS:
        assert step(current, following) == STEPS[current, following]
    else:
        with pytest.raises(RuleViolation) as caught:
            step(current, following)
        assert caught.value.reason == "lifecycle"


def test_the_only_way_to_the_public_leads_through_review() -> None:
    ways = {
        pair for pair in STEPS if pair[1] in PUBLIC_LIFECYCLES and pair[0] not in PUBLIC_LIFECYCLES
    }
    assert ways == {(Lifecycle.IN_REVIEW, Lifecycle.PUBLISHED)}


@pytest.mark.parametrize("last", [Lifecycle.RETRACTED, Lifecycle.MERGED])
def test_nothing_follows_the_last_states(last: Lifecycle) -> None:
    assert not [pair for pair in STEPS if pair[0] == last]


def test_no_public_record_goes_back_to_work() -> None:
    back = {Lifecycle.DRAFT, Lifecycle.IN_REVIEW}
    assert not [p for p in STEPS if p[0] in PUBLIC_LIFECYCLES and p[1] in back]
    assert set(STEPS.values()) <= set(Act)
