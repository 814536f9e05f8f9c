"""Polls make items once, and their outcome is the source's health."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents.domain.vocabulary import SourceKind
from incidents.ingestion import claims, poll
from incidents.models import Fault, Item, Poll, Source
from incidents.models.sources import ItemState
from tests.factories.sources import FeedFactory, ItemFactory
from tests.ingestion.samples import rss
from tests.ingestion.site import Reply, Site

pytestmark = pytest.mark.django_db
FUTURE = timezone.now() + timedelta(days=1)


def polled(source: Source) -> list[int]:
    """Polls a source now, due or not; the keys of the items to fetch."""
    Source.objects.filter(pk=source.pk).update(next_poll_at=timezone.now(), claimed_until=None)
    claimed = claims.claim_source(source.pk)
    assert claimed is not None
    keys = poll.poll(claimed)
    source.refresh_from_db()
    return keys


def feed(site: Site, *titles: str, **headers: str) -> Reply:
    """A feed with one item a title."""
    items = [(site.url(f"/{title.lower().replace(' ', '-')}"), title) for title in titles]
    return Reply(rss(items), media_type="application/rss+xml", headers=headers)


def test_items_are_found_once(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = feed(site, "KPU diretas", "Bawaslu lapor")
    assert len(polled(source)) == 2
    assert polled(source) == []
    site.replies["/rss"] = feed(site, "Sirekap mati", "KPU diretas")
    assert len(polled(source)) == 1
    assert Item.objects.count() == 3
    assert list(Poll.objects.order_by("at").values_list("items", "new")) == [(2, 2), (2, 0), (2, 1)]
    assert (source.failures, source.last_error) == (0, "")
    assert source.last_success_at is not None


def test_an_item_of_which_the_source_says_something_new_is_fetched_again(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = Reply(rss([(site.url("/1"), "KPU diretas")]))
    (key,) = polled(source)
    Item.objects.filter(pk=key).update(state=ItemState.DONE)
    site.replies["/rss"] = Reply(rss([(site.url("/1"), "KPU: tidak diretas")]))
    assert polled(source) == [key]
    assert Item.objects.get().state == ItemState.WAITING


def test_rules_set_items_aside_with_the_reason(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/rss"), include="kpu")
    site.replies["/rss"] = feed(site, "KPU diretas", "Harga cabai")
    assert len(polled(source)) == 1
    aside = Item.objects.get(state=ItemState.SET_ASIDE)
    assert (aside.title, aside.reason) == ("Harga cabai", "contains none of the words to include")
    assert Poll.objects.get().set_aside == 1


def test_a_feed_is_asked_for_conditionally(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = feed(site, "KPU diretas", ETag='"1"')
    polled(source)
    site.replies["/rss"] = Reply(b"", 304)
    polled(source)
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert (source.failures, source.empty_polls, source.etag) == (0, 0, '"1"')


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply("", 500), "server"),
        (Reply("", 404), "status-404"),
        (Reply("<html><body>Perawatan</body></html>"), "not-a-feed"),
        (Reply("<!DOCTYPE a [<!ENTITY b 'c'>]><rss/>", media_type="text/xml"), "entities"),
        (Reply(b"\x89PNG", media_type="image/png"), "media-type"),
    ],
    ids=["500", "404", "html", "bomb", "image"],
)
def test_a_failure_is_in_the_sources_health_and_it_waits_longer(
    site: Site, reply: Reply, reason: str
) -> None:
    source = FeedFactory.create(url=site.url("/rss"), cadence=timedelta(hours=1))
    site.replies["/rss"] = reply
    for _again in range(2):
        assert polled(source) == []
    assert source.failures == 2
    assert source.last_error
    assert source.next_poll_at is not None
    assert source.next_poll_at > timezone.now() + timedelta(hours=3)
    fault = Fault.objects.get(stage="poll", solved_at=None)
    assert (fault.reason, fault.times, fault.source) == (reason, 2, source)
    site.replies["/rss"] = feed(site, "KPU diretas")
    polled(source)
    fault.refresh_from_db()
    assert (source.failures, source.last_error) == (0, "")
    assert fault.solved_at is not None


def test_retry_after_is_kept(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = Reply("", 429, headers={"Retry-After": "36000"})
    polled(source)
    assert source.next_poll_at is not None
    assert source.next_poll_at > timezone.now() + timedelta(hours=9)


def test_a_feed_that_moved_for_good_is_followed_and_noted(site: Site) -> None:
    old, new = site.url("/rss"), site.url("/feed")
    source = FeedFactory.create(url=old)
    site.replies["/rss"] = Reply("", 301, headers={"Location": "/feed"})
    site.replies["/feed"] = feed(site, "KPU diretas")
    polled(source)
    assert source.url == new
    assert f"moved from {old} to {new}" in source.note


def test_a_feed_that_moved_for_a_while_is_not(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = Reply("", 302, headers={"Location": "/feed"})
    site.replies["/feed"] = feed(site, "KPU diretas")
    assert len(polled(source)) == 1
    assert (source.url, source.note) == (site.url("/rss"), "")


def test_empty_polls_in_a_row_are_an_alarm(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = feed(site)
    for _again in range(3):
        polled(source)
    assert source.empty_polls == 3
    assert Fault.objects.get(solved_at=None).reason == "no-items"
    site.replies["/rss"] = feed(site, "KPU diretas")
    polled(source)
    assert source.empty_polls == 0
    assert not Fault.objects.filter(solved_at=None).exists()


def test_a_silent_source_raises_an_alarm_until_it_speaks(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = feed(site, "KPU diretas")
    polled(source)
    assert poll.check_silence() == 0
    Item.objects.update(found_at=timezone.now() - timedelta(days=8))
    assert poll.check_silence() == 1
    source.refresh_from_db()
    assert source.silent_since is not None
    assert Fault.objects.get(solved_at=None).reason == "silent"
    ItemFactory.create(source=source, found_at=timezone.now())
    assert poll.check_silence() == 0
    source.refresh_from_db()
    assert source.silent_since is None
    assert not Fault.objects.filter(solved_at=None).exists()


def test_a_sitemap_index_leads_to_its_newest_sitemaps(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/s.xml"), kind=SourceKind.SITEMAP)
    index = f"<sitemapindex><sitemap><loc>{site.url('/s1.xml')}</loc></sitemap></sitemapindex>"
    site.replies["/s.xml"] = Reply(index, media_type="application/xml")
    urls = f"<urlset><url><loc>{site.url('/1')}</loc></url><url><loc>{site.url('/2')}</loc></url></urlset>"
    site.replies["/s1.xml"] = Reply(urls, media_type="text/xml")
    assert len(polled(source)) == 2


def test_a_listing_page(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/"), kind=SourceKind.PAGE, link_pattern=r"/berita/")
    site.replies["/"] = Reply("<a href='/berita/1'>Satu</a><a href='/lain/2'>Dua</a>")
    polled(source)
    assert list(Item.objects.values_list("title", flat=True)) == ["Satu"]


def test_thousands_of_items_are_registered_once(site: Site) -> None:
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = feed(site, *[f"Butir {n}" for n in range(2_500)])
    assert len(polled(source)) == 2_500
    assert polled(source) == []


def test_a_source_that_was_just_enabled_is_due() -> None:
    source = FeedFactory.create(next_poll_at=None)
    assert poll.due() == [source.pk]
    assert claims.claim_source(source.pk) == source


def test_a_defect_of_ours_is_in_the_sources_health_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(poll, "parse_feed", broken)
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = feed(site, "KPU diretas")
    assert polled(source) == []
    assert (source.failures, source.last_error) == (1, "RecursionError: too deep")


def test_old_polls_are_forgotten() -> None:
    source, now = FeedFactory.create(), timezone.now()
    for days in (1, 89, 91, 400):
        Poll.objects.create(source=source, at=now - timedelta(days=days))
    assert poll.forget_old_polls() == 2
    assert Poll.objects.count() == 2


def test_only_one_polls_a_source() -> None:
    source = FeedFactory.create()
    assert poll.due() == [source.pk]
    assert claims.claim_source(source.pk) == source
    assert claims.claim_source(source.pk) is None
    Source.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert claims.claim_source(source.pk) == source


@pytest.mark.parametrize(
    "values",
    [{"enabled": False}, {"kind": "manual"}, {"next_poll_at": FUTURE}],
    ids=["disabled", "manual", "later"],
)
def test_what_is_not_polled(values: dict[str, object]) -> None:
    assert claims.claim_source(FeedFactory.create(**values).pk) is None
