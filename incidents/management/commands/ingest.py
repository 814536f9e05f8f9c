"""`manage.py ingest PATH|URL...`: reports in; says what became of each and why one was refused."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection
from tqdm import tqdm

from incidents import tasks
from incidents.domain.errors import PermanentError
from incidents.ingestion import backfill, claims, gather
from incidents.ingestion.documents import MOST_BYTES, WARC_SUFFIXES
from incidents.ingestion.submit import OUTCOMES, Submission, each_in_upload, submit_url
from incidents.models import Item

# Without progress for so many seconds, the command says that no worker seems to run.
PATIENCE = 30
DATABASE_PATIENCE = 120
# More reports in line than this are counted less often.
LONG_LINE = 1_000


class Command(BaseCommand):
    """Reads files, folders and addresses; what was read before is not stored again."""

    help = "Reads reports: text, HTML, JSON, JSON lines, EML, WARC; files, folders or addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="*", metavar="PATH|URL")
        parser.add_argument(
            "--list", metavar="FILE", help="addresses, one a line, for the workers to fetch"
        )
        parser.add_argument("--wait", action="store_true", help="wait until the workers are done")
        parser.add_argument(
            "--here", action="store_true", help="extract in this process, without workers"
        )

    def handle(self, *inputs: Any, **options: Any) -> None:
        given: list[str] = options["inputs"] or list(inputs)
        if not given and not options["list"]:
            raise CommandError("Name at least one file, folder or address.")
        counts: Counter[str] = Counter()
        refused: list[tuple[str, str]] = []
        waiting: list[int] = []
        for name, each in self._all(given, options["list"]):
            counts[each.outcome] += 1
            if each.outcome == "refused":
                refused.append((name, each.message))
            if each.article is not None and each.outcome in {"new", "new version"}:
                waiting.append(each.article.pk)
            if not options["here"]:
                tasks.follow_up(each)
        if options["here"]:
            self._extract_here(waiting)
        elif options["wait"]:
            self._wait()
        self._summary(counts, refused)

    def _all(self, inputs: list[str], list_file: str | None) -> Iterator[tuple[str, Submission]]:
        """Every report in the inputs with its name, under a progress bar."""
        files = [each for given in inputs for each in _expanded(given)]
        for name in tqdm(files, unit="file", disable=None):
            for each in _persistently(name):
                yield name, each
        if list_file:
            yield from self._listed(Path(list_file))

    def _listed(self, path: Path) -> Iterator[tuple[str, Submission]]:
        """Puts the addresses of a list in line; those in line or fetched already stay as they are."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            yield str(path), _unreadable(error)
            return
        with tqdm(total=len(lines), unit="address", disable=None) as bar:
            for batch in backfill.add_addresses(lines):
                bar.update(batch.seen)
                for line, why in batch.refused:
                    yield line, Submission.refused(why)
                for item in batch.added:
                    yield item.url, Submission("waiting", item=item)
                for _known in range(batch.known):
                    yield "", Submission("unchanged")

    def _extract_here(self, keys: list[int]) -> None:
        for pk in tqdm(keys, unit="article", desc="Extracting", disable=None):
            tasks.extract_article(pk)

    def _wait(self) -> None:
        """Waits, under a progress bar with the rate, until nothing is in line and all is extracted."""
        total = left = backfill.open_work()
        moved, warned = time.monotonic(), False
        with tqdm(total=total, unit="report", desc="Reading", disable=None) as bar:
            while left:
                # Counting a long line is work for the database too.
                time.sleep(0.3 if left < LONG_LINE else 3.0)
                before, left = left, backfill.open_work()
                bar.total = max(total, left)
                bar.update(max(bar.total - left, 0) - bar.n)
                if left != before:
                    moved = time.monotonic()
                elif not warned and time.monotonic() - moved > PATIENCE:
                    warned = True
                    self.stderr.write(
                        "No worker seems to run; the reports wait for one (Ctrl-C is safe)."
                    )
        if later := backfill.put_off():
            self.stdout.write(f"{later} could not be fetched for now and are tried again later")

    def _summary(self, counts: Counter[str], refused: list[tuple[str, str]]) -> None:
        for name, message in refused:
            self.stderr.write(f"refused  {name}: {message}")
        total = ", ".join(f"{counts[name]} {name}" for name in OUTCOMES if counts[name])
        self.stdout.write(total or "nothing found")
        if refused or not counts:
            raise CommandError(
                f"{len(refused)} refused." if refused else "Nothing to read.", returncode=1
            )


def _expanded(given: str) -> Iterator[str]:
    """An address or file as it is; a folder as the files in it and below, hidden ones left out."""
    path = Path(given)
    if "://" in given or not path.is_dir():
        yield given
        return
    for each in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in each.relative_to(path).parts)
        if each.is_file() and not hidden:
            yield str(each)


def _persistently(name: str) -> list[Submission]:
    """What became of one input; waits for a database that goes away, and then reads the input again.

    What was stored before it went is found unchanged; its extraction is woken by the timetable.
    """
    until = time.monotonic() + DATABASE_PATIENCE
    while True:
        try:
            return list(_submissions(name))
        except (OperationalError, InterfaceError):
            connection.close()
            if time.monotonic() > until:
                raise
            time.sleep(1.0)


def _submissions(name: str) -> Iterator[Submission]:
    if "://" in name:
        yield _fetched(name)
        return
    path = Path(name)
    try:
        if name.lower().endswith(WARC_SUFFIXES):
            yield from backfill.add_warc(path)
            return
        with path.open("rb") as file:  # one byte more than allowed, so that it is refused as huge
            data = file.read(MOST_BYTES + 1)
        yield from each_in_upload(path.name, data)
    except OSError as error:
        yield _unreadable(error)


def _unreadable(error: Exception) -> Submission:
    why = getattr(error, "strerror", None) or str(error)
    return Submission.refused(PermanentError(f"It cannot be read: {why}.", reason="unreadable"))


def _fetched(url: str) -> Submission:
    """Fetches one address now, in this process, so that the summary can say what became of it."""
    asked = submit_url(url)
    if asked.item is None:
        return asked
    item = claims.claim_item(asked.item.pk)
    if item is None:
        return asked
    stored = gather.gather(item, patience=60.0)
    if stored is not None:
        return Submission.of(stored)
    again = Item.objects.select_related("article").get(pk=item.pk)
    if again.error:
        return Submission("refused", item=again, message=again.error)
    return Submission("unchanged", article=again.article)
