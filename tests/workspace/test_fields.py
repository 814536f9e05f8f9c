"""What people type for periods and names, and what is made of it."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from incidents.domain.records import Period
from incidents.domain.vocabulary import Precision
from incidents.workspace.forms.fields import LinesField, PeriodField, as_typed
from incidents.workspace.forms.mentions import nearest


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2019", Period(date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR)),
        ("2020-02", Period(date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH)),
        (" 2019-3-13 ", Period(date(2019, 3, 13), date(2019, 3, 13), Precision.DAY)),
        ("2019-03-13/2019-03-15", Period(date(2019, 3, 13), date(2019, 3, 15), Precision.DAY)),
        ("2019-04/2019-05", Period(date(2019, 4, 1), date(2019, 5, 31), Precision.MONTH)),
        ("2018/2019-04-17", Period(date(2018, 1, 1), date(2019, 4, 17), Precision.YEAR)),
        ("", None),
    ],
)
def test_periods_are_read_as_exactly_as_they_are_written(typed: str, period: Period | None) -> None:
    assert PeriodField(required=False).clean(typed) == period


@pytest.mark.parametrize(
    "typed", ["kemarin", "2019-13", "2019-02-30", "0000", "2019/2018", "1/2/3"]
)
def test_what_is_no_period_is_refused_in_words(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        PeriodField().clean(typed)


@pytest.mark.parametrize("typed", ["2019", "2020-02", "2019-03-13", "2019-03-13/2019-03-15"])
def test_a_period_shown_and_sent_back_has_not_changed(typed: str) -> None:
    field = PeriodField()
    period = field.clean(typed)
    assert as_typed(period) == typed
    assert not field.has_changed(period, typed)
    assert field.has_changed(period, "2001")
    assert field.has_changed(period, "nonsense")


def test_names_come_one_a_line_without_blanks_and_repetitions() -> None:
    field = LinesField(required=False)
    assert field.clean(" KPU \r\n\r\nBawaslu\nKPU") == ["KPU", "Bawaslu"]
    assert not field.has_changed(["KPU", "Bawaslu"], "KPU\r\nBawaslu\r\n")


def test_words_are_found_where_they_are_nearest() -> None:
    text = "server aman. lalu server aman."
    assert nearest(text, "server", 0) == 0
    assert nearest(text, "server", 20) == 18
    assert nearest(text, "peladen", 0) is None
