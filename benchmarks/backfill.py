"""A backfill as an operator does it: addresses in line, Celery workers, kill -9 on the way; is each there once?

    python benchmarks/backfill.py [--pages 2000] [--workers 2] [--kill] [--hosts 8]
    python benchmarks/backfill.py --pages 3000 --workers 1 2

Starts the product on servers of its own, and sites on this machine with so many distinct short
pages; `manage.py ingest --list` and the worker are those of every day. `--kill` kills the command
twice and worker with all its processes at a third and two thirds of the way, and goes on. Several
numbers of workers are run one after the other, each on a fresh database, and compared.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import outlet
from tests.flows.stack import Stack

_DONE = """
    SELECT (SELECT count(*) FROM incidents_item WHERE state IN ('done', 'failed')),
           (SELECT count(*) FROM incidents_article WHERE state IN ('extracted', 'failed'))
"""
_CHECKS = {
    "items": "SELECT count(*) FROM incidents_item",
    "items fetched": "SELECT count(*) FROM incidents_item WHERE state = 'done'",
    "articles": "SELECT count(*) FROM incidents_article",
    "different addresses": "SELECT count(DISTINCT canonical_url) FROM incidents_article",
    "different texts": "SELECT count(DISTINCT text_sha256) FROM incidents_article",
    "snapshots": "SELECT count(*) FROM incidents_snapshot",
    "articles extracted": "SELECT count(*) FROM incidents_article WHERE state = 'extracted'",
    # The history that triggers keep has a row for each time an article became extracted.
    "times extracted": "SELECT count(*) FROM incidents_articleevent WHERE state = 'extracted'",
}
_ONCE = """
    SELECT count(*), count(DISTINCT (article_id, kind, category, start, "end")), count(DISTINCT article_id)
    FROM incidents_mention
"""
_REFUSED = "SELECT stage, reason, count(*) FROM incidents_fault WHERE solved_at IS NULL GROUP BY 1, 2 ORDER BY 3 DESC"
_SIZES = """
    SELECT relname, pg_total_relation_size(oid) FROM pg_class
    WHERE relkind = 'r' AND relname ~ '^incidents' ORDER BY 2 DESC LIMIT 5
