"""Pages a second from bytes to stored mentions, per stage, beside trafilatura alone; one and two processes.

    python benchmarks/pipeline.py [FOLDER]

FOLDER holds pages as *.html or *.html.gz; by default those laid beside the clone, if any. The
database is a fresh one beside DATABASE_URL's, removed afterwards; archived bytes go to memory.
"""

from __future__ import annotations

import gzip
import multiprocessing
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

import trafilatura
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from incidents import tasks
from incidents.domain.errors import PermanentError
from incidents.domain.records import FetchedPage
from incidents.ingestion import snapshots
from incidents.ingestion.pages import parse_page
from incidents.ingestion.store import store_article

CUSTOM = Path(__file__).resolve().parents[2] / "shared" / "conformance" / "article-pages" / "html"
ROUNDS = 3
Times = defaultdict[str, float]


def pages(folder: Path, run: str) -> list[bytes]:
    """The pages of the folder, ROUNDS times, with a sentence of run and round so that nothing is known yet."""
    found = [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in sorted(folder.iterdir())
    ]
    marks = [
        f"<p>Sentence that tells {run} round {n} from the others.</p></article>".encode()
        for n in range(ROUNDS)
    ]
    return [
        page.replace(b"</article>", mark) + b"<!-- %d -->" % n
        for n, mark in enumerate(marks)
        for page in found
    ]


@contextmanager
def timed(times: Times, stage: str) -> Iterator[None]:
    """Adds the processor seconds of this process that the block takes."""
    started = time.process_time()
    yield
    times[stage] += time.process_time() - started


def work(bodies: list[bytes], first: int) -> Times:
    """The pipeline for these pages in this process; the seconds of each stage."""
    times: Times = defaultdict(float)
    for number, body in enumerate(bodies, start=first):
        url = f"https://kabar.example/{number}"
        page = FetchedPage(url, url, 200, (), body, "text/html", None, datetime.now(UTC))
        try:
            with timed(times, "parse"):
                parsed = parse_page(page)
            with timed(times, "archive"):
                snapshot = snapshots.keep(page)
            with timed(times, "store"):
                stored = store_article(parsed, snapshot, url=url)
        except PermanentError:
            continue
        with timed(times, "extract and propose"):
            tasks.extract_article(stored.article.pk)
    return times


def alone(bodies: list[bytes], *, fast: bool) -> float:
    """Pages a processor second of trafilatura alone."""
    started = time.process_time()
    for body in bodies:
        trafilatura.extract(body, fast=fast, include_comments=not fast)
    return len(bodies) / (time.process_time() - started)


def in_processes(number: int, folder: Path) -> float:
    """Pages a second, by the clock, of so many processes that share the pages."""
    bodies = pages(folder, f"run of {number}")
    connections.close_all()
    context = multiprocessing.get_context("fork")
    share = len(bodies) // number
    first = 10_000 * number
    parts = [(bodies[n * share : (n + 1) * share], first + n * share) for n in range(number)]
    processes = [context.Process(target=work, args=part) for part in parts]
    started = time.perf_counter()
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert not any(process.exitcode for process in processes)
    return number * share / (time.perf_counter() - started)


def main() -> None:
    """Prints the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CUSTOM
    bodies = pages(folder, "first run")
    size = sum(map(len, bodies)) // len(bodies) // 1024
    print(
        f"{len(bodies)} pages of {size} KiB, load {os.getloadavg()[0]:.1f}; per second of this processor:"
    )
    work(pages(folder, "warm")[:20], 90_000)
    default, quick = alone(bodies, fast=False), alone(bodies, fast=True)
    started, clock = time.process_time(), time.perf_counter()
    times = work(bodies, 0)
    rate = len(bodies) / (time.process_time() - started)
    by_clock = len(bodies) / (time.perf_counter() - clock)
    print(f"trafilatura alone, defaults  {default:7.1f} pages")
    print(f"trafilatura alone, fast      {quick:7.1f} pages")
    print(
        f"pipeline                     {rate:7.1f} pages = {rate / default:.2f} of defaults, {rate / quick:.2f} of fast"
    )
    for stage, seconds in times.items():
        print(f"  {stage:24} {1000 * seconds / len(bodies):7.2f} ms a page")
    print(f"pipeline by the clock, with the database's work: {by_clock:.1f} pages/s")
    one, two = (in_processes(number, folder) for number in (1, 2))
    print(
        f"1 and 2 processes by the clock: {one:.1f} and {two:.1f} pages/s = x {two / one:.2f}, load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        main()
    finally:
        teardown_databases(databases, verbosity=0)
