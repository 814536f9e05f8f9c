"""An Atom 1.0 feed (RFC 4287) of public incidents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree as ET

from incidents.models import Incident

NAMESPACE = "http://www.w3.org/2005/Atom"
# XML 1.0 has no place for control characters, escaped or not.
_CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: None,
    0xFFFF: None,
}


def atom(
    incidents: Iterable[Incident],
    *,
    site: str,
    feed_url: str,
    title: str,
    language: str,
    updated: datetime,
) -> bytes:
    """The feed as UTF-8 bytes; `updated` is used where no entry has a later change."""
    ET.register_namespace("", NAMESPACE)
    feed = ET.Element(_name("feed"), {"xml:lang": language})
    _add(feed, "title", title)
    _add(feed, "id", feed_url)
    ET.SubElement(feed, _name("link"), {"rel": "self", "href": feed_url})
    ET.SubElement(feed, _name("link"), {"href": site + "/"})
    author = ET.SubElement(feed, _name("author"))
    _add(author, "name", "Siaga")
    entries = list(incidents)
    _add(feed, "updated", max((i.changed_at for i in entries), default=updated).isoformat())
    for incident in entries:
        _entry(feed, incident, site)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: ET.Element, incident: Incident, site: str) -> None:
    entry = ET.SubElement(feed, _name("entry"))
    address = site + incident.get_absolute_url()
    _add(entry, "title", incident.display_title)
    _add(entry, "id", f"{site}/incidents/{incident.public_id}")
    ET.SubElement(entry, _name("link"), {"href": address})
    if incident.published_at:
        _add(entry, "published", incident.published_at.isoformat())
    _add(entry, "updated", incident.changed_at.isoformat())
    for term in (incident.kind, incident.category, incident.status):
        ET.SubElement(entry, _name("category"), {"term": term})
    _add(entry, "summary", incident.display_summary)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _name(name)).text = text.translate(_CONTROL)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
