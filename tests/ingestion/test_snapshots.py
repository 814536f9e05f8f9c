"""The archive keeps bytes once, as received, and notices when they are broken."""

from __future__ import annotations

import hashlib
import zlib
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile

from incidents.domain.errors import PermanentError
from incidents.domain.records import FetchedPage
from incidents.ingestion import snapshots
from incidents.models import Snapshot

pytestmark = pytest.mark.django_db
BODY = b"<html>" + b"berita " * 1000


def fetched(body: bytes = BODY) -> FetchedPage:
    """A page from the network."""
    headers = (("Content-Type", "text/html"), ("Set-Cookie", "session=rahasia"))
    return FetchedPage(
        "http://a.example/",
        "http://a.example/x",
        200,
        headers,
        body,
        "text/html",
        None,
        datetime.now(UTC),
    )


def test_bytes_are_named_by_their_hash_and_compressed() -> None:
    kept = snapshots.keep(fetched())
    assert kept.sha256 == hashlib.sha256(BODY).hexdigest()
    assert (kept.size, kept.url, kept.status) == (len(BODY), "http://a.example/x", 200)
    assert snapshots.archive().size(kept.storage_key) < len(BODY) / 10
    assert snapshots.read(kept) == BODY


def test_log_ins_in_headers_are_not_kept() -> None:
    assert snapshots.keep(fetched()).headers == [["Content-Type", "text/html"]]


def test_the_same_bytes_are_kept_once() -> None:
    assert snapshots.keep(fetched()) == snapshots.keep(fetched())
    assert Snapshot.objects.count() == 1


def test_a_file_that_a_killed_worker_left_half_is_replaced() -> None:
    body = BODY + b"half"
    key = snapshots.storage_key(hashlib.sha256(body).hexdigest())
    snapshots.archive().save(key, ContentFile(zlib.compress(body)[:20]))
    assert snapshots.read(snapshots.keep(fetched(body))) == body


@pytest.mark.parametrize("damage", ["gone", "cut", "garbage"])
def test_damage_is_noticed(damage: str) -> None:
    kept = snapshots.keep(fetched(BODY + damage.encode()))
    whole = zlib.compress(BODY)
    snapshots.archive().delete(kept.storage_key)
    if damage != "gone":
        content = whole[:30] if damage == "cut" else b"garbage"
        snapshots.archive().save(kept.storage_key, ContentFile(content))
    with pytest.raises(PermanentError) as caught:
        snapshots.read(kept)
    assert caught.value.reason == "evidence"
