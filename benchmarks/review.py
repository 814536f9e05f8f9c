"""The review page and the queue with a million mentions stored: time at the server and number of queries.

    python benchmarks/review.py [--mentions 1000000] [--keep]

Makes a database of its own beside the one of DATABASE_URL, fills it, asks for each page three times
through the whole of Django and takes the fastest, prints the figures, and exits 1 when the review page
takes more than 150 ms (95th percentile of sixty pages) or asks a varying number of queries.
"""

from __future__ import annotations

import argparse
import os
import secrets
import statistics
import sys
import time
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "siaga_bench_review"
LIMIT_MS = 150.0
PAGES = 60
TRIES = 3  # the fastest of three counts: the machine may be busy with other things
PER_ARTICLE = 20

FILL = """
SET session_replication_role = replica;
INSERT INTO incidents_source (id, name, homepage, url, kind, language, country, reliability, official,
    enabled, link_pattern, include, exclude, etag, last_modified, last_error, failures, empty_polls, note)
SELECT n, 'Kabar ' || n, '', '', 'manual', 'id', 'ID', 'C', false, false, '', '', '', '', '', '', 0, 0, ''
FROM generate_series(1, 200) n;
INSERT INTO incidents_election (id, code, name, name_en, country, level, polling_day)
SELECT n, 'pemilu-' || n, 'Pemilu ' || n, 'Election ' || n, 'ID', 'national', date '2000-01-01' + n * 300
FROM generate_series(1, 30) n;
INSERT INTO incidents_snapshot (id, sha256, url, fetched_at, status, headers, media_type, size, storage_key)
SELECT n, lpad(n::text, 64, '0'), '', now(), 200, '[]', 'text/html', 1, n::text
FROM generate_series(1, {articles}) n;
INSERT INTO incidents_article (id, source_id, snapshot_id, url, canonical_url, title, byline, outlet, language,
    published_on, published_precision, published_from, received_at, text, text_sha256, relevance, relevant,
    extractor_version, state, attempts, error)
SELECT n, n % 200 + 1, n, '', 'https://kabar.example/' || n, 'Berita ' || n, '', 'Kabar ' || (n % 200 + 1), 'id',
    date '2015-01-01' + (n % 3650), 'day', 'meta', now(),
    (SELECT string_agg('Kalimat ' || lpad(k::text, 2, '0') || ' dari laporan ' || lpad(n::text, 8, '0')
        || ' menyebut serangan siber pada sistem KPU.', E'\n' ORDER BY k) FROM generate_series(0, {last}) k),
    lpad(n::text, 64, '0'), 0.5 + (n % 50) / 100.0, true, 'bench-1', 'extracted', 1, ''
FROM generate_series(1, {articles}) n;
INSERT INTO incidents_mention (id, article_id, kind, category, status, start, "end", evidence,
    figure_approximate, figure_unit, figure_text, precision, reported_by, election_id, place_text,
    confidence, explanation, extractor_version, credibility, state, rejection, flagged_vanished, reported_on,
    corroboration, priority, version, created_at, starts_on, ends_on)
SELECT (a.id - 1) * {per} + k + 1, a.id, 'attack',
    (ARRAY['ddos','data-breach','phishing','intrusion','disinformation','unspecified'])[k % 6 + 1], 'occurred',
    k * {line}, k * {line} + {line} - 1, substring(a.text FROM k * {line} + 1 FOR {line} - 1),
    false, '', '', '', 'BSSN', a.id % 30 + 1, '', (k + 1) / 21.0, '[]', 'bench-1', 6,
    CASE WHEN (a.id + k) % 10 < 4 THEN 'waiting' WHEN (a.id + k) % 10 < 9 THEN 'rejected'
         ELSE 'accepted' END,
    CASE WHEN (a.id + k) % 10 BETWEEN 4 AND 8 THEN 'repeated' ELSE '' END, false, a.published_on,
    k % 4, (a.published_on - date '0001-01-01') + 1 + 10 * a.relevance * (k + 1) / 21.0 + 2 * (k % 4), 1,
    now(), a.published_on, a.published_on
FROM incidents_article a, generate_series(0, {last}) k;
INSERT INTO incidents_mentionentity (mention_id, role, text)
SELECT id, 'target', 'KPU' FROM incidents_mention;
SELECT setval(pg_get_serial_sequence('incidents_mention', 'id'), (SELECT max(id) FROM incidents_mention));
SELECT setval(pg_get_serial_sequence('incidents_article', 'id'), (SELECT max(id) FROM incidents_article));
SET session_replication_role = origin;
"""


