"""Pages by key: nothing lost, nothing twice, in every order, with and without values."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.models import Election
from incidents.models.keyset import BadCursorError, Keyset
from tests.factories import ElectionFactory

pytestmark = pytest.mark.django_db

DAYS = [date(2019, 4, 17), date(2019, 4, 17), date(2014, 4, 9), None, None, date(2024, 2, 14)]


def walk(order: Keyset, size: int) -> list[int]:
    """The keys of all pages, one after another."""
    found: list[int] = []
    cursor = ""
    for _page in range(20):
        page = order.page(Election.objects.all(), after=cursor, size=size)
        assert len(page.rows) <= size
        found += [row.pk for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            return found
    raise AssertionError("the pages never end")


@pytest.mark.parametrize("size", [1, 2, 3, 6, 50])
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("field", ["id", "polling_day"])
def test_all_rows_come_once_in_order(field: str, *, descending: bool, size: int) -> None:
    rows = [ElectionFactory.create(polling_day=day) for day in DAYS]

    found = walk(Keyset(field, descending=descending), size)

    def by_value(row: Election) -> tuple[object, int]:
        return (row.polling_day if field == "polling_day" else 0, row.pk)

    dated = [row for row in rows if field == "id" or row.polling_day]
    undated = [row for row in rows if row not in dated]
    expected = [
        *sorted(dated, key=by_value, reverse=descending),
        *sorted(undated, key=lambda row: row.pk, reverse=descending),
    ]
    assert found == [row.pk for row in expected]


def test_rows_added_at_the_front_do_not_move_later_pages() -> None:
    first = [ElectionFactory.create(polling_day=date(2000 + n, 1, 1)) for n in range(4)]
    page = Keyset("polling_day").page(Election.objects.all(), after="", size=2)
    ElectionFactory.create(polling_day=date(2030, 1, 1))

    following = Keyset("polling_day").page(Election.objects.all(), after=page.next_cursor, size=2)

    assert [row.pk for row in following.rows] == [first[1].pk, first[0].pk]


@pytest.mark.parametrize("cursor", ["x", "~", "~x", "2019-13-01~1", "yesterday~1", "1~~"])
def test_a_cursor_of_another_list_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursorError):
        Keyset("polling_day").page(Election.objects.all(), after=cursor, size=2)
