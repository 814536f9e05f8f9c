"""What a source offers: one entry an item; feeds, sitemaps and listing pages all give these."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from incidents.domain.addresses import parse_address
from incidents.domain.errors import PermanentError
from incidents.domain.identity import external_id, normal_text

MOST_ENTRIES = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as its source offers it; `external_id` is its identity there, never its date."""

    external_id: str
    url: str
    title: str = ""
    summary: str = ""
    published_at: datetime | None = None
    updated: str = ""

    def fingerprint(self) -> str:
        """Changes when the source says something else of the item: then it is fetched again."""
        return hashlib.sha256(f"{self.title}\n{self.updated}".encode()).hexdigest()


def entry(
    link: str,
    base: str,
    *,
    title: str = "",
    summary: str = "",
    published: str = "",
    updated: str = "",
) -> Entry | None:
    """An entry from what a source wrote; None where it leads to no address that can be fetched."""
    if not link.strip():
        return None
    try:
        url = str(parse_address(link, base))
    except PermanentError:
        return None
    if len(url) > 2000:
        return None
    return Entry(
        external_id=external_id(url),
        url=url,
        title=normal_text(re.sub(r"<[^>]{1,500}>", "", title))[:500],
        summary=normal_text(re.sub(r"<[^>]{1,500}>", " ", summary[:4000]))[:1000],
        published_at=moment(published),
        updated=updated,
    )


def moment(text: str) -> datetime | None:
    """An ISO 8601 time; without an offset it is UTC. None if it is none, or absurd."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if 1994 <= found.year <= datetime.now(UTC).year + 1 else None


def distinct(entries: Iterable[Entry | None]) -> list[Entry]:
    """Each identity once, in the source's order, at most MOST_ENTRIES."""
    found: dict[str, Entry] = {}
    for each in entries:
        if each is not None:
            found.setdefault(each.external_id, each)
        if len(found) >= MOST_ENTRIES:
            break
    return list(found.values())
