"""Who works on what, in rows: claimed by conditional UPDATE, free again when the claim has run out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from incidents.domain.errors import PermanentError
from incidents.domain.vocabulary import ArticleState
from incidents.models import Article, Fault, Item, Source
from incidents.models.sources import ItemState

from . import faults, waits

MOST_ATTEMPTS = 5
# Messages sent again in one turn: more would only lengthen a queue that is long already.
BATCH = 2_000


def _free(now: datetime) -> Q:
    return Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)


def claim_article(pk: int) -> Article | None:
    """The article, if it waits for extraction or whoever extracted it is gone; else None."""
    now = timezone.now()
    mine = Article.objects.filter(
        Q(state=ArticleState.STORED) | Q(state=ArticleState.EXTRACTING) & _free(now), pk=pk
    ).update(
        state=ArticleState.EXTRACTING, claimed_until=now + waits.claim(), attempts=F("attempts") + 1
    )
    return Article.objects.select_related("source").get(pk=pk) if mine else None


def claim_item(pk: int) -> Item | None:
    """The item, if it is due, or whoever fetched it is gone; else None."""
    now = timezone.now()
    due = Q(next_try_at__isnull=True) | Q(next_try_at__lte=now + timedelta(seconds=1))
    mine = Item.objects.filter(
        Q(state=ItemState.WAITING) & due | Q(state=ItemState.FETCHING) & _free(now), pk=pk
    ).update(
        state=ItemState.FETCHING, claimed_until=now + waits.claim(), attempts=F("attempts") + 1
    )
    return Item.objects.select_related("source", "snapshot").get(pk=pk) if mine else None


def claim_source(pk: int) -> Source | None:
    """The source, if it is due and nobody polls it; else None."""
    now = timezone.now()
    due = Source.objects.due(now).filter(_free(now), pk=pk)
    mine = due.order_by().update(claimed_until=now + waits.claim())
    return Source.objects.get(pk=pk) if mine else None


def fail_article(article: Article, error: Exception) -> None:
    """Ends the extraction of an article without success; a person may retry it."""
    faults.record(Fault.Stage.EXTRACT, article, error)
    Article.objects.filter(pk=article.pk).update(
        state=ArticleState.FAILED,
        claimed_until=None,
        error=f"{type(error).__name__}: {error}"[:4000],
    )


def give_up_on_killers() -> int:
    """Fails articles and items whose work ended the worker again and again; gives their number."""
    now = timezone.now()
    error = PermanentError(
        f"The worker was lost {MOST_ATTEMPTS} times over it.", reason="worker-lost"
    )
    articles = Article.objects.filter(
        state=ArticleState.EXTRACTING, claimed_until__lte=now, attempts__gte=MOST_ATTEMPTS
    )
    items = Item.objects.filter(
        state=ItemState.FETCHING, claimed_until__lte=now, attempts__gte=2 * MOST_ATTEMPTS
    )
    number = 0
    for article in articles[:BATCH]:
        fail_article(article, error)
        number += 1
    for item in items.select_related("source")[:BATCH]:
        faults.record(Fault.Stage.FETCH, item, error)
        Item.objects.filter(pk=item.pk).update(state=ItemState.FAILED, error=str(error))
        number += 1
    return number


def stale_articles() -> list[int]:
    """Articles whose message is overdue; marked as sent again, at most BATCH of them."""
    now = timezone.now()
    open_states = (ArticleState.STORED, ArticleState.EXTRACTING)
    overdue = Article.objects.filter(_free(now), state__in=open_states)
    pks = list(overdue.order_by("pk").values_list("pk", flat=True)[:BATCH])
    overdue.filter(pk__in=pks).update(
        state=ArticleState.STORED, claimed_until=now + waits.later_message()
    )
    return pks


def stale_items() -> list[tuple[int, datetime | None]]:
    """Items that are due within `waits.ahead()` and have no message under way, with the time they are due."""
    now = timezone.now()
    due = Item.objects.filter(
        Q(next_try_at__isnull=True) | Q(next_try_at__lte=now + waits.ahead()),
        _free(now),
        state__in=(ItemState.WAITING, ItemState.FETCHING),
    )
    in_order = due.order_by(F("next_try_at").asc(nulls_first=True))
    found = list(in_order.values_list("pk", "next_try_at")[:BATCH])
    due.filter(pk__in=[pk for pk, _at in found]).update(
        state=ItemState.WAITING, claimed_until=now + waits.ahead() + waits.later_message()
    )
    return found
