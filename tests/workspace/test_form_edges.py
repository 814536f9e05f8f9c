"""What people may send by the forms of the workspace: at the edges, and beyond them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.domain.records import Period
from incidents.domain.vocabulary import Kind, Precision, categories_of, statuses_of
from incidents.workspace.forms.fields import (
    LinesField,
    PeriodField,
    as_typed,
    clean_agreement,
    period_of,
)
from incidents.workspace.forms.incidents import NumberField
from incidents.workspace.forms.queue import BulkForm, filters_from, only_filters

days = st.dates(date(1995, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2019-0004", "2019-0004"), (" 2019-0004 ", "2019-0004"), ("2019-0004-serangan-siber", "2019-0004"),
        ("https://siaga.example/incidents/2019-0004-serangan/", "2019-0004"),
        ("https://siaga.example/incidents/2019-0004-serangan?lang=en#claims", "2019-0004"),
        ("https://siaga.example/incidents/2019-0004?x=1", "2019-0004"), ("/workspace/incidents/2019-0004/", "2019-0004"),
        ("2019-00041", "2019-00041"), ("2019-004", "2019-004"), ("kemarin", "kemarin"), ("12019-0004", "12019-0004"),
    ],
)  # fmt: skip
def test_the_number_of_a_record_however_it_was_copied(typed: str, number: str) -> None:
    assert NumberField(max_length=200).clean(typed) == number


def test_an_empty_number_is_an_error_of_the_field() -> None:
    with pytest.raises(forms.ValidationError):
        NumberField().clean("  ")


@given(days, st.integers(0, 500), st.sampled_from(["day"]))
@settings(max_examples=60, deadline=None)
def test_every_stretch_of_days_comes_back_as_it_was_shown(
    first: date, length: int, precision: str
) -> None:
    period = Period(first, first + timedelta(days=length), Precision(precision))
    assert PeriodField().clean(as_typed(period)) == period


@pytest.mark.parametrize(
    "typed",
    [
        "2019-", "-2019", "20190423", "2019/", "/2019", "2019-4-31", "2019-00", "2019-01-00", "99999", "2019-02-29",
        "2019 2020", "2019-03-13/2019-03-12", "½", "２０１９-1３", "2019..2018", "1..2..3", "\x00",
    ],
)  # fmt: skip
def test_what_is_no_period_is_an_error_and_never_a_crash(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        PeriodField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("0001", date(1, 1, 1), date(1, 12, 31)), ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29)), ("2019–2020", date(2019, 1, 1), date(2020, 12, 31)),
        ("2019 .. 2020", date(2019, 1, 1), date(2020, 12, 31)),
    ],
)  # fmt: skip
def test_periods_at_the_edge_of_the_calendar(typed: str, first: date, last: date) -> None:
    period = PeriodField().clean(typed)
    assert (period.start, period.end) == (first, last)


def test_three_columns_are_one_period() -> None:
    day = date(2019, 4, 17)
    assert period_of(None, None, "") is None
    assert period_of(day, None, "") == Period(day, day, Precision.DAY)
    assert period_of(day, date(2019, 4, 30), "month") == Period(
        day, date(2019, 4, 30), Precision.MONTH
    )


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", []), (" \r\n \n", []), ("KPU\r\nKPU \rBawaslu", ["KPU", "Bawaslu"]), (["a", " a", ""], ["a"]),
        ("a\u2028b\x0bc", ["a", "b", "c"]), ("kpu\nKPU", ["kpu", "KPU"]), (None, []),
    ],
)  # fmt: skip
def test_names_one_a_line(typed: object, names: list[str]) -> None:
    assert LinesField(required=False).to_python(typed) == names


class _Agreeing(forms.Form):
    kind = forms.CharField(required=False)
    category = forms.CharField(required=False)
    status = forms.CharField(required=False)

    def clean(self) -> None:
        clean_agreement(self)


@pytest.mark.parametrize("kind", Kind)
def test_a_form_says_which_of_kind_category_and_status_does_not_fit(kind: Kind) -> None:
    fitting = {
        "kind": kind.value,
        "category": categories_of(kind)[0],
        "status": statuses_of(kind)[0],
    }
    assert _Agreeing(fitting).is_valid()
    assert _Agreeing({"kind": kind.value}).is_valid()  # an empty one is the other fields' matter
    wrong = _Agreeing(fitting | {"category": "volcano", "status": "asleep"})
    assert set(wrong.errors) == {"category", "status"}
    assert _Agreeing({"kind": "", "category": "volcano"}).is_valid()


def _bulk(query: str) -> BulkForm:
    return BulkForm(QueryDict(query))


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("act=accept&chosen=7:1&chosen=8:3", {7: 1, 8: 3}), ("act=reject&chosen=7:1&chosen=7:2", {7: 2}),
    ],
)  # fmt: skip
def test_chosen_mentions_are_pairs_of_numbers_and_nothing_else(
    query: str, seen: dict[int, int]
) -> None:
    form = _bulk(query)
    assert form.is_valid(), form.errors
    assert form.seen() == seen


@pytest.mark.parametrize(
    "query",
    [
        "",
        "act=accept",
        "chosen=7:1",
        "act=burn&chosen=7:1",
        "act=accept&chosen=7:1&chosen=x:1",
        "act=accept&chosen=7:1&chosen=-1:1",
        "act=accept&chosen=" + "9" * 40 + ":1",
        "act=accept&chosen=x",
    ],
)
def test_an_act_on_nothing_or_of_no_kind_is_refused(query: str) -> None:
    assert not _bulk(query).is_valid()


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", {}), ("kind=attack&kind=threat", {"kind": "threat"}), ("source=7&assigned_to=x", {"source": 7}),
        ("source=-1", {}), ("source=²", {}), ("confidence=0.5", {"confidence": 0.5}), ("confidence=0.4", {}),
        ("confidence=nan", {}), ("work=mine", {"mine": True}), ("work=unassigned", {"unassigned": True}),
        ("work=all", {}), ("text=", {}), ("unknown=1", {}),
    ],
)  # fmt: skip
def test_filters_of_an_address(query: str, filters: dict[str, object]) -> None:
    assert filters_from(QueryDict(query)) == filters


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""), ("kind=attack&after=9~7", "?kind=attack"), ("next=https://evil.example/", ""),
        ("text=a%26b%3D1%23c", "?text=a%26b%3D1%23c"), ("kind=", ""), ("text=%0d%0aSet-Cookie:x", "?text=%0D%0ASet-Cookie%3Ax"),
    ],
)  # fmt: skip
def test_only_filters_are_carried_on(query: str, kept: str) -> None:
    assert only_filters(QueryDict(query)) == kept
