"""Parsed reports become articles: new, unchanged, a new version, or a copy; each text is stored once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.postgres.search import SearchVector
from django.db import connection, models, transaction
from django.utils import timezone

from incidents.domain.errors import PermanentError
from incidents.domain.identity import canonical_url, normal_text, text_hash
from incidents.domain.records import ParsedArticle
from incidents.domain.stems import stems
from incidents.models import Article, Snapshot, Source

from . import duplicates, waits

LEAST_WORDS = 5
TITLE_CHARS = 120


class Outcome(StrEnum):
    """What became of one report."""

    NEW = "new"
    UNCHANGED = "unchanged"
    VERSION = "new version"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Stored:
    """The article that holds the report, and whether it was there before."""

    article: Article
    outcome: Outcome

    @property
    def is_new(self) -> bool:
        """Whether a row was added, so that extraction has to follow."""
        return self.outcome in (Outcome.NEW, Outcome.VERSION)


def store_article(
    parsed: ParsedArticle,
    snapshot: Snapshot,
    *,
    source: Source | None = None,
    url: str = "",
    further: Sequence[Snapshot] = (),
) -> Stored:
    """Stores a parsed report once, in one transaction; safe to call again and from many processes.

    `url` is where a reader finds it. Raises PermanentError(reason="empty") for a text of fewer
    than five words. The caller wakes the extraction of what is new (`incidents.tasks`).
    """
    text = normal_text(parsed.text)
    if len(text.split()) < LEAST_WORDS:
        raise PermanentError("There is no article text in it.", reason="empty")
    address = parsed.canonical_url or url
    known_as = canonical_url(address)[:2000] if address else ""
    digest = text_hash(text)
    with transaction.atomic():
        _one_at_a_time(known_as or digest, digest)
        known = _known(known_as, digest, parsed.outlet)
        if known is not None:
            return known
        sign = duplicates.signature(text)
        article = _create(parsed, snapshot, source, text, digest, known_as, url or address, sign)
        if further:
            article.further_snapshots.add(*further)
        duplicates.place(article, sign)
    return Stored(article, Outcome.VERSION if article.version_of_id else Outcome.NEW)


def _one_at_a_time(*names: str) -> None:
    """Holds back other processes with the same address or text until this transaction ends."""
    with connection.cursor() as cursor:
        for name in sorted(set(names)):  # always in one order, so that no two wait for each other
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _known(known_as: str, digest: str, outlet: str) -> Stored | None:
    """The stored article with this text, unless another outlet published it as its own."""
    same_text = list(Article.objects.filter(text_sha256=digest).order_by("pk")[:50])
    for article in same_text:
        if article.canonical_url == known_as:
            return Stored(article, Outcome.UNCHANGED)
    for article in same_text:
        if not known_as or _same_outlet(article, known_as, outlet):
            return Stored(article, Outcome.DUPLICATE)
    return None


def _same_outlet(article: Article, known_as: str, outlet: str) -> bool:
    """Whether the outlet has this text already: under another address of its, or without one."""
    host = known_as.split("/")[2]
    if article.canonical_url:
        return article.canonical_url.split("/")[2] == host
    return article.outlet == outlet


def _create(
    parsed: ParsedArticle,
    snapshot: Snapshot,
    source: Source | None,
    text: str,
    digest: str,
    known_as: str,
    url: str,
    sign: duplicates.Signature | None,
) -> Article:
    now = timezone.now()
    before = _newest(known_as) if known_as else None
    words = " ".join(stems(f"{parsed.title}\n{text}", parsed.language))
    return Article.objects.create(
        source=source,
        snapshot=snapshot,
        url=url[:2000],
        canonical_url=known_as,
        title=normal_text(parsed.title)[:500] or _head(text),
        byline=normal_text(parsed.byline)[:300],
        outlet=(normal_text(parsed.outlet) or (source.name if source else ""))[:120],
        language=parsed.language,
        published_on=parsed.published_on,
        published_precision=parsed.published_precision or "",
        published_from=parsed.published_from or "",
        modified_on=parsed.modified_on,
        received_at=now,
        text=text,
        text_sha256=digest,
        stems=SearchVector(models.Value(words), config="simple"),
        signature=sign.to_bytes() if sign else None,
        version_of=before,
        claimed_until=now + waits.first_message(),
    )


def _head(text: str) -> str:
    """The beginning of a text that has no title, for lists."""
    line = text.split("\n", 1)[0]
    return line if len(line) <= TITLE_CHARS else line[:TITLE_CHARS].rsplit(" ", 1)[0] + " …"


def _newest(known_as: str) -> Article | None:
    return Article.objects.filter(canonical_url=known_as).order_by("-pk").first()
