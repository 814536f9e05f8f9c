"""An item becomes an article, comes back later, or fails with the reason; evidence included."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents.ingestion import claims, faults, snapshots
from incidents.ingestion.gather import back_off, gather
from incidents.ingestion.store import Outcome, Stored
from incidents.models import Article, Fault, Item
from incidents.models.sources import ItemState
from tests.factories.sources import ItemFactory
from tests.ingestion.samples import PARAGRAPHS, TEXT, page
from tests.ingestion.site import Reply, Site

pytestmark = pytest.mark.django_db


def gathered(item: Item) -> Stored | None:
    """Claims and gathers an item, due or not."""
    Item.objects.filter(pk=item.pk).update(state=ItemState.WAITING, next_try_at=timezone.now())
    claimed = claims.claim_item(item.pk)
    assert claimed is not None
    stored = gather(claimed)
    item.refresh_from_db()
    return stored


def test_a_page_becomes_an_article_with_its_evidence(site: Site) -> None:
    site.replies["/a"] = Reply(page(), headers={"ETag": '"1"', "X-Test": "kept"})
    item = ItemFactory.create(url=site.url("/a"))
    stored = gathered(item)
    assert stored is not None
    assert stored.outcome is Outcome.NEW
    article = Article.objects.get()
    assert (item.state, item.article, item.etag) == (ItemState.DONE, article, '"1"')
    assert article.source == item.source
    assert snapshots.read(article.snapshot).decode() == page()
    assert ["X-Test", "kept"] in article.snapshot.headers
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)


def test_an_unchanged_page_is_not_read_again(site: Site) -> None:
    site.replies["/a"] = Reply(page(), headers={"ETag": '"1"'})
    item = ItemFactory.create(url=site.url("/a"))
    gathered(item)
    site.replies["/a"] = Reply(b"", 304)
    assert gathered(item) is None
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert item.state == ItemState.DONE
    assert item.article == Article.objects.get()


def test_an_edited_page_is_a_new_version(site: Site) -> None:
    site.replies["/a"] = Reply(page())
    item = ItemFactory.create(url=site.url("/a"))
    gathered(item)
    site.replies["/a"] = Reply(
        page(paragraphs=(*PARAGRAPHS[:2], "Ralat: kalimat yang baru dalam berita ini."))
    )
    stored = gathered(item)
    assert stored is not None
    assert stored.outcome is Outcome.VERSION
    assert item.article == stored.article
    assert stored.article.version_of == Article.objects.order_by("pk").first()


def test_an_article_on_several_pages_is_joined(site: Site) -> None:
    links = "<a href='/a?page=1'>1</a><a href='/a?page=2'>2</a><a href='/a?page=3'>3</a>"
    for number, part in enumerate((PARAGRAPHS[:2], PARAGRAPHS[2:3], PARAGRAPHS[3:]), start=1):
        repeated = ("Berita ini terbagi menjadi beberapa halaman yang panjang.", *part)
        path = "/a" if number == 1 else f"/a?page={number}"
        site.replies[path] = Reply(page(paragraphs=repeated, foot=links))
    stored = gathered(ItemFactory.create(url=site.url("/a")))
    assert stored is not None
    lines = stored.article.text.split("\n")
    assert [line for line in lines if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert stored.article.text.count("terbagi menjadi beberapa halaman") == 1
    assert stored.article.further_snapshots.count() == 2
    assert site.paths() == ["/a", "/a?page=2", "/a?page=3"]


def test_archived_bytes_are_read_instead_of_the_address(site: Site) -> None:
    site.replies["/a"] = Reply(page())
    stored = gathered(ItemFactory.create(url=site.url("/a")))
    assert stored is not None
    Article.objects.all().delete()
    item = ItemFactory.create(
        url=site.url("/a"), external_id="again", snapshot=stored.article.snapshot
    )
    assert gathered(item) is not None
    assert site.paths() == ["/a"]


def test_what_the_feed_said_helps_where_the_page_is_silent(site: Site) -> None:
    undated = tuple(each.replace(", Selasa (23/4/2019)", "") for each in PARAGRAPHS)
    site.replies["/a"] = Reply(page(paragraphs=undated))
    item = ItemFactory.create(url=site.url("/a"), published_at=timezone.now())
    stored = gathered(item)
    assert stored is not None
    assert stored.article.published_from == "feed"
    assert stored.article.published_on == timezone.localdate()


@pytest.mark.parametrize(
    ("reply", "reason", "stage"),
    [
        (Reply("", 404), "status-404", "fetch"),
        (Reply("<html><body>kosong</body></html>"), "empty", "parse"),
        (Reply(b"%PDF", media_type="application/pdf"), "media-type", "fetch"),
    ],
    ids=["gone", "empty", "pdf"],
)
def test_a_lasting_failure_is_a_fault_that_a_person_may_retry(
    site: Site, reply: Reply, reason: str, stage: str
) -> None:
    site.replies["/a"] = reply
    item = ItemFactory.create(url=site.url("/a"))
    assert gathered(item) is None
    assert item.state == ItemState.FAILED
    assert item.error
    fault = Fault.objects.get()
    assert (fault.reason, fault.stage, fault.permanent, fault.item) == (reason, stage, True, item)
    site.replies["/a"] = Reply(page())
    assert faults.retry(fault) == item
    claimed = claims.claim_item(item.pk)
    assert claimed is not None
    assert gather(claimed) is not None
    fault.refresh_from_db()
    assert fault.solved_at is not None
    assert faults.retry(fault) is None


def test_a_passing_failure_comes_back_later_and_at_last_fails(site: Site) -> None:
    site.replies["/a"] = Reply("", 503, headers={"Retry-After": "7200"})
    item = ItemFactory.create(url=site.url("/a"))
    assert gathered(item) is None
    assert item.state == ItemState.WAITING
    assert item.next_try_at is not None
    assert item.next_try_at > timezone.now() + timedelta(hours=1)
    assert claims.claim_item(item.pk) is None
    for _again in range(5):
        gathered(item)
    assert (item.state, Fault.objects.get().times) == (ItemState.FAILED, 6)


def test_waits_double_with_jitter_and_an_end() -> None:
    first = [back_off(1, None) for _ in range(50)]
    assert timedelta(seconds=45) <= min(first) < max(first) <= timedelta(seconds=75)
    assert back_off(4, None) > timedelta(minutes=5)
    assert back_off(60, None) <= timedelta(hours=15)
    assert back_off(1, 3600) == timedelta(hours=1)


def test_a_forbidden_page_is_not_asked_for(site: Site) -> None:
    site.replies["/robots.txt"] = Reply("User-agent: *\nDisallow: /arsip/", media_type="text/plain")
    site.replies["/arsip/a"] = Reply(page())
    item = ItemFactory.create(url=site.url("/arsip/a"))
    assert gathered(item) is None
    assert site.paths() == []
    assert Fault.objects.get().reason == "robots"


def test_plain_text_is_a_report_too(site: Site) -> None:
    site.replies["/a.txt"] = Reply(TEXT, media_type="text/plain; charset=utf-8")
    stored = gathered(ItemFactory.create(url=site.url("/a.txt")))
    assert stored is not None
    assert stored.article.text == TEXT