def main() -> int:
    """Fill, measure, say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mentions", type=int, default=1_000_000)
    options.add_argument("--keep", action="store_true", help="leave the database there")
    given = options.parse_args()
    server = os.environ["DATABASE_URL"]
    _recreate(server)
    os.environ["DATABASE_URL"] = _named(server, DATABASE)
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    try:
        _fill(given.mentions)
        return _measure()
    finally:
        if not given.keep:
            from django.db import connection

            connection.close()
            _drop(server)


def _named(url: str, name: str) -> str:
    return f"{url.rpartition('/')[0]}/{name}"


def _recreate(server: str) -> None:
    _drop(server)
    _run(server, f"CREATE DATABASE {DATABASE}")


def _drop(server: str) -> None:
    _run(server, f"DROP DATABASE IF EXISTS {DATABASE}")


def _run(server: str, statement: str) -> None:
    link = psycopg2.connect(server)
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute(statement)
    link.close()


def _fill(mentions: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    begun = time.perf_counter()
    call_command("migrate", verbosity=0)
    line = len("Kalimat 00 dari laporan 00000000 menyebut serangan siber pada sistem KPU.") + 1
    articles = max(mentions // PER_ARTICLE, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            FILL.format(articles=articles, per=PER_ARTICLE, last=PER_ARTICLE - 1, line=line)
        )
        _open_incidents()
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM incidents_mention")
        stored = cursor.fetchone()[0]
    print(
        f"{stored:,} mentions of {articles:,} articles stored in {time.perf_counter() - begun:.0f} s"
    )


def _open_incidents() -> None:
    """A hundred records for the suggestions to choose from."""
    from incidents.domain.vocabulary import Role
    from incidents.models import Mention
    from incidents.review import incidents, people

    author = people.add("bench", role=Role.ANALYST, password=secrets.token_urlsafe())
    for mention in Mention.objects.filter(state="accepted").order_by("-pk")[:100]:
        incidents.open_incident(by=author, mention=mention, seen_version=mention.version)


def _measure() -> int:
    from django.test import Client
    from django.urls import reverse

    from incidents.models import User
    from incidents.review import queue

    person = User.objects.get(username="bench")
    client = Client(SERVER_NAME="localhost")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    waiting = list(queue.waiting(person).values_list("pk", flat=True)[: 200 * PAGES : 200])
    pages = {
        "review page": [reverse("mention", args=[key]) for key in waiting],
        "review page, filtered": [
            f"{reverse('mention', args=[key])}?category=ddos&election=pemilu-7" for key in waiting
        ],
        "queue": [reverse("queue")] * 5,
        "queue, category": [f"{reverse('queue')}?category=phishing"] * 5,
        "queue, election and source": [f"{reverse('queue')}?election=pemilu-9&source=8"] * 5,
    }
    good = True
    for name, addresses in pages.items():
        begun = time.process_time()
        times, queries = _ask(client, addresses)
        cpu = (time.process_time() - begun) * 1000 / (len(addresses) * (TRIES + 1))
        p95 = sorted(times)[int(len(times) * 0.95) - 1] if len(times) > 1 else times[0]
        print(
            f"{name:28} median {statistics.median(times):6.1f} ms  p95 {p95:6.1f} ms  "
            f"CPU of Python {cpu:5.1f} ms  queries {min(queries)}..{max(queries)}"
        )
        if name == "review page":
            good = p95 <= LIMIT_MS and len(set(queries)) == 1
    print(
        "within the limits"
        if good
        else f"over the limits: {LIMIT_MS:.0f} ms, one number of queries"
    )
    return 0 if good else 1


def _ask(client: object, addresses: list[str]) -> tuple[list[float], list[int]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    assert isinstance(client, Client)
    client.get(addresses[0])  # templates are compiled at the first page
    times, queries = [], []
    for address in addresses:
        tries = []
        for _ in range(TRIES):
            begun = time.perf_counter()
            answer = client.get(address)
            tries.append((time.perf_counter() - begun) * 1000)
            assert answer.status_code == 200, (address, answer.status_code)
        times.append(min(tries))
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries.append(len(captured))
    return times, queries


if __name__ == "__main__":
    sys.exit(main())
