"""Sources that attack: each poll ends within its limits and says why, and the next source is polled on time."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from django.utils import timezone

from incidents import tasks
from incidents.domain.records import FetchedPage
from incidents.ingestion import fetch as door
from incidents.ingestion import polite
from incidents.models import Item, Poll, Source
from tests.factories.sources import FeedFactory
from tests.ingestion.samples import rss
from tests.ingestion.site import Reply, Site

pytestmark = pytest.mark.django_db
FEED = "application/rss+xml"
# The product's limits are 10 and 30 seconds; the same mechanism with a tenth of a second and one.
SHORT = door.Limits(connect=0.5, read=0.3, total=0.8, body=1_000_000)
Attack = Callable[[Site], object]


def _endless(_site: Site) -> Callable[[BaseHTTPRequestHandler], None]:
    def write(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
        while True:
            request.wfile.write(b"<item>" * 10_000)

    return write


def _drip(site: Site) -> Callable[[BaseHTTPRequestHandler], None]:
    def write(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
        while not site.waits(0.1):
            request.wfile.write(b"<")

    return write


def _circle(site: Site) -> Reply:
    site.replies["/b"] = Reply(b"", 302, headers={"Location": "/rss"})
    return Reply(b"", 302, headers={"Location": "/b"})


ATTACKS: dict[str, tuple[Attack, str]] = {
    "endless body": (_endless, "too-large"),
    "a byte at a time": (_drip, "timeout"),
    "gzip bomb": (
        lambda _: Reply(gzip.compress(b" " * 50_000_000), 200, FEED, {"Content-Encoding": "gzip"}),
        "too-large",
    ),
    "redirect circle": (_circle, "redirects"),
    "to this machine": (
        lambda _: Reply(b"", 302, headers={"Location": "http://[::1]:8000/"}),
        "address",
    ),
    "to the cloud's metadata": (
        lambda _: Reply(b"", 302, headers={"Location": "http://169.254.169.254/latest/"}),
        "address",
    ),
    "wrong length": (lambda _: Reply(b"<rss/>", 200, FEED, {"Content-Length": "9000"}), "protocol"),
    "lying type": (lambda _: Reply(b"\x89PNG\r\n\x1a\n" * 50, 200, FEED), "media-type"),
    "invalid UTF-8": (lambda _: Reply(b"\xff\xfe\xfa<rss>\xc3(" * 20, 200, FEED), "not-a-feed"),
}


@pytest.fixture
def _short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(request: door.Request, **more: object) -> FetchedPage:
        return door.fetch(replace(request, limits=SHORT), **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(polite, "fetch", fetch)


@pytest.mark.usefixtures("_short_limits")
@pytest.mark.parametrize("name", ATTACKS)
def test_it_ends_within_its_limits_and_the_next_source_is_polled(
    site: Site, request: pytest.FixtureRequest, name: str
) -> None:
    attack, reason = ATTACKS[name]
    site.replies["/rss"] = attack(site)  # type: ignore[assignment]  # a reply or a handler
    neighbour = Site()
    request.addfinalizer(neighbour.stop)
    neighbour.replies["/rss"] = Reply(
        rss([(neighbour.url("/satu"), "Situs KPU diretas")]), media_type=FEED
    )
    now = timezone.now()
    hostile = FeedFactory.create(url=site.url("/rss"), next_poll_at=now - timedelta(minutes=2))
    good = FeedFactory.create(url=neighbour.url("/rss"), next_poll_at=now - timedelta(minutes=1))

    started = time.monotonic()
    tasks.poll_due()
    spent = time.monotonic() - started

    hostile.refresh_from_db()
    good.refresh_from_db()
    assert hostile.failures == 1
    assert hostile.last_error
    assert Poll.objects.get(source=hostile).reason == reason
    assert hostile.next_poll_at is not None
    assert hostile.next_poll_at > now
    assert good.last_success_at is not None
    assert (good.failures, good.last_error) == (0, "")
    # The hostile one was first in line; its limits bound what the next one waits.
    assert spent < 10 * SHORT.total


def test_ten_thousand_items_are_taken_in_once(site: Site) -> None:
    items = [(site.url(f"/{n}"), f"Butir {n}") for n in range(10_000)]
    site.replies["/rss"] = Reply(rss(items), media_type=FEED)
    source = FeedFactory.create(url=site.url("/rss"))
    for _again in range(2):
        Source.objects.filter(pk=source.pk).update(next_poll_at=timezone.now())
        tasks.poll_due()
    found = Item.objects.filter(source=source)
    assert 0 < found.count() <= 10_000
    assert found.values("url").distinct().count() == found.count()
