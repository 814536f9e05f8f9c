"""One item from its address (or its archived bytes) to a stored article; the outcome is in its row."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from incidents.domain.errors import PermanentError, TemporaryError
from incidents.domain.records import FetchedPage, ParsedArticle
from incidents.domain.vocabulary import DateOrigin, Precision
from incidents.models import Fault, Item, Snapshot
from incidents.models.sources import ItemState

from . import faults, snapshots, waits
from .documents import page_of, read_text
from .fetch import Request
from .pages import parse_page
from .polite import polite_fetch
from .store import Stored, store_article

MOST_TRIES = 6
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)
MOST_PAGES = 10
# A worker does not stand in line for a host: other hosts are waiting for it.
PATIENCE = 0.5
# An item whose turn comes within this time has its next message sent at once.
SOON = timedelta(seconds=45)


def gather(item: Item, *, patience: float = PATIENCE) -> Stored | None:
    """Fetches, parses and stores a claimed item, and writes what came of it into its row.

    None if there is no article (yet): the item then waits for its next try, or has failed.
    """
    try:
        stored = _read(item, patience)
    except TemporaryError as error:
        _postpone(item, error)
        return None
    except PermanentError as error:
        _fail(item, error)
        return None
    _end(item, ItemState.DONE, article=stored.article if stored else item.article, error="")
    faults.solve(item)
    return stored


def give_up(item: Item, error: Exception) -> None:
    """Ends a claimed item without success; a person may retry it."""
    _fail(item, error)


def _read(item: Item, patience: float) -> Stored | None:
    """The stored article; None if the host says that the page is as it was."""
    if item.snapshot is not None:
        page = _archived(item.snapshot, item.url)
    else:
        known = item.article_id is not None
        request = Request(
            item.url,
            etag=item.etag if known else "",
            last_modified=item.last_modified if known else "",
        )
        page = polite_fetch(request, patience=patience)
        if page.not_modified:
            return None
    parsed = _parse(page)
    snapshot = item.snapshot or snapshots.keep(page)
    further = _further_pages(parsed, patience) if item.snapshot is None else []
    text = _joined(parsed.text, [each.text for each, _page in further])
    stored = store_article(
        _with_item(replace(parsed, text=text), item),
        snapshot,
        source=item.source,
        url=page.final_url,
        further=[snapshots.keep(each) for _parsed, each in further],
    )
    headers = {name.lower(): value for name, value in page.headers}
    item.etag = headers.get("etag", "")[:500]
    item.last_modified = headers.get("last-modified", "")[:100]
    return stored


def _parse(page: FetchedPage) -> ParsedArticle:
    if page.media_type == "text/plain":
        return read_text(page.body, url=page.final_url).parsed
    return parse_page(page)


def _archived(snapshot: Snapshot, url: str) -> FetchedPage:
    """The page of bytes that are archived already, as if fetched again."""
    headers = {str(name).lower(): str(value) for name, value in snapshot.headers}
    _type, _mark, charset = headers.get("content-type", "").partition("charset=")
    return page_of(
        snapshots.read(snapshot),
        snapshot.media_type,
        url=url,
        at=snapshot.fetched_at,
        charset=charset.strip(" \"'") or None,
    )


def _further_pages(
    parsed: ParsedArticle, patience: float
) -> list[tuple[ParsedArticle, FetchedPage]]:
    """The other pages of an article that is split over several; what fails now is tried again whole."""
    found: list[tuple[ParsedArticle, FetchedPage]] = []
    waiting, seen = list(parsed.next_pages), set(parsed.next_pages)
    while waiting and len(found) < MOST_PAGES:
        page = polite_fetch(Request(waiting.pop(0)), patience=max(patience, 30.0))
        try:
            further = parse_page(page)
        except PermanentError:
            continue  # an empty last page
        found.append((further, page))
        new = [url for url in further.next_pages if url not in seen]
        seen.update(new)
        waiting.extend(new)
    return found


def _joined(text: str, further: list[str]) -> str:
    """The paragraphs of all pages in order, without those that every page repeats."""
    lines = text.split("\n")
    known = {line.strip() for line in lines}
    for other in further:
        new = [line for line in other.split("\n") if not line.strip() or line.strip() not in known]
        known.update(line.strip() for line in new)
        lines.extend(new)
    return "\n".join(lines)


def _with_item(parsed: ParsedArticle, item: Item) -> ParsedArticle:
    """What the source said of the item, where the page itself says nothing."""
    if not parsed.title:
        parsed = replace(parsed, title=item.title)
    if parsed.published_on is None and item.published_at is not None:
        parsed = replace(
            parsed,
            published_on=timezone.localtime(item.published_at).date(),
            published_precision=Precision.DAY,
            published_from=DateOrigin.FEED,
        )
    return parsed


def back_off(attempts: int, retry_after: float | None) -> timedelta:
    """How long to wait after so many tries: doubling from one minute, with jitter of a quarter.

    Never shorter than the server asks.
    """
    wait = min(FIRST_WAIT * int(2 ** min(max(attempts - 1, 0), 20)), LONGEST_WAIT)
    jitter = random.uniform(0.75, 1.25)  # noqa: S311 - jitter, not a secret
    return max(wait * jitter, timedelta(seconds=retry_after or 0))


def _postpone(item: Item, error: TemporaryError) -> None:
    now = timezone.now()
    if (
        error.reason == "host-busy"
    ):  # nobody's fault, and no try: it comes back at its place in line
        wait = timedelta(seconds=error.retry_after or 1)
        item.attempts = max(item.attempts - 1, 0)
        _end(item, ItemState.WAITING, next_try_at=now + wait)
        if wait <= SOON:  # its message follows at once (incidents.tasks.fetch_item)
            item.claimed_until = now + wait + waits.later_message()
            item.save(update_fields=["claimed_until"])
        return
    faults.record(Fault.Stage.FETCH, item, error)
    if item.attempts >= MOST_TRIES:
        _end(item, ItemState.FAILED, error=str(error))
        return
    wait = back_off(item.attempts, error.retry_after)
    _end(item, ItemState.WAITING, error=str(error), next_try_at=now + wait)


def _fail(item: Item, error: Exception) -> None:
    reason = getattr(error, "reason", "")
    stage = Fault.Stage.PARSE if reason in {"empty", "html"} else Fault.Stage.FETCH
    faults.record(stage, item, error)
    _end(item, ItemState.FAILED, error=str(error))


def _end(item: Item, state: ItemState, **values: object) -> None:
    """Writes the outcome and lets go of the claim."""
    item.state = state
    for name, value in values.items():
        setattr(item, name, value)
    item.claimed_until = None
    fields = {"state", "claimed_until", "attempts", "etag", "last_modified", *values}
    item.save(update_fields=fields)
