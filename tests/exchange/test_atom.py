"""The Atom feed: well-formed whatever titles hold, with ids that stay."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from incidents.exchange.atom import NAMESPACE, atom
from incidents.models import Incident

SITE = "https://siaga.example"
HOUR = datetime(2026, 11, 21, 18, tzinfo=UTC)


def record(**fields: object) -> Incident:
    given = {
        "public_id": "2019-0004", "slug": "serangan", "kind": "attack", "category": "ddos",
        "status": "occurred", "title": "Judul", "title_en": "Title", "summary": "Isi",
        "published_at": HOUR, "changed_at": HOUR,
    }  # fmt: skip
    return Incident(**(given | fields))


def feed_of(*records: Incident) -> ET.Element:
    body = atom(
        records, site=SITE, feed_url=f"{SITE}/incidents/feed.atom", title="Siaga", language="en",
        updated=HOUR,
    )  # fmt: skip
    assert body.startswith(b"<?xml")
    return ET.fromstring(body)  # noqa: S314 - written here


def texts(feed: ET.Element, path: str) -> list[str | None]:
    return [one.text for one in feed.findall(path, {"a": NAMESPACE})]


def test_an_entry_has_a_lasting_id_an_address_and_its_words() -> None:
    with translation.override("en"):
        feed = feed_of(record())

    assert texts(feed, "a:entry/a:id") == [f"{SITE}/incidents/2019-0004"]
    assert texts(feed, "a:entry/a:title") == ["Title"]
    links = feed.findall("a:entry/a:link", {"a": NAMESPACE})
    assert [link.get("href") for link in links] == [f"{SITE}/incidents/2019-0004-serangan"]
    terms = feed.findall("a:entry/a:category", {"a": NAMESPACE})
    assert [term.get("term") for term in terms] == ["attack", "ddos", "occurred"]


@pytest.mark.parametrize("title", ["<b>&amp;", "]]>", "a\x00b\x0b", "\ufffe", "😀 “kutipan”"])
def test_no_title_breaks_the_feed(title: str) -> None:
    with translation.override("en"):
        feed = feed_of(record(title_en=title))

    (told,) = texts(feed, "a:entry/a:title")
    assert set(told or "") <= set(title)


def test_the_feed_is_as_new_as_its_newest_entry_and_may_be_empty() -> None:
    later = datetime(2026, 11, 22, tzinfo=UTC)

    assert texts(feed_of(record(), record(changed_at=later)), "a:updated") == [later.isoformat()]
    assert texts(feed_of(), "a:updated") == [HOUR.isoformat()]
