"""Outlets on this machine with a feed each, and what became of their items."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from pathlib import Path

import psycopg2

from tests.flows.stack import Stack
from tests.ingestion.samples import PARAGRAPHS, other_text, page, rss
from tests.ingestion.site import Reply, Site

_COUNTS = """
    SELECT (SELECT count(*) FROM incidents_item),
           (SELECT count(*) FROM incidents_item WHERE state = 'done'),
           (SELECT count(*) FROM incidents_article),
           (SELECT count(DISTINCT canonical_url) FROM incidents_article),
           (SELECT count(*) FROM incidents_article WHERE state = 'extracted'),
           (SELECT count(*) FROM incidents_mention),
           (SELECT count(*) FROM (SELECT DISTINCT article_id, kind, category, start, "end" FROM incidents_mention) m)
"""
_SOURCE = """
    INSERT INTO incidents_source (name, homepage, url, kind, language, country, reliability, official, enabled,
        link_pattern, include, exclude, etag, last_modified, next_poll_at, last_error, failures, empty_polls, note, cadence)
    VALUES (%s, '', %s, 'feed', 'id', 'ID', 'F', false, true, '', '', '', '', '', now(), '', 0, 0, '', interval '1 day')
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many items, articles and mentions there are, and how many of them are different."""

    items: int
    done: int
    articles: int
    addresses: int
    extracted: int
    mentions: int
    different_mentions: int

    def since(self, before: Outcome) -> Outcome:
        """What was added."""
        return Outcome(
            *(now - then for now, then in zip(astuple(self), astuple(before), strict=True))
        )

    def is_whole(self, expected: int, *, besides: int = 0) -> bool:
        """Nothing lost, nothing twice: so many items, and so many articles besides those of the items."""
        return (
            (self.items, self.done) == (expected, expected)
            and {self.articles, self.addresses, self.extracted} == {expected + besides}
            and self.mentions == self.different_mentions
        )


def report(number: int) -> tuple[str, ...]:
    """The paragraphs of a report that has a mention, unlike every other number's."""
    statement = (
        f"Sistem KPU menghadapi {number + 10} serangan siber pada Pemilu 2019, kata Ketua KPU di Jakarta, "
        "Selasa (23/4/2019)."
    )
    return statement, PARAGRAPHS[1], other_text(number), other_text(number + 100_000)


class Outlets:
    """Sites with a feed of articles each, all articles different."""

    def __init__(self, number: int, items: int) -> None:
        self.sites = [Site() for _ in range(number)]
        for index, site in enumerate(self.sites):
            numbers = range(index * items, (index + 1) * items)
            site.replies["/rss"] = Reply(
                rss([(site.url(f"/berita/{n}"), f"Situs KPU diserang {n}") for n in numbers]),
                media_type="application/rss+xml",
            )
            for n in numbers:
                site.replies[f"/berita/{n}"] = Reply(page(f"Situs KPU diserang {n}", report(n)))

    def enlist(self, stack: Stack, first: int = 0, end: int | None = None) -> None:
        """Makes each site from `first` up to `end` a source whose poll is due."""
        connection = psycopg2.connect(stack.env["DATABASE_URL"])
        with connection, connection.cursor() as cursor:
            for index, site in enumerate(self.sites[first:end], first):
                cursor.execute(_SOURCE, (f"Kabar {index}", site.url("/rss")))
        connection.close()

    def stop(self) -> None:
        """Ends the sites."""
        for site in self.sites:
            site.stop()


def write_reports(folder: Path, number: int) -> None:
    """Files in the corpus format, each with a report of its own."""
    for n in range(number):
        record = {
            "text": "\n".join(report(n + 50_000)),
            "url": f"https://arsip.example/{n}",
            "outlet": "Arsip",
        }
        (folder / f"{n}.json").write_text(json.dumps(record), encoding="utf-8")


def outcome(stack: Stack) -> Outcome:
    """What the database holds now."""
    row = stack.rows(_COUNTS)[0]
    return Outcome(*(int(str(each)) for each in row))
