"""One works at a time; claims and messages run out; nothing is sent again before its time."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from incidents.domain.vocabulary import ArticleState
from incidents.ingestion import claims, waits
from incidents.models import Article, Item
from incidents.models.sources import ItemState
from tests.factories.sources import ItemFactory
from tests.ingestion.samples import other_text
from tests.ingestion.test_store import store


def ago(seconds: float = 1.0) -> datetime:
    """A moment that has passed."""
    return timezone.now() - timedelta(seconds=seconds)


@pytest.mark.django_db
def test_an_article_is_claimed_once_until_the_claim_runs_out() -> None:
    article = store().article
    assert claims.claim_article(article.pk) == article
    assert claims.claim_article(article.pk) is None
    Article.objects.update(claimed_until=ago())
    again = claims.claim_article(article.pk)
    assert again is not None
    assert (again.state, again.attempts) == (ArticleState.EXTRACTING, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [ArticleState.EXTRACTED, ArticleState.FAILED])
def test_what_has_ended_is_not_claimed(state: ArticleState) -> None:
    article = store().article
    Article.objects.update(state=state, claimed_until=None)
    assert claims.claim_article(article.pk) is None
    assert claims.stale_articles() == []


@pytest.mark.django_db
def test_an_item_is_not_claimed_before_its_next_try() -> None:
    item = ItemFactory.create(next_try_at=timezone.now() + timedelta(minutes=5))
    assert claims.claim_item(item.pk) is None
    Item.objects.update(next_try_at=ago())
    assert claims.claim_item(item.pk) == item
    assert claims.claim_item(item.pk) is None


@pytest.mark.django_db
@pytest.mark.parametrize("state", [ItemState.DONE, ItemState.SET_ASIDE, ItemState.FAILED])
def test_an_item_that_has_ended_is_not_claimed(state: ItemState) -> None:
    assert claims.claim_item(ItemFactory.create(state=state).pk) is None
    assert claims.stale_items() == []


@pytest.mark.django_db
def test_a_message_is_sent_again_once_it_is_overdue() -> None:
    article = store().article
    assert claims.stale_articles() == []
    Article.objects.update(claimed_until=ago())
    assert claims.stale_articles() == [article.pk]
    assert claims.stale_articles() == []


@pytest.mark.django_db
def test_abandoned_work_is_waiting_again() -> None:
    article, item = store().article, ItemFactory.create()
    claims.claim_article(article.pk)
    claims.claim_item(item.pk)
    Article.objects.update(claimed_until=ago())
    Item.objects.update(claimed_until=ago())
    assert claims.stale_articles() == [article.pk]
    assert [pk for pk, _at in claims.stale_items()] == [item.pk]
    assert Article.objects.get().state == ArticleState.STORED
    assert Item.objects.get().state == ItemState.WAITING
    assert claims.claim_article(article.pk) == article
    assert claims.claim_item(item.pk) == item


@pytest.mark.django_db
def test_items_due_soon_get_their_message_with_its_time() -> None:
    soon = timezone.now() + waits.ahead() / 2
    late = timezone.now() + waits.ahead() * 3
    item = ItemFactory.create(next_try_at=soon)
    ItemFactory.create(next_try_at=late)
    assert claims.stale_items() == [(item.pk, soon)]


@pytest.mark.django_db
def test_waits_follow_from_one_setting(settings: Settings) -> None:
    settings.RECOVERY_SECONDS = 10
    assert waits.first_message() == timedelta(seconds=10)
    assert waits.later_message() == timedelta(seconds=30)
    assert waits.claim() == timedelta(seconds=60)
    assert waits.ahead() == timedelta(seconds=5)


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_each_article() -> None:
    keys = [store(other_text(n)).article.pk for n in range(4)]
    got: list[int] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        try:
            got.extend(article.pk for pk in keys if (article := claims.claim_article(pk)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == sorted(keys)
