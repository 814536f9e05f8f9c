"""One request to a host at a time, with a gap, whoever asks; robots.txt decides."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from itertools import pairwise

import pytest
import redis
from pytest_django import Settings

from incidents.domain.errors import PermanentError, TemporaryError
from incidents.ingestion import polite
from incidents.ingestion.fetch import Request
from incidents.ingestion.polite import polite_fetch, turn
from tests.ingestion.samples import page
from tests.ingestion.site import Reply, Site


@pytest.fixture
def host() -> Iterator[str]:
    """A host that nobody asked anything yet."""
    name = f"{uuid.uuid4().hex}.example"
    yield name
    polite._redis().delete(f"siaga:host:{name}", f"siaga:host:{name}:line")


def test_two_at_once_take_turns_with_a_gap(host: str) -> None:
    moments: list[tuple[float, float]] = []

    def work() -> None:
        with turn(host, 0.15, patience=5.0):
            began = time.monotonic()
            moments.append((began, time.monotonic()))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    moments.sort()
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(moments)]
    assert len(gaps) == 2
    assert min(gaps) >= 0.14


def test_who_will_not_wait_gets_a_place_in_line(host: str) -> None:
    places = []
    with turn(host, 2.0, patience=0.0):
        for _asked in range(3):
            with pytest.raises(TemporaryError) as caught, turn(host, 2.0, patience=0.0):
                pass
            assert caught.value.reason == "host-busy"
            places.append(caught.value.retry_after)
    assert places == pytest.approx([2.0, 4.0, 6.0], abs=0.5)


def test_other_hosts_do_not_wait(host: str) -> None:
    with turn(host, 5.0, patience=0.0), turn(f"other-{host}", 5.0, patience=0.0):
        pass
    polite._redis().delete(f"siaga:host:other-{host}")


def test_without_redis_a_person_can_still_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = redis.Redis.from_url("redis://127.0.0.1:1/0")
    monkeypatch.setattr(polite, "_redis", lambda: nobody)
    with turn("kabar.example", 2.0, patience=0.0):
        nobody.close()


def test_a_crawl_delay_makes_the_gap_longer(site: Site, settings: Settings) -> None:
    site.replies["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 0.3", media_type="text/plain")
    site.replies["/a"] = site.replies["/b"] = Reply(page())
    started = time.monotonic()
    for path in ("/a", "/b"):
        polite_fetch(Request(site.url(path)), patience=2.0)
    assert time.monotonic() - started >= 0.3
    settings.FETCH_HOST_GAP_SECONDS = 30
    with pytest.raises(TemporaryError):
        polite_fetch(Request(site.url("/a")), patience=0.0)


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Reply("User-agent: *\nDisallow: /", media_type="text/plain"), False),
        (
            Reply(
                "User-agent: *\nDisallow: /\n\nUser-agent: Siaga\nDisallow:",
                media_type="text/plain",
            ),
            True,
        ),
        (Reply("User-agent: Siaga\nDisallow: /a", media_type="text/plain"), False),
        (Reply("<html>404</html>"), True),
        (Reply("", 404), True),
        (Reply(b"\xff\xfe\x00Disallow", media_type="text/plain"), True),
        (Reply("Disallow: /\n" * 99_999, media_type="text/plain"), True),
    ],
    ids=["all", "not-us", "us", "html", "none", "binary", "huge"],
)
def test_robots(site: Site, robots: Reply, allowed: bool) -> None:
    site.replies["/robots.txt"] = robots
    site.replies["/a"] = Reply(page())
    if allowed:
        assert polite_fetch(Request(site.url("/a"))).status == 200
        return
    with pytest.raises(PermanentError) as caught:
        polite_fetch(Request(site.url("/a")))
    assert caught.value.reason == "robots"
    assert site.paths() == []


def test_robots_are_asked_for_once(site: Site) -> None:
    site.replies["/a"] = Reply(page())
    for _again in range(3):
        polite_fetch(Request(site.url("/a")))
    assert [path for path, _headers in site.asked].count("/robots.txt") == 1


def test_a_failing_robots_file_allows_nothing_yet(site: Site) -> None:
    site.replies["/robots.txt"] = Reply("", 503)
    site.replies["/a"] = Reply(page())
    with pytest.raises(TemporaryError):
        polite_fetch(Request(site.url("/a")))
    assert site.paths() == []
