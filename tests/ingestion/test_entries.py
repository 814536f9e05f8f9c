"""What sources offer: identities, times and words brought into one form, however they were written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from incidents.ingestion import entries
from incidents.ingestion.entries import Entry, distinct, entry, moment

BASE = "https://kabar.example/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-04-23T10:00:00+07:00", datetime(2019, 4, 23, 3, tzinfo=UTC)),
        ("2019-04-23T10:00:00Z", datetime(2019, 4, 23, 10, tzinfo=UTC)),
        (" 2019-04-23T10:00:00 ", datetime(2019, 4, 23, 10, tzinfo=UTC)),
        ("2019-04-23", datetime(2019, 4, 23, tzinfo=UTC)),
        ("1994-01-01", datetime(1994, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_with_its_offset(text: str, expected: datetime) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize(
    "text", ["", " ", "kemarin", "1993-12-31", "0001-01-01", "9999-12-31", "2019-13-01", "2019-04-31", "1556000000"]
)  # fmt: skip
def test_no_time_and_absurd_times_are_none(text: str) -> None:
    assert moment(text) is None


def test_the_year_after_this_one_is_the_last() -> None:
    now = datetime.now(UTC)
    assert moment(f"{now.year + 1}-01-01") is not None
    assert moment(f"{now.year + 2}-01-01") is None
    assert moment((now + timedelta(hours=1)).isoformat()) is not None


@pytest.mark.parametrize(
    "link", ["", "  ", "javascript:x", "http://[", "https://a@b.example/", "/" + "x" * 2001]
)
def test_a_link_that_cannot_be_fetched_is_no_entry(link: str) -> None:
    assert entry(link, BASE) is None


def test_titles_and_summaries_are_plain_short_and_storable() -> None:
    made = entry(
        "/a", BASE, title="<b>KPU</b>\x00 di<wbr>retas " + "x" * 600, summary="<p>Satu</p><p>dua</p>" + "y" * 5000
    )  # fmt: skip
    assert made is not None
    assert made.title.startswith("KPU diretas x")
    assert len(made.title) == 500
    assert made.summary.startswith("Satu dua")
    assert len(made.summary) <= 1000


def test_forms_of_one_address_are_one_identity() -> None:
    found = distinct([entry("/a?utm_source=x", BASE), entry("/a#b", BASE), None, entry("/b", BASE)])
    assert [each.external_id for each in found] == [f"{BASE}a", f"{BASE}b"]
    assert found[0].url == f"{BASE}a?utm_source=x"  # fetched as offered


def test_the_same_date_twice_is_two_items() -> None:
    day = "2019-04-23"
    found = distinct([entry("/a", BASE, published=day), entry("/b", BASE, published=day)])
    assert len(found) == 2


def test_an_endless_offer_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MOST_ENTRIES", 3)

    def endless() -> object:
        number = 0
        while True:
            number += 1
            yield entry(f"/{number}", BASE)

    assert len(distinct(endless())) == 3  # type: ignore[arg-type]  # a generator of entries


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Entry("i", "https://a.example/", title="Judul", updated="1"), True),
        (Entry("i", "https://b.example/", title="Judul", summary="lain", updated="1"), True),
        (Entry("i", "https://a.example/", title="Judul baru", updated="1"), False),
        (Entry("i", "https://a.example/", title="Judul", updated="2"), False),
        (Entry("i", "https://a.example/", title="Judul\n1", updated=""), False),
    ],
)
def test_an_item_is_fetched_again_when_its_source_says_something_new(
    other: Entry, same: bool
) -> None:
    first = Entry("i", "https://a.example/", title="Judul", updated="1")
    assert (first.fingerprint() == other.fingerprint()) is same
