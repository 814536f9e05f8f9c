"""Failures are rows: counted, closed by a success, and due again when a person asks."""

from __future__ import annotations

import pytest
from django.utils import timezone

from incidents.domain.errors import PermanentError, TemporaryError
from incidents.domain.vocabulary import ArticleState
from incidents.ingestion import claims, faults
from incidents.models import Article, Fault, Item, Source
from incidents.models.sources import ItemState
from tests.factories.sources import FeedFactory, ItemFactory
from tests.ingestion.test_store import store

pytestmark = pytest.mark.django_db
PASSING = TemporaryError("kabar.example took too long to answer.", reason="timeout")
LASTING = PermanentError("https://kabar.example/1 answered 404.", reason="status-404")


def test_the_same_failure_again_is_counted() -> None:
    item = ItemFactory.create()
    first = faults.record(Fault.Stage.FETCH, item, PASSING)
    again = faults.record(Fault.Stage.FETCH, item, LASTING)
    assert first == again
    again.refresh_from_db()
    assert (again.times, again.reason, again.permanent) == (2, "status-404", True)
    assert again.last_at >= again.first_at
    assert again.item == item


def test_another_stage_is_another_failure() -> None:
    item = ItemFactory.create()
    faults.record(Fault.Stage.FETCH, item, PASSING)
    faults.record(Fault.Stage.PARSE, item, LASTING)
    assert Fault.objects.count() == 2


def test_a_failure_after_a_success_is_a_new_one() -> None:
    item = ItemFactory.create()
    faults.record(Fault.Stage.FETCH, item, PASSING)
    assert faults.solve(item) == 1
    assert faults.solve(item) == 0
    faults.record(Fault.Stage.FETCH, item, PASSING)
    assert Fault.objects.filter(solved_at=None).count() == 1
    assert Fault.objects.count() == 2


def test_only_the_stages_that_succeeded_are_closed() -> None:
    article = store().article
    faults.record(Fault.Stage.EXTRACT, article, LASTING)
    assert faults.solve(article, Fault.Stage.PARSE) == 0
    assert faults.solve(article, Fault.Stage.EXTRACT) == 1


def test_other_peoples_failures_stay_open() -> None:
    mine, other = ItemFactory.create(), ItemFactory.create()
    faults.record(Fault.Stage.FETCH, mine, PASSING)
    faults.record(Fault.Stage.FETCH, other, PASSING)
    faults.solve(mine)
    assert Fault.objects.get(solved_at=None).item == other


def test_long_messages_are_cut_and_defects_named_by_their_class() -> None:
    fault = faults.record(Fault.Stage.EXTRACT, store().article, ValueError("x" * 9000))
    assert (fault.reason, len(fault.message), fault.permanent) == ("ValueError", 4000, False)


def test_an_item_is_due_again() -> None:
    item = ItemFactory.create(state=ItemState.FAILED, attempts=6, next_try_at=None)
    fault = faults.record(Fault.Stage.FETCH, item, LASTING)
    assert faults.retry(fault) == item
    item.refresh_from_db()
    assert (item.state, item.attempts) == (ItemState.WAITING, 0)
    assert claims.claim_item(item.pk) == item
    fault.refresh_from_db()
    assert fault.solved_at is None


def test_an_article_is_due_again() -> None:
    article = store().article
    claimed = claims.claim_article(article.pk)
    assert claimed is not None
    claims.fail_article(claimed, LASTING)
    fault = Fault.objects.get()
    assert faults.retry(fault) == article
    article.refresh_from_db()
    assert (article.state, article.attempts, article.error) == (ArticleState.STORED, 0, "")
    assert claims.claim_article(article.pk) == article


def test_a_source_is_due_again() -> None:
    source = FeedFactory.create(next_poll_at=None)
    fault = faults.record(Fault.Stage.POLL, source, PASSING)
    assert faults.retry(fault) == source
    assert Source.objects.due(timezone.now()).get() == source


def test_what_works_by_now_is_not_disturbed() -> None:
    item = ItemFactory.create(state=ItemState.DONE)
    fault = faults.record(Fault.Stage.FETCH, item, PASSING)
    faults.retry(fault)
    assert Item.objects.get().state == ItemState.DONE
    faults.solve(item)
    fault.refresh_from_db()
    assert faults.retry(fault) is None


def test_names_for_lists() -> None:
    article = store(url="https://a.example/1").article
    assert faults.name_of(article) == f"#{article.pk} {article.title}"
    Article.objects.update(title="")
    article.refresh_from_db()
    assert faults.name_of(article) == f"#{article.pk} https://a.example/1"
    assert faults.name_of(FeedFactory.create(name="Kabar", url="")) == "Kabar"
