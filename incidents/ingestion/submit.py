"""What doors hand in: a text, an address, an upload; each gives back what became of it.

A door passes what it got to `incidents.tasks.follow_up`, which wakes the workers for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from incidents.domain.addresses import parse_address
from incidents.domain.errors import PermanentError
from incidents.domain.identity import external_id
from incidents.domain.vocabulary import SourceKind
from incidents.models import Article, Item, Source
from incidents.models.sources import ItemState

from . import snapshots, waits
from .documents import Document, read_documents, read_text
from .store import Outcome, Stored, store_article

SUBMITTED = "Submitted by hand"


@dataclass(frozen=True, slots=True)
class Submission:
    """What became of one submitted report.

    `outcome` is new, unchanged, new version or duplicate; "waiting" for an address that a worker
    will fetch (`item`); "refused" with `reason` (a code) and `message` (for people).
    """

    outcome: str
    article: Article | None = None
    item: Item | None = None
    reason: str = ""
    message: str = ""

    @classmethod
    def of(cls, stored: Stored) -> Submission:
        """The submission of a report that was stored."""
        return cls(str(stored.outcome), article=stored.article)

    @classmethod
    def refused(cls, error: PermanentError) -> Submission:
        """The submission of a report that was refused."""
        return cls("refused", reason=error.reason, message=str(error))


def manual_source() -> Source:
    """The source of what people submit; made at the first submission."""
    known = Source.objects.filter(kind=SourceKind.MANUAL, url="", name=SUBMITTED)
    source = known.first()
    if source is None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [SUBMITTED])
            source = known.first() or Source.objects.create(name=SUBMITTED, kind=SourceKind.MANUAL)
    return source


def submit_text(
    text: str, *, title: str = "", url: str = "", outlet: str = "", published: str = ""
) -> Submission:
    """Stores a report given as plain text; `published` is a date as people write it, or empty.

    Raises nothing for bad input: the submission says "refused" and why.
    """
    try:
        address = str(parse_address(url)) if url else ""
        document = read_text(
            text.encode("utf-8", "replace"),
            title=title,
            url=address,
            outlet=outlet,
            published=published,
        )
        return Submission.of(store_document(document))
    except PermanentError as error:
        return Submission.refused(error)


def submit_url(url: str, *, source: Source | None = None) -> Submission:
    """Puts an address in line to be fetched; one that was fetched before is fetched again."""
    try:
        address = str(parse_address(url))
    except PermanentError as error:
        return Submission.refused(error)
    item, created = Item.objects.get_or_create(
        source=source or manual_source(),
        external_id=external_id(address),
        defaults={"url": address, "found_at": timezone.now(), **_waiting()},
    )
    if not created:
        ended = (ItemState.DONE, ItemState.FAILED, ItemState.SET_ASIDE)
        Item.objects.filter(pk=item.pk, state__in=ended).update(**_waiting(), attempts=0)
        item.refresh_from_db()
    return Submission("waiting", item=item)


def _waiting() -> dict[str, object]:
    """Due at once, its message under way."""
    now = timezone.now()
    return {
        "state": ItemState.WAITING,
        "next_try_at": now,
        "claimed_until": now + waits.first_message(),
    }


def submit_upload(name: str, data: bytes, *, url: str = "") -> list[Submission]:
    """Stores the reports in an uploaded file (text, HTML, JSON, JSON lines, EML, WARC), each once."""
    return list(each_in_upload(name, data, url=url))


def each_in_upload(name: str, data: bytes, *, url: str = "") -> Iterator[Submission]:
    """Like `submit_upload`, one report at a time, for long files."""
    try:
        for document in read_documents(name, data, url=url):
            if isinstance(document, PermanentError):
                yield Submission.refused(document)
            else:
                yield _submitted(document)
    except PermanentError as error:
        yield Submission.refused(error)


def _submitted(document: Document) -> Submission:
    try:
        return Submission.of(store_document(document))
    except PermanentError as error:
        return Submission.refused(error)


def store_document(document: Document, *, source: Source | None = None) -> Stored:
    """Archives a document's bytes and stores its article."""
    if len(document.parsed.text.split()) < 5:
        raise PermanentError("There is no article text in it.", reason="empty")
    snapshot = snapshots.keep(document.page)
    return store_article(document.parsed, snapshot, source=source, url=document.url)


OUTCOMES = (*Outcome, "waiting", "refused")
