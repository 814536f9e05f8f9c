"""Dates, figures and words as a reader of each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from incidents.templatetags.page import date_iso, in_precision, number, period
from incidents.templatetags.records import unit_words


@pytest.mark.parametrize(
    ("start", "end", "precision", "english", "indonesian"),
    [
        (date(2019, 4, 17), None, "day", "17 April 2019", "17 April 2019"),
        (date(2024, 2, 12), date(2024, 2, 14), "day", "12–14 February 2024", "12–14 Februari 2024"),
        (date(2022, 6, 14), date(2022, 11, 3), "day", "14 June – 3 November 2022",
         "14 Juni – 3 November 2022"),
        (date(2023, 7, 1), date(2024, 3, 19), "day", "1 July 2023 – 19 March 2024",
         "1 Juli 2023 – 19 Maret 2024"),
        (date(2019, 3, 1), date(2019, 3, 31), "month", "March 2019", "Maret 2019"),
        (date(2010, 1, 1), date(2014, 12, 31), "year", "2010 – 2014", "2010 – 2014"),
        (date(2014, 1, 1), date(2014, 12, 31), "year", "2014", "2014"),
        (None, None, "", "", ""),
    ],
)  # fmt: skip
def test_periods_are_written_as_exactly_as_they_are_known(
    start: date | None, end: date | None, precision: str, english: str, indonesian: str
) -> None:
    with translation.override("en"):
        assert in_precision(period(start, end), precision) == english
    with translation.override("id"):
        assert in_precision(period(start, end), precision) == indonesian


def test_moments_are_written_as_the_day_in_the_site_s_time_zone() -> None:
    with translation.override("en"):
        assert in_precision(datetime(2026, 11, 21, 18, tzinfo=UTC)) == "22 November 2026"


def test_dates_for_programs_are_as_long_as_they_are_known() -> None:
    assert date_iso(date(2019, 4, 17), "year") == "2019"
    assert date_iso(date(2019, 4, 17), "month") == "2019-04"
    assert date_iso(date(2019, 4, 17), "") == "2019-04-17"
    assert date_iso(None) == ""


def test_numbers_have_the_separators_of_the_language() -> None:
    with translation.override("en"):
        assert (number(204807203), number(1.5), number(None)) == ("204,807,203", "1.5", "")
    with translation.override("id"):
        assert (number(204807203), number(1.5)) == ("204.807.203", "1,5")


def test_units_go_with_their_number() -> None:
    with translation.override("en"):
        assert unit_words("accounts", 1) == "account"
        assert unit_words("accounts", 2) == "accounts"
        assert unit_words("other", 2) == ""
        assert unit_words("", None) == ""
