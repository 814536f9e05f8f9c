"""Decisions of reviewers as examples to learn from, and sentences that they rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from incidents.domain.labels import DecidedArticle, DecidedMention
from incidents.domain.records import Span
from incidents.domain.vocabulary import (
    Category,
    Kind,
    Language,
    MentionState,
    RejectionReason,
)
from incidents.models import Article, Mention

_DECIDED = (MentionState.ACCEPTED, MentionState.REJECTED)
# Rejected for these, a mention says that the article as a whole is beside the point.
_BESIDE = frozenset({RejectionReason.NOT_ELECTION, RejectionReason.NOT_CYBER})
_CHUNK = 200

Sense = tuple[str, str, str]


def decided_articles() -> QuerySet[Article]:
    """Articles with at least one mention that a person decided on; in the order of their keys."""
    decided = Mention.objects.filter(article=OuterRef("pk"), state__in=_DECIDED)
    return Article.objects.filter(Exists(decided)).select_related("source").order_by("pk")


def labelled(articles: QuerySet[Article]) -> Iterator[DecidedArticle]:
    """The articles with their decisions, read in portions; one further query for each portion."""
    for article in articles.prefetch_related("mentions").iterator(chunk_size=_CHUNK):
        mentions = [m for m in article.mentions.all() if m.state in _DECIDED]
        yield DecidedArticle(
            key=article.pk,
            text=article.text,
            title=article.title,
            language=Language(article.language),
            published=article.published_on,
            outlet=article.outlet,
            country=article.source.country if article.source else "ID",
            relevant=_relevant(mentions),
            mentions=tuple(
                DecidedMention(
                    Kind(m.kind),
                    Category(m.category),
                    Span(m.start, m.end),
                    accepted=m.state == MentionState.ACCEPTED,
                )
                for m in mentions
            ),
        )


def _relevant(mentions: Iterable[Mention]) -> bool | None:
    """Accepted once: relevant; rejected as beside the point and never accepted: not; else unsettled."""
    told = list(mentions)
    if any(m.state == MentionState.ACCEPTED for m in told):
        return True
    return False if any(m.rejection in _BESIDE for m in told) else None


# The last decision on a phrase counts. A phrase is compared without letter case, signs and spacing; the
# index `mention_phrase` has the same expression.
REJECTED = """
    SELECT asked.kind, asked.category, asked.evidence
    FROM unnest(%s::text[], %s::text[], %s::text[]) AS asked (kind, category, evidence)
    CROSS JOIN LATERAL (
        SELECT m.state, m.rejection
        FROM incidents_mention m
        WHERE m.kind = asked.kind AND m.category = asked.category
          AND m.state IN ('accepted', 'rejected')
          AND md5(regexp_replace(lower(m.evidence), '\\W+', ' ', 'g'))
            = md5(regexp_replace(lower(asked.evidence), '\\W+', ' ', 'g'))
        ORDER BY m.decided_at DESC NULLS LAST, m.id DESC
        LIMIT 1
    ) AS last
    WHERE last.state = 'rejected' AND last.rejection <> %s
"""


def rejected_phrases(senses: Iterable[Sense]) -> set[Sense]:
    """Those of some (kind, category, sentence) that people rejected, whatever the article; one query.

    A sentence rejected only because the article says it twice may be right elsewhere and is not among them.
    """
    asked = list(senses)
    if not asked:
        return set()
    columns = [list(column) for column in zip(*asked, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(REJECTED, [*columns, RejectionReason.REPEATED.value])
        return {(kind, category, evidence) for kind, category, evidence in cursor.fetchall()}
