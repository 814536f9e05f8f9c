"""`manage.py poll`: polls sources now; with --work also fetches and extracts, beside any number of others."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from incidents import tasks
from incidents.ingestion import backfill, claims, gather, poll
from incidents.models import Source


class Command(BaseCommand):
    """Without arguments polls what is due; what was fetched before is not fetched again."""

    help = "Polls sources, and works through the items that wait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "sources", nargs="*", type=int, metavar="SOURCE", help="keys of sources"
        )
        parser.add_argument(
            "--work",
            action="store_true",
            help="fetch and extract waiting items in this process, to the end",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        keys: list[int] = options["sources"]
        if keys:
            now = timezone.now()
            known = Source.objects.filter(pk__in=keys, enabled=True).update(next_poll_at=now)
            if known < len(set(keys)):
                raise CommandError("There is no such source, or it is not enabled.")
        for key in keys or poll.due():
            self._poll(key, wake=not options["work"])
        if options["work"]:
            self._work()

    def _poll(self, key: int, *, wake: bool) -> None:
        source = claims.claim_source(key)
        if source is None:
            self.stdout.write(f"{key}: being polled by another process")
            return
        items = poll.poll(source)
        for item in items if wake else ():
            tasks.wake(tasks.fetch_item, item)
        said = source.last_error or f"{len(items)} items to fetch"
        self.stdout.write(f"{key} {source.name}: {said}")

    def _work(self) -> None:
        """Fetches due items and extracts their articles until none is left; others may do the same."""
        with tqdm(total=backfill.open_items(), unit="item", disable=None) as bar:
            while True:
                key = backfill.next_item()
                item = claims.claim_item(key) if key is not None else None
                if item is not None:
                    stored = gather.gather(item)
                    if stored is not None and stored.is_new:
                        tasks.extract_article(stored.article.pk)
                    bar.update(item.state not in {"waiting", "fetching"})
                elif not self._finish() and not backfill.open_work():
                    return
                elif key is None:
                    time.sleep(0.2)  # others hold what is left, or a host's turn has not come

    def _finish(self) -> int:
        """Extracts articles whose worker was killed after it had stored them; gives their number."""
        left = claims.stale_articles()
        for pk in left:
            tasks.extract_article(pk)
        return len(left)
