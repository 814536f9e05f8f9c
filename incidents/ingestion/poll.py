"""One poll of a source: what it offers becomes items, and how it went becomes the source's health."""

from __future__ import annotations

import logging
import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, transaction
from django.utils import timezone

from incidents.domain.errors import PermanentError, TemporaryError, TrackerError
from incidents.domain.records import FetchedPage
from incidents.domain.vocabulary import SourceKind
from incidents.models import Fault, Item, Poll, Source
from incidents.models.sources import ItemState

from . import faults, waits
from .entries import Entry, distinct
from .feeds import parse_feed
from .fetch import FEED_TYPES, PAGE_TYPES, Limits, Request
from .listing import parse_listing
from .polite import polite_fetch
from .rules import judge_entry
from .sitemaps import parse_sitemap

logger = logging.getLogger(__name__)

CADENCE = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=24)
# Polls without any item in a row before it is an alarm.
EMPTY_ALARM = 3
# A source that offered nothing new for so long, or failed for so long, is silent.
SILENT_AFTER = timedelta(days=7)
FAILING_AFTER = timedelta(hours=24)
MOST_CHILDREN = 3
POLLS_KEPT = timedelta(days=90)
PATIENCE = 5.0
CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Offer:
    """What one poll brought: entries, and the answer they were read from."""

    entries: list[Entry]
    page: FetchedPage


def due() -> list[int]:
    """Keys of the sources to poll now."""
    return list(Source.objects.due(timezone.now()).values_list("pk", flat=True))


def poll(source: Source) -> list[int]:
    """Polls a claimed source; gives the keys of the items to fetch. Errors end in the source's health."""
    started = time.monotonic()
    try:
        offer = ask(source)
    except TrackerError as error:
        _failed(source, error, time.monotonic() - started)
        return []
    except (DatabaseError, InterfaceError):
        raise  # not the source's fault: the claim runs out, and it is polled again
    except Exception as error:
        logger.exception("Source %s could not be read", source.pk)
        text = f"{type(error).__name__}: {error}"
        _failed(
            source, TemporaryError(text, reason=type(error).__name__), time.monotonic() - started
        )
        return []
    with transaction.atomic():
        fresh, set_aside = register(source, offer.entries)
        _succeeded(source, offer, len(fresh), set_aside, time.monotonic() - started)
    return fresh


def ask(source: Source, *, patience: float = PATIENCE) -> Offer:
    """Fetches and reads what a source offers now; raises TemporaryError or PermanentError."""
    is_page = source.kind == SourceKind.PAGE
    request = Request(
        source.url,
        PAGE_TYPES if is_page else FEED_TYPES,
        etag=source.etag,
        last_modified=source.last_modified,
    )
    page = polite_fetch(request, patience=patience)
    if page.not_modified:
        return Offer([], page)
    return Offer(read(source.kind, page, source.link_pattern), page)


def read(kind: str, page: FetchedPage, link_pattern: str = "") -> list[Entry]:
    """The entries in an answer, by the kind of source; of a sitemap index, its newest sitemaps'."""
    if kind == SourceKind.PAGE:
        return parse_listing(page.body, page.charset, page.final_url, link_pattern)
    if kind == SourceKind.FEED:
        return parse_feed(page.body, page.final_url)
    sitemap = parse_sitemap(page.body, page.final_url)
    entries = list(sitemap.entries)
    for child in sitemap.children[:MOST_CHILDREN]:
        request = Request(child, FEED_TYPES, limits=Limits(body=20 * 1024 * 1024))
        entries += parse_sitemap(polite_fetch(request).body, child).entries
    return distinct(entries)


def register(source: Source, entries: list[Entry]) -> tuple[list[int], int]:
    """Makes an item of each entry not known yet; gives keys to fetch, and how many were set aside.

    An item of which the source says something new (title, change date) is fetched again.
    """
    fresh: list[int] = []
    set_aside = 0
    for start in range(0, len(entries), CHUNK):
        keys, aside = _register(source, entries[start : start + CHUNK])
        fresh += keys
        set_aside += aside
    return fresh, set_aside


def _register(source: Source, entries: list[Entry]) -> tuple[list[int], int]:
    ids = [each.external_id for each in entries]
    known = {
        item.external_id: item
        for item in Item.objects.filter(source=source, external_id__in=ids).only(
            "pk", "external_id", "fingerprint", "state"
        )
    }
    rows = [_item(source, each) for each in entries if each.external_id not in known]
    Item.objects.bulk_create(rows, ignore_conflicts=True)
    new = [row.external_id for row in rows if row.state == ItemState.WAITING]
    keys = list(
        Item.objects.filter(
            source=source, external_id__in=new, state=ItemState.WAITING
        ).values_list("pk", flat=True)
    )
    for each in entries:
        item = known.get(each.external_id)
        if item is not None and item.state == ItemState.DONE and _changed(item, each):
            _again(item, each)
            keys.append(item.pk)
    return keys, len(rows) - len(new)


def _item(source: Source, entry: Entry) -> Item:
    now = timezone.now()
    verdict = judge_entry(entry, source)
    return Item(
        source=source,
        external_id=entry.external_id,
        url=entry.url,
        title=entry.title,
        published_at=entry.published_at,
        found_at=now,
        fingerprint=entry.fingerprint(),
        state=ItemState.WAITING if verdict.kept else ItemState.SET_ASIDE,
        reason=verdict.reason[:200],
        next_try_at=now,
        claimed_until=now + waits.first_message(),
    )


