"""Lists of addresses and WARC files can be added again and go on where they stopped."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from incidents.ingestion import backfill, claims
from incidents.ingestion.gather import gather
from incidents.models import Article, Item, Snapshot
from incidents.models.sources import ItemState
from tests.factories.sources import ItemFactory
from tests.ingestion.samples import page
from tests.ingestion.test_documents import warc
from tests.ingestion.test_store import store

pytestmark = pytest.mark.django_db


def test_a_list_is_added_once() -> None:
    lines = [
        "# arsip",
        "",
        *[f"https://a.example/{n}" for n in range(2_500)],
        "https://a.example/1?utm_source=x",
        "ftp://x/",
    ]
    first = list(backfill.add_addresses(lines))
    assert sum(len(each.added) for each in first) == 2_500
    assert [str(why) for each in first for _line, why in each.refused]
    Item.objects.update(state=ItemState.DONE)
    again = list(backfill.add_addresses(lines))
    assert sum(len(each.added) for each in again) == 0
    assert sum(each.known for each in again) == 2_501
    assert Item.objects.count() == 2_500


def test_a_warc_file_is_archived_and_read_by_workers_once(tmp_path: Path) -> None:
    path = tmp_path / "arsip.warc.gz"
    pages = [(f"https://a.example/{n}", page(title=f"Judul {n}").encode()) for n in range(3)]
    path.write_bytes(warc(*pages))
    added = list(backfill.add_warc(path))
    assert [each.outcome for each in added] == ["waiting"] * 3
    assert Snapshot.objects.count() == 3
    assert backfill.open_items() == 3
    while (key := backfill.next_item()) is not None:
        item = claims.claim_item(key)
        assert item is not None
        gather(item)
    assert [each.outcome for each in backfill.add_warc(path)] == ["unchanged"] * 3
    assert Article.objects.count() == 3
    assert backfill.open_items() == 0


def _items(**fields: object) -> Item:
    return ItemFactory.create(**{"next_try_at": timezone.now(), **fields})


def test_what_is_still_to_do_counts_hosts_turns_but_not_what_was_put_off() -> None:
    later = timezone.now() + timedelta(hours=1)
    _items()
    _items(state="fetching")
    _items(next_try_at=later)  # waits for its host's turn
    _items(next_try_at=later, error="The server answered 503.")
    _items(error="The server answered 503.")  # put off, and due again
    _items(state="done")
    _items(state="failed", error="404")
    assert (backfill.open_items(), backfill.put_off()) == (4, 1)
    store()
    assert backfill.open_work() == 5


def test_the_next_item_is_a_due_one_that_nobody_holds() -> None:
    now = timezone.now()
    _items(next_try_at=now + timedelta(hours=1))
    held = _items(state="fetching", claimed_until=now + timedelta(minutes=5))
    assert backfill.next_item() is None
    # Its worker was killed, and the claim has run out.
    Item.objects.filter(pk=held.pk).update(claimed_until=now - timedelta(seconds=1))
    assert backfill.next_item() == held.pk
    assert claims.claim_item(held.pk) is not None


def test_an_address_in_line_twice_or_known_is_not_taken_again() -> None:
    (first,) = backfill.add_addresses(["https://a.example/1", "https://a.example/1#x", "https://"])
    assert (first.seen, len(first.added), first.known, len(first.refused)) == (3, 1, 1, 1)
    (again,) = backfill.add_addresses(["https://www.a.example/1/"])
    assert (len(again.added), again.known) == (0, 1)


@pytest.mark.parametrize("lines", [[], ["", "   ", "# hanya komentar"]])
def test_an_empty_list_adds_nothing(lines: list[str]) -> None:
    assert list(backfill.add_addresses(lines)) == []
