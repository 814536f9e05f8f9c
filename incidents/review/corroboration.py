"""How many other independent outlets report the like of a new mention; keeps the queue's order honest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F

from incidents.domain.priority import OUTLET_DAYS, OUTLETS_COUNTED, priority
from incidents.domain.vocabulary import MentionState
from incidents.models import Article, Mention

WINDOW = timedelta(days=7)
LOOKED_AT = (
    200  # enough to fill OUTLETS_COUNTED for every new mention, and bounded on the busiest day
)


def rank(article: Article, mentions: Sequence[Mention]) -> None:
    """Fill corroboration and priority of unsaved `mentions`, and lift waiting ones that they now support.

    One SELECT for all; rows that another act holds are left as they are: their number is a lower bound.
    """
    if not mentions:
        return
    own = article.story_id or -article.pk
    alike = _alike(article, mentions)
    supported: set[int] = set()
    for mention in mentions:
        same = [
            row
            for row in alike
            if row[1:4] == (mention.kind, mention.category, mention.election_id)
        ]
        stories = {row[4] or -row[5] for row in same}
        mention.corroboration = len(stories - {own})
        mention.priority = _points(article, mention)
        if own not in stories:
            supported.update(row[0] for row in same)
    _lift(supported)


def _alike(
    article: Article, mentions: Sequence[Mention]
) -> list[tuple[int, str, str, int | None, int | None, int]]:
    day = mentions[0].reported_on
    if day is None:
        return []
    return list(
        Mention.objects.filter(
            category__in={m.category for m in mentions},
            kind__in={m.kind for m in mentions},
            reported_on__range=(day - WINDOW, day + WINDOW),
            state__in=(MentionState.WAITING, MentionState.ACCEPTED),
        )
        .exclude(article=article)
        .order_by("-reported_on")
        .values_list("pk", "kind", "category", "election_id", "article__story_id", "article_id")[
            :LOOKED_AT
        ]
    )


def _points(article: Article, mention: Mention) -> float:
    assert mention.reported_on is not None  # noqa: S101 - set for every proposed mention
    return priority(
        mention.reported_on,
        relevance=1.0 if article.relevance is None else article.relevance,
        confidence=mention.confidence,
        outlets=mention.corroboration,
    ).points


def _lift(keys: set[int]) -> None:
    if not keys:
        return
    free = (
        Mention.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(pk__in=keys, state=MentionState.WAITING, corroboration__lt=OUTLETS_COUNTED)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    Mention.objects.filter(pk__in=list(free)).update(
        corroboration=F("corroboration") + 1, priority=F("priority") + OUTLET_DAYS
    )
