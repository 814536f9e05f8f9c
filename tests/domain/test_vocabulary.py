"""The closed lists: complete, distinct, and as the codebook has them."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.records import Period, Span
from incidents.domain.vocabulary import (
    Act,
    Category,
    Kind,
    Precision,
    Role,
    Status,
    categories_of,
    statuses_of,
)


def test_every_category_and_status_belongs_to_some_kind() -> None:
    assert {c for kind in Kind for c in categories_of(kind)} == set(Category)
    assert {s for kind in Kind for s in statuses_of(kind)} == set(Status)


def test_measures_share_no_category_with_attacks_and_threats_share_all() -> None:
    assert categories_of(Kind.THREAT) == categories_of(Kind.ATTACK)
    assert not set(categories_of(Kind.MITIGATION)) & set(categories_of(Kind.ATTACK))
    assert (len(categories_of("attack")), len(categories_of("mitigation"))) == (14, 12)


def test_statuses_of_unknown_kinds_are_an_error() -> None:
    with pytest.raises(KeyError):
        statuses_of("rumour")


def test_codes_fit_their_columns() -> None:
    assert max(len(act.value) for act in Act) <= 20
    assert list(Role) == [Role.READER, Role.ANALYST, Role.EDITOR, Role.ADMINISTRATOR]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_a_span_is_in_order(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_spans_overlap_when_they_share_a_character() -> None:
    assert Span(0, 5).overlaps(Span(4, 9))
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert Span(1, 3).of("pemilu") == "em"


@pytest.mark.parametrize(
    ("precision", "iso"),
    [(Precision.YEAR, "2019"), (Precision.MONTH, "2019-04"), (Precision.DAY, "2019-04-17")],
)
def test_a_period_is_written_as_far_as_it_is_known(precision: Precision, iso: str) -> None:
    assert Period(date(2019, 4, 17), date(2019, 4, 17), precision).iso() == iso