def _changed(item: Item, entry: Entry) -> bool:
    return item.fingerprint != entry.fingerprint()


def _again(item: Item, entry: Entry) -> None:
    now = timezone.now()
    Item.objects.filter(pk=item.pk).update(
        fingerprint=entry.fingerprint(),
        title=entry.title,
        state=ItemState.WAITING,
        attempts=0,
        next_try_at=now,
        claimed_until=now + waits.first_message(),
    )


def next_poll(source: Source, now: datetime, retry_after: float | None = None) -> datetime:
    """When to poll again: the cadence, doubled with each failure in a row, jittered by a tenth."""
    cadence = source.cadence or CADENCE
    factor = int(2 ** min(source.failures, 10))
    wait = min(cadence * factor, max(LONGEST_WAIT, cadence))
    jitter = random.uniform(0.9, 1.1)  # noqa: S311 - jitter, not a secret
    return now + max(wait * jitter, timedelta(seconds=retry_after or 0))


def _succeeded(source: Source, offer: Offer, new: int, set_aside: int, seconds: float) -> None:
    now, page = timezone.now(), offer.page
    headers = {name.lower(): value for name, value in page.headers}
    source.failures, source.last_error = 0, ""
    source.last_poll_at = source.last_success_at = now
    if not page.not_modified:
        source.etag = headers.get("etag", "")[:500]
        source.last_modified = headers.get("last-modified", "")[:100]
        source.empty_polls = 0 if offer.entries else source.empty_polls + 1
    if page.moved_permanently_to and not page.not_modified:
        _moved(source, page.moved_permanently_to, now)
    source.next_poll_at = next_poll(source, now)
    _let_go(source)
    Poll.objects.create(
        source=source,
        at=now,
        seconds=seconds,
        status=page.status,
        items=len(offer.entries),
        new=new,
        set_aside=set_aside,
    )
    if source.empty_polls >= EMPTY_ALARM:
        text = f"{source.empty_polls} polls in a row offered no item."
        faults.record(Fault.Stage.POLL, source, TemporaryError(text, reason="no-items"))
    elif offer.entries or page.not_modified:
        faults.solve(source, Fault.Stage.POLL)


def _moved(source: Source, url: str, now: datetime) -> None:
    """Follows a source that moved for good, unless another source has the new address."""
    if Source.objects.filter(url=url).exclude(pk=source.pk).exists():
        text = f"{now:%Y-%m-%d}: moved to {url}, which another source polls already."
    else:
        text = f"{now:%Y-%m-%d}: moved from {source.url} to {url}."
        source.url = url
        source.etag = source.last_modified = ""
    if text not in source.note:
        source.note = f"{source.note}\n{text}".strip()


def _failed(source: Source, error: TrackerError, seconds: float) -> None:
    now = timezone.now()
    if error.reason == "host-busy":  # not the source's fault: back in line
        wait = getattr(error, "retry_after", None) or 5.0
        source.next_poll_at = now + timedelta(seconds=wait)
        _let_go(source)
        return
    source.failures += 1
    source.last_poll_at, source.last_error = now, str(error)
    source.next_poll_at = next_poll(source, now, getattr(error, "retry_after", None))
    with transaction.atomic():
        _let_go(source)
        Poll.objects.create(
            source=source, at=now, seconds=seconds, reason=error.reason[:40], error=str(error)
        )
        faults.record(Fault.Stage.POLL, source, error)


def _let_go(source: Source) -> None:
    """Writes the source's health and ends the claim; leaves alone what a person may be editing."""
    source.claimed_until = None
    source.save(
        update_fields=[
            "url", "note", "etag", "last_modified", "next_poll_at", "claimed_until", "last_poll_at",
            "last_success_at", "last_error", "failures", "empty_polls",
        ]
    )  # fmt: skip


def check_silence() -> int:
    """Marks sources that offer nothing new or fail for too long, with an alarm; gives the number silent."""
    now = timezone.now()
    silent = 0
    for source in Source.objects.filter(enabled=True, last_poll_at__isnull=False).exclude(
        kind=SourceKind.MANUAL
    ):
        newest = source.items.order_by("-found_at").values_list("found_at", flat=True).first()
        first = source.polls.order_by("at").values_list("at", flat=True).first()
        heard = newest or first or now
        quiet = now - heard > SILENT_AFTER
        success = source.last_success_at
        failing = source.failures > 0 and (success is None or now - success > FAILING_AFTER)
        if quiet or failing:
            silent += 1
            _alarm(source, now, failing=failing)
        elif source.silent_since is not None:
            Source.objects.filter(pk=source.pk).update(silent_since=None)
            faults.solve(source, Fault.Stage.POLL)
    return silent


def forget_old_polls() -> int:
    """Deletes the records of polls older than POLLS_KEPT; the sources' health stays."""
    number, _each = Poll.objects.filter(at__lt=timezone.now() - POLLS_KEPT).delete()
    return number


def _alarm(source: Source, now: datetime, *, failing: bool) -> None:
    if source.silent_since is None:
        Source.objects.filter(pk=source.pk).update(silent_since=now)
    text = (
        f"No successful poll since {source.last_success_at or 'the first one'}: {source.last_error}"
        if failing
        else f"Nothing new for more than {SILENT_AFTER.days} days."
    )
    faults.record(Fault.Stage.POLL, source, PermanentError(text, reason="silent"))
