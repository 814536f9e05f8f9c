"""Dates as pages write them."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.vocabulary import DateOrigin
from incidents.ingestion.dates import Dated, from_dateline, from_url, parse_date

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-09-23", (date(2019, 9, 23), "day")),
        ("2019-09", (date(2019, 9, 1), "month")),
        ("2019", (date(2019, 1, 1), "year")),
        ("Senin, 23 September 2019 10:30 WIB", (date(2019, 9, 23), "day")),
        ("23 Agu 2019", (date(2019, 8, 23), "day")),
        ("Sept. 3rd, 2019", (date(2019, 9, 3), "day")),
        ("03/04/2019", (date(2019, 4, 3), "day")),
        ("2023-12-30T18:00:00Z", (date(2023, 12, 31), "day")),
        ("Jumaat, 5 Julai 2019", (date(2019, 7, 5), "day")),
        ("31/02/2019", None),
        ("2099-01-01", None),
        ("1066-10-14", None),
        ("0000-00-00 00:00:00", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_one_date_in_a_short_text(text: str, expected: tuple[date, str] | None) -> None:
    assert parse_date(text, today=TODAY) == expected


def test_times_of_other_languages_stay_where_they_are() -> None:
    assert parse_date("2023-12-30T18:00:00Z", language="en", today=TODAY) == (
        date(2023, 12, 30),
        "day",
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://k.example/read/2019/09/23/kpu", (date(2019, 9, 23), "day")),
        ("https://k.example/2019/09/kpu-diretas", (date(2019, 9, 1), "month")),
        ("https://k.example/20190923/kpu", (date(2019, 9, 23), "day")),
        ("https://k.example/20190923071500-1-2/kpu", (date(2019, 9, 23), "day")),
        ("https://k.example/d-4711/kpu-2019", None),
        ("https://k.example/2019/13/40/kpu", None),
    ],
)
def test_dates_in_addresses(url: str, expected: tuple[date, str] | None) -> None:
    found = from_url(url, today=TODAY)
    assert (found and (found.on, found.precision)) == expected


def test_a_dateline_stands_beside_a_weekday_or_a_time() -> None:
    text = "KPU lahir pada 1 Januari 1999 dan diretas.\nKompas.com - 22/09/2020, 22:54 WIB"
    assert from_dateline(text, today=TODAY) == Dated(date(2020, 9, 22), "day", DateOrigin.DATELINE)  # type: ignore[arg-type]  # a code is its member
    assert from_dateline("KPU lahir pada 1 Januari 1999.", today=TODAY) is None
    assert from_dateline("x" * 2000 + " Senin (23/9/2019)", today=TODAY) is None
