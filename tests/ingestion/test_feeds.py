"""Feeds of all kinds give entries; hostile and broken ones an error that says what is wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from incidents.domain.errors import PermanentError
from incidents.ingestion.feeds import parse_feed
from tests.ingestion.samples import rss

BASE = "https://kabar.example/rss"
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>K</title>
<entry><title type="html">KPU &lt;b&gt;diretas&lt;/b&gt;</title><id>tag:kabar,1</id>
<link rel="alternate" href="/a/1"/><updated>2019-04-23T03:00:00Z</updated></entry></feed>"""


def test_rss_items_of_one_date_are_all_kept() -> None:
    items = [(f"https://kabar.example/{n}", f"Judul {n}") for n in range(5)]
    entries = parse_feed(rss(items).encode(), BASE)
    assert [(each.url, each.title) for each in entries] == items
    assert {each.published_at for each in entries} == {datetime(2019, 4, 23, 3, tzinfo=UTC)}
    assert entries[0].summary == "Ringkasan Judul 0"


def test_atom_with_relative_links_and_markup() -> None:
    (entry,) = parse_feed(ATOM.encode(), BASE)
    assert (entry.url, entry.title) == ("https://kabar.example/a/1", "KPU diretas")
    assert entry.published_at == datetime(2019, 4, 23, 3, tzinfo=UTC)


def test_json_feed() -> None:
    item = {
        "id": "1",
        "url": "https://kabar.example/1",
        "title": "T",
        "date_published": "2019-04-23T10:00:00+07:00",
    }
    data = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "K", "items": [item]}
    )
    (entry,) = parse_feed(data.encode(), BASE)
    assert (entry.url, entry.title) == ("https://kabar.example/1", "T")


def test_one_address_twice_is_one_entry() -> None:
    feed = rss(
        [("https://kabar.example/1?utm_source=rss", "A"), ("https://www.kabar.example/1", "B")]
    )
    assert [each.title for each in parse_feed(feed.encode(), BASE)] == ["A"]


def test_links_that_cannot_be_fetched_are_left_out() -> None:
    feed = rss(
        [
            ("javascript:alert(1)", "A"),
            ("ftp://kabar.example/1", "B"),
            ("https://kabar.example/2", "C"),
        ]
    )
    assert [each.title for each in parse_feed(feed.encode(), BASE)] == ["C"]


def test_a_changed_title_changes_the_fingerprint() -> None:
    one, other = (
        parse_feed(rss([("https://k.example/1", title)]).encode(), BASE)[0] for title in ("A", "B")
    )
    assert one.external_id == other.external_id
    assert one.fingerprint() != other.fingerprint()


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    whole = rss([(f"https://kabar.example/{n}", f"Judul {n} & sisa") for n in range(3)])
    assert len(parse_feed(whole[: whole.rindex("<item>")].encode(), BASE)) == 2


def test_ten_thousand_items() -> None:
    feed = rss([(f"https://kabar.example/{n}", f"Judul {n}") for n in range(10_000)])
    assert len(parse_feed(feed.encode(), BASE)) == 10_000


BOMB = '<?xml version="1.0"{}?><!DOCTYPE r [<!ENTITY a "{}"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BOMB.format("", "x" * 9999).encode(), "entities"),
        (BOMB.format("", "x").encode("utf-16"), "entities"),
        (BOMB.format(' encoding="UTF-7"', "x").encode(), "entities"),
        (b'<!DOCTYPE rss SYSTEM "http://127.0.0.1/x" [ ]><rss/>', "entities"),
        (b"<!doctype html><html><body>Bukan umpan</body></html>", "not-a-feed"),
        (b"", "not-a-feed"),
        (b"KPU diretas", "not-a-feed"),
        (b"\x89PNG\r\n\x1a\n", "not-a-feed"),
        (b'{"a": 1}', "not-a-feed"),
        (b"<rss>" + b" " * 10 * 1024 * 1024, "too-large"),
        (b"<a>" * 100_000, "not-a-feed"),
    ],
    ids=["bomb", "utf16", "utf7", "dtd", "html", "empty", "text", "png", "json", "large", "deep"],
)
def test_what_is_no_feed_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(PermanentError) as caught:
        parse_feed(data, BASE)
    assert caught.value.reason == reason