"""
REPORT_SECONDS = 30.0
FEWEST_KILLED_WITH = 200  # pages below which a kill would meet nothing at work


class Backfill:
    """One run: a stack, an outlet, and a list of addresses."""

    def __init__(self, pages: int, hosts: int, workers: int, *, limit: float) -> None:
        self.pages, self.workers = pages, workers
        self._all_in_line = (time.monotonic(), 0)
        self._until = time.monotonic() + limit
        self._outlet = subprocess.Popen(  # noqa: S603 - our own file
            [sys.executable, str(Path(outlet.__file__)), str(hosts)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._outlet.stdout is not None
        urls = outlet.addresses(pages, hosts, int(self._outlet.stdout.readline()))
        self._folder = tempfile.TemporaryDirectory(prefix="siaga-backfill-")
        self.list = Path(self._folder.name) / "addresses.txt"
        self.list.write_text("\n".join(urls), encoding="utf-8")
        # As for an archive of one's own: no gap between requests, the hosts named. Durable as in use.
        self.stack = Stack(
            processes=workers,
            postgres=(),
            FETCH_ALLOWED_PRIVATE=",".join(outlet.host(n) for n in range(hosts)),
            FETCH_HOST_GAP_SECONDS="0",
        )

    def done(self) -> int:
        """How many pages are fetched and extracted, or refused for good."""
        items, articles = (int(str(each)) for each in self.stack.rows(_DONE)[0])
        return items if articles >= items else articles

    def enlist(self, *, kill: bool) -> float:
        """Puts the list in line; seconds, with the time lost by kills of the command."""
        started = time.monotonic()
        for share in (0.3, 0.6) if kill else ():
            command = self.stack.manage_in_background("ingest", "--list", str(self.list))
            self._until_in_line(share * self.pages)
            command.kill()
            command.wait()
            say(f"killed the command with {self._in_line()} addresses in line")
        self.stack.manage("ingest", "--list", str(self.list))
        return time.monotonic() - started

    def run(self, *, kill: bool) -> float:
        """Until all is fetched and extracted; seconds since the workers could begin."""
        started = said = time.monotonic()
        took = self.enlist(kill=kill)
        self._all_in_line = (time.monotonic(), self.done())
        say(f"in line after {took:.0f} s, {self._all_in_line[1]} done meanwhile")
        kills = [self.pages / 3, 2 * self.pages / 3] if kill else []
        last = (started, 0)
        while (done := self.done()) < self.pages and time.monotonic() < self._until:
            if kills and done >= kills[0]:
                kills.pop(0)
                self._kill_worker(done)
            now = time.monotonic()
            if now - said >= REPORT_SECONDS:
                said = now
                rate = (done - last[1]) / (now - last[0])
                say(f"{now - started:6.0f} s  {done:7} of {self.pages}  {rate:5.1f} pages/s")
                last = (now, done)
            self._wait(min(1.0, 0.05 + self.pages / 10_000))
        return time.monotonic() - started

    def rate(self) -> float:
        """Pages a second from when all were in line; ask when all are done."""
        begun, before = self._all_in_line
        return (self.done() - before) / (time.monotonic() - begun)

    def check(self) -> bool:
        """Prints what the database holds; whether every page is there once or refused with a reason."""
        counts = {name: int(str(self.stack.rows(query)[0][0])) for name, query in _CHECKS.items()}
        refused = self.stack.rows(_REFUSED)
        mentions, different, with_any = self.stack.rows(_ONCE)[0]
        for name, number in counts.items():
            print(f"  {name:20} {number:8}")
        print(f"  mentions             {mentions:8}, {different} different, in {with_any} articles")
        print(f"  open failures        {[tuple(map(str, row)) for row in refused]}")
        size = int(str(self.stack.rows("SELECT pg_database_size(current_database())")[0][0]))
        tables = ", ".join(f"{name} {int(str(of)) >> 20}" for name, of in self.stack.rows(_SIZES))
        evidence = self._evidence()
        print(f"  database {size >> 20} MiB ({tables}); evidence {evidence >> 20} MiB")
        return set(counts.values()) == {self.pages} and mentions == different and not refused

    def verify(self) -> None:
        """Hashes every archived page again, as an operator would afterwards."""
        started = time.monotonic()
        said = self.stack.manage("verify_evidence", check=False)
        print(
            f"  verify_evidence: {said.stdout.strip()[-200:]} ({time.monotonic() - started:.0f} s)"
        )

    def stop(self) -> None:
        """Ends every process and removes the data."""
        self.stack.stop()
        self._outlet.kill()
        self._outlet.wait()
        self._folder.cleanup()

    def _evidence(self) -> int:
        files = (self.stack.home.var / "evidence").rglob("*.zz")
        return sum(each.stat().st_blocks * 512 for each in files)

    def _in_line(self) -> int:
        return int(str(self.stack.rows(_CHECKS["items"])[0][0]))

    def _until_in_line(self, number: float) -> None:
        self.stack.until(lambda: self._in_line() >= number, seconds=600)

    def _kill_worker(self, done: int) -> None:
        """kill -9 of the worker and of the processes it has started, all at once."""
        main = self.stack.pid("worker")
        for pid in [main, *_children(main)]:
            os.kill(pid, signal.SIGKILL)
        self.stack.until_restarted("worker", main, seconds=120)
        say(f"killed the worker and its processes with {done} done; it was started again")

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self.stack.until(lambda: time.monotonic() >= until, seconds=seconds + 60)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


def say(line: str) -> None:
    """Prints with the time of day."""
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


def measured(options: argparse.Namespace, workers: int) -> float:
    """Pages a second with so many workers; ends the program with an error if any page is lost or doubled."""
    run = Backfill(options.pages, options.hosts, workers, limit=options.limit * 60)
    try:
        run.stack.start()
        say(f"{options.pages} pages of {options.hosts} hosts, {workers} workers: started")
        seconds = run.run(kill=options.kill and options.pages >= FEWEST_KILLED_WITH)
        done, rate = run.done(), run.rate()
        say(f"{done} pages in {seconds:.0f} s; from when all were in line {rate:.1f} pages/s")
        whole = run.check()
        if not options.quick:
            run.verify()
        print(f"  {'every page once' if whole else 'NOT every page once'}", flush=True)
        if not whole:
            raise SystemExit(1)
        return rate
    finally:
        run.stop()


def main() -> None:
    """Runs with each number of workers, and compares."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[2])
    parser.add_argument("--hosts", type=int, default=8)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--quick", action="store_true", help="do not hash the archive at the end")
    parser.add_argument(
        "--limit", type=float, default=600.0, help="minutes after which it gives up"
    )
    options = parser.parse_args()
    rates = {workers: measured(options, workers) for workers in options.workers}
    first = next(iter(rates.values()))
    for workers, rate in rates.items():
        print(f"{workers} workers: {rate:.1f} pages/s = x {rate / first:.2f}")


if __name__ == "__main__":
    main()
