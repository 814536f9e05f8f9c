"""Large past material: lists of addresses and WARC files become items in bulk; workers do the rest.

Adding the same list or file again goes on where it stopped: what is in line or done stays so.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db.models import Q, QuerySet
from django.utils import timezone

from incidents.domain.addresses import parse_address
from incidents.domain.errors import PermanentError
from incidents.domain.identity import content_hash, external_id
from incidents.domain.records import FetchedPage
from incidents.domain.vocabulary import ArticleState
from incidents.models import Article, Item, Source
from incidents.models.sources import ItemState

from . import snapshots, waits
from .documents import warc_pages
from .submit import Submission, manual_source

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one batch of addresses."""

    seen: int
    added: list[Item]
    known: int
    refused: list[tuple[str, PermanentError]]


def add_addresses(lines: Iterable[str], *, source: Source | None = None) -> Iterator[Added]:
    """Puts addresses in line, a thousand at a time; empty lines and `#` comments are passed over."""
    stripped = (line.strip() for line in lines)
    wanted = (line for line in stripped if line and not line.startswith("#"))
    owner = source or manual_source()
    while batch := tuple(islice(wanted, BATCH)):
        yield _add(owner, batch)


def _add(owner: Source, lines: tuple[str, ...]) -> Added:
    urls: dict[str, str] = {}
    refused: list[tuple[str, PermanentError]] = []
    for line in lines:
        try:
            url = str(parse_address(line))
        except PermanentError as error:
            refused.append((line, error))
            continue
        urls.setdefault(external_id(url), url)
    known = set(owner.items.filter(external_id__in=urls).values_list("external_id", flat=True))
    rows = [_item(owner, key, url) for key, url in urls.items() if key not in known]
    added = Item.objects.bulk_create(rows, ignore_conflicts=True)
    keys = [row.external_id for row in added]
    stored = list(owner.items.filter(external_id__in=keys, state=ItemState.WAITING))
    return Added(len(lines), stored, len(lines) - len(refused) - len(stored), refused)


def _item(owner: Source, key: str, url: str) -> Item:
    now = timezone.now()
    return Item(
        source=owner,
        external_id=key,
        url=url,
        found_at=now,
        state=ItemState.WAITING,
        next_try_at=now,
        claimed_until=now + waits.first_message(),
    )


def add_warc(path: Path, *, source: Source | None = None) -> Iterator[Submission]:
    """Archives the pages of a WARC file and puts each in line to be read by the workers."""
    owner = source or manual_source()
    with path.open("rb") as file:
        for found in warc_pages(file):
            if isinstance(found, PermanentError):
                yield Submission.refused(found)
                continue
            try:
                yield _add_page(owner, found)
            except PermanentError as error:
                yield Submission.refused(error)


def _add_page(owner: Source, page: FetchedPage) -> Submission:
    url = str(parse_address(page.url))
    # One address may be in a WARC file several times, with other bytes: each is a version.
    key = f"warc:{content_hash(page.body)}:{external_id(url)}"[:500]
    known = owner.items.filter(external_id=key).select_related("article").first()
    if known is not None:
        return Submission("unchanged", article=known.article)
    item = _item(owner, key, url)
    item.snapshot = snapshots.keep(page)
    Item.objects.bulk_create([item], ignore_conflicts=True)
    return Submission("waiting", item=owner.items.get(external_id=key))


def open_items() -> int:
    """How many items are with a worker, are due, or wait for their host's turn.

    Those put off after a failure are left out (`put_off`): minutes or hours may pass until they are due.
    """
    return _unended().filter(Q(next_try_at__lte=timezone.now()) | Q(error="")).count()


def open_work() -> int:
    """`open_items`, and the articles that wait for extraction or are being extracted."""
    open_states = (ArticleState.STORED, ArticleState.EXTRACTING)
    return open_items() + Article.objects.filter(state__in=open_states).count()


def put_off() -> int:
    """How many items failed for the time being and are tried again later."""
    return _unended().filter(next_try_at__gt=timezone.now()).exclude(error="").count()


def _unended() -> QuerySet[Item]:
    return Item.objects.filter(state__in=(ItemState.WAITING, ItemState.FETCHING))


def next_item() -> int | None:
    """The key of a due item that nobody holds, one by chance among the first so that many may ask.

    An item whose worker was killed is among them when its claim has run out.
    """
    now = timezone.now()
    lost = Q(state=ItemState.FETCHING, claimed_until__lte=now)
    due = _unended().filter(Q(state=ItemState.WAITING) | lost, next_try_at__lte=now)
    keys = list(due.order_by("next_try_at").values_list("pk", flat=True)[:50])
    return random.choice(keys) if keys else None  # noqa: S311 - spreads workers, guards nothing
