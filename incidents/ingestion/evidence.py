"""Is the record still founded: archived bytes against their hashes, evidence against the texts; and its export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from django.db.models import Q
from django.utils import timezone

from incidents.domain.errors import PermanentError
from incidents.domain.identity import text_hash
from incidents.domain.records import FetchedPage
from incidents.models import Article, Incident, Mention, Snapshot

from . import snapshots, warc

BATCH = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at; `problem` is empty if it holds."""

    what: str
    problem: str = ""


def totals() -> dict[str, int]:
    """How many snapshots, articles and mentions there are to verify."""
    return {
        "snapshots": Snapshot.objects.count(),
        "articles": Article.objects.count(),
        "mentions": Mention.objects.count(),
    }


def verify() -> Iterator[Checked]:
    """Re-hashes every snapshot and every text, and compares every mention's evidence with text[start:end].

    Reads everything once, in batches; memory does not grow with the archive.
    """
    for snapshot in Snapshot.objects.order_by("pk").iterator(BATCH):
        yield Checked(f"snapshot {snapshot.sha256[:12]}", _broken_snapshot(snapshot))
    for article in Article.objects.only("pk", "text", "text_sha256").order_by("pk").iterator(BATCH):
        good = text_hash(article.text) == article.text_sha256
        yield Checked(f"article {article.pk}", "" if good else "its text is not what its hash says")
    mentions = Mention.objects.select_related("article").only(
        "pk", "start", "end", "evidence", "article__text"
    )
    for mention in mentions.order_by("pk").iterator(BATCH):
        good = mention.article.text[mention.start : mention.end] == mention.evidence
        yield Checked(
            f"mention {mention.pk}", "" if good else "its evidence is not text[start:end]"
        )


def _broken_snapshot(snapshot: Snapshot) -> str:
    digest, size = sha256(), 0
    try:
        for chunk in snapshots.chunks(snapshot):
            digest.update(chunk)
            size += len(chunk)
    except PermanentError as error:
        return str(error)
    if digest.hexdigest() != snapshot.sha256:
        return "its bytes are not those of its name"
    return "" if size == snapshot.size else f"it has {size} bytes instead of {snapshot.size}"


def of_incident(incident: Incident) -> list[Snapshot]:
    """The snapshots behind an incident: of every article with a mention attached to it, all pages."""
    articles = Article.objects.filter(mentions__incident=incident)
    wanted = Q(articles__in=articles) | Q(continued_articles__in=articles)
    return list(Snapshot.objects.filter(wanted).distinct().order_by("fetched_at", "pk"))


def export_warc(incident: Incident, file: BinaryIO) -> int:
    """Writes an incident's evidence as a WARC file (each record compressed); gives the number of pages.

    Raises PermanentError(reason="evidence") if an archived file is gone or broken.
    """
    fields = {
        "software": "Siaga",
        "format": "WARC File Format 1.1",
        "description": f"Evidence of incident {incident.public_id}",
    }
    file.write(warc.info(timezone.now(), fields))
    found = of_incident(incident)
    for snapshot in found:
        file.write(warc.response(_as_fetched(snapshot)))
    return len(found)


def _as_fetched(snapshot: Snapshot) -> FetchedPage:
    return FetchedPage(
        url=snapshot.url,
        final_url=snapshot.url,
        status=snapshot.status or 0,
        headers=tuple((str(name), str(value)) for name, value in snapshot.headers),
        body=snapshots.read(snapshot),
        media_type=snapshot.media_type,
        charset=None,
        fetched_at=snapshot.fetched_at,
    )
