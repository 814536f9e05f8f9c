"""What doors hand in is stored, put in line, or refused with a reason; nothing raises."""

from __future__ import annotations

import json

import pytest

from incidents.domain.vocabulary import SourceKind
from incidents.ingestion import snapshots
from incidents.ingestion.submit import manual_source, submit_text, submit_upload, submit_url
from incidents.models import Article, Item, Source
from incidents.models.sources import ItemState
from tests.ingestion.samples import TEXT, other_text

pytestmark = pytest.mark.django_db


def test_a_text_is_stored_with_its_bytes() -> None:
    given = submit_text(
        TEXT, title="KPU diserang", url="https://a.example/1", outlet="A", published="24 April 2019"
    )
    assert given.outcome == "new"
    article = Article.objects.get()
    assert given.article == article
    assert snapshots.read(article.snapshot).decode() == TEXT
    assert (article.title, article.outlet, str(article.published_on)) == (
        "KPU diserang",
        "A",
        "2019-04-24",
    )
    assert submit_text(TEXT, url="https://a.example/1").outcome == "unchanged"


@pytest.mark.parametrize(
    ("text", "url", "reason"),
    [
        ("", "", "empty"),
        ("Tiga kata saja", "", "empty"),
        (TEXT, "file:///etc/passwd", "address"),
        ("\x01\x02" * 30, "", "binary"),
    ],
)
def test_bad_input_is_refused_with_a_reason(text: str, url: str, reason: str) -> None:
    given = submit_text(text, url=url)
    assert (given.outcome, given.reason) == ("refused", reason)
    assert given.message
    assert not Article.objects.exists()


def test_an_address_waits_to_be_fetched_once() -> None:
    first = submit_url("https://www.a.example/1?utm_source=x")
    again = submit_url("https://a.example/1")
    assert first.outcome == again.outcome == "waiting"
    assert first.item == again.item
    assert Item.objects.get().state == ItemState.WAITING
    assert submit_url("gopher://a.example/").outcome == "refused"


def test_an_address_that_was_fetched_is_fetched_again_when_asked() -> None:
    item = submit_url("https://a.example/1").item
    assert item is not None
    Item.objects.update(state=ItemState.FAILED, attempts=6)
    submit_url("https://a.example/1")
    item.refresh_from_db()
    assert (item.state, item.attempts) == (ItemState.WAITING, 0)


def test_an_upload_may_hold_many_reports() -> None:
    lines = "\n".join(
        json.dumps({"text": text}) for text in (other_text(1), other_text(2), other_text(1), "")
    )
    outcomes = [each.outcome for each in submit_upload("a.jsonl", lines.encode())]
    assert outcomes == ["new", "new", "unchanged", "refused"]
    assert [each.reason for each in submit_upload("a.exe", b"MZ")] == ["format"]


def test_there_is_one_source_of_submissions() -> None:
    assert manual_source() == manual_source()
    assert Source.objects.filter(kind=SourceKind.MANUAL).count() == 1
