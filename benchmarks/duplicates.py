"""Time to find an article's copies with 10,000, 100,000 and 1,000,000 stories stored.

    python benchmarks/duplicates.py [MOST]

Fills a fresh database beside DATABASE_URL's (about 4 GB at a million) with made-up signatures, and
places 200 new articles at each size: half of them copies of stored ones. Removed afterwards.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from incidents.domain.records import FetchedPage, ParsedArticle
from incidents.domain.vocabulary import Language
from incidents.ingestion import duplicates, snapshots
from incidents.ingestion.duplicates import BANDS, PERMUTATIONS
from incidents.ingestion.store import Stored, store_article
from incidents.models import Article
from tests.ingestion.samples import other_text

SIZES = (10_000, 100_000, 1_000_000)
NEW = 200
CHUNK = 50_000
_FIND = duplicates._compare  # noqa: SLF001 - see `measure`

_STORIES = (
    "INSERT INTO incidents_story (first_seen) SELECT now() FROM generate_series(1, %(number)s)"
)
_ARTICLES = """
    INSERT INTO incidents_article (snapshot_id, url, canonical_url, title, byline, outlet, language,
        published_precision, published_from, received_at, text, text_sha256, signature, story_id,
        extractor_version, state, attempts, error)
    SELECT %(snapshot)s, '', 'https://b.example/' || n, '', '', '', 'id', '', '', now(), 'berita nomor ' || n,
        encode(sha256(n::text::bytea), 'hex'), decode(repeat(md5(n::text), %(repeat)s), 'hex'),
        %(story)s + n - %(first)s, '', 'extracted', 0, ''
    FROM generate_series(%(first)s, %(last)s) n
"""
_BANDS = """
    INSERT INTO incidents_storyband (article_id, band)
    SELECT a.id, ('x' || substr(md5(a.id || '/' || b), 1, 16))::bit(64)::bigint
    FROM incidents_article a CROSS JOIN generate_series(1, %(bands)s) b WHERE a.id > %(after)s
"""


def put(text: str, url: str) -> Stored:
    """Stores an article as the pipeline does."""
    page = FetchedPage(url, url, 200, (), text.encode(), "text/html", None, datetime.now(UTC))
    parsed = ParsedArticle("Berita", text, Language.INDONESIAN, canonical_url=url)
    return store_article(parsed, snapshots.keep(page), url=url)


def fill(have: int, want: int, snapshot: int) -> None:
    """Adds made-up articles with a story and bands each."""
    with connection.cursor() as cursor:
        # The made-up texts are not those of their hashes, and history of them is of no use.
        cursor.execute("SET session_replication_role = replica")
        for first in range(have, want, CHUNK):
            number = min(CHUNK, want - first)
            cursor.execute("SELECT coalesce(max(id), 0) FROM incidents_article")
            after = cursor.fetchone()[0]
            cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM incidents_story")
            story = cursor.fetchone()[0]
            cursor.execute(_STORIES, {"number": number})
            values = {
                "snapshot": snapshot,
                "story": story,
                "first": first,
                "last": first + number - 1,
            }
            cursor.execute(_ARTICLES, {**values, "repeat": PERMUTATIONS * 4 // 16})
            cursor.execute(_BANDS, {"bands": BANDS, "after": after})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE incidents_article, incidents_storyband, incidents_story")
        cursor.execute("CHECKPOINT")


def measure(round_: int) -> tuple[list[float], list[float]]:
    """Milliseconds to store each of NEW articles, every second one a copy of the one before; and to find its copies."""
    took: list[float] = []
    finding: list[float] = []

    def timed(
        article: Article, sign: duplicates.Signature, bands: Sequence[int]
    ) -> tuple[list[Article], list[Article]]:
        started = time.perf_counter()
        found = _FIND(article, sign, bands)
        finding.append(1000 * (time.perf_counter() - started))
        return found

    duplicates._compare = timed  # noqa: SLF001 - the part whose time must not grow
    for number in range(NEW):
        text = other_text(1_000 * round_ + number // 2)
        started = time.perf_counter()
        stored = put(
            text + (" Redaksi menyunting." * (number % 2)),
            f"https://{number % 2}.example/{round_}/{number}",
        )
        took.append(1000 * (time.perf_counter() - started))
        assert number % 2 == 0 or Article.objects.filter(story=stored.article.story).count() == 2
    return took, finding


def main() -> None:
    """Prints the figures."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    first = put(other_text(999_999), "https://seed.example/").article
    have = 0
    for round_, size in enumerate((size for size in SIZES if size <= most), start=1):
        started = time.perf_counter()
        fill(have, size, first.snapshot_id)
        have = size
        filled = time.perf_counter() - started
        measure(round_ + 10)  # warm
        took, finding = measure(round_)
        print(
            f"{size:9,} stories: copies found in {median(finding):.2f} ms (95 % within {quantiles(finding, n=20)[-1]:.2f}), "
            f"an article stored in {median(took):.1f} ms ({quantiles(took, n=20)[-1]:.1f}); "
            f"filled in {filled:.0f} s, load {os.getloadavg()[0]:.1f}",
            flush=True,
        )


if __name__ == "__main__":
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        main()
    finally:
        teardown_databases(databases, verbosity=0)
