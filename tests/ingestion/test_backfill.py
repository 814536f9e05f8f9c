"""Lists of addresses and WARC files can be added again and go on where they stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.ingestion import backfill, claims
from incidents.ingestion.gather import gather
from incidents.models import Article, Item, Snapshot
from incidents.models.sources import ItemState
from tests.ingestion.samples import page
from tests.ingestion.test_documents import warc

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
