"""From a due source to mentions in the queue, by the tasks alone; twice changes nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import redis
from django.conf import settings
from django.db.utils import OperationalError as OperationalDatabaseError
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from incidents import tasks
from incidents.domain.errors import TemporaryError
from incidents.domain.vocabulary import ArticleState, MentionState
from incidents.ingestion import claims, faults, gather, waits
from incidents.ingestion.submit import submit_text, submit_url
from incidents.models import Article, Fault, Item, Mention
from incidents.models.sources import ItemState
from tests.factories.sources import FeedFactory, ItemFactory
from tests.ingestion.samples import PARAGRAPHS, TEXT, page, rss
from tests.ingestion.site import Reply, Site
from tests.ingestion.test_store import store

pytestmark = pytest.mark.django_db


def stale() -> None:
    """Lets every message and claim run out."""
    past = timezone.now() - timedelta(seconds=1)
    Article.objects.update(claimed_until=past)
    Item.objects.update(claimed_until=past, next_try_at=past)


def test_a_due_source_ends_as_mentions_in_the_queue(
    site: Site, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = Reply(rss([(site.url("/a"), "KPU Hadapi 5 Ribu Serangan Siber")]))
    site.replies["/a"] = Reply(page())
    with django_capture_on_commit_callbacks(execute=True):
        tasks.poll_due()
    article = Article.objects.get()
    assert article.state == ArticleState.EXTRACTED
    figures = Mention.objects.filter(state=MentionState.WAITING).values_list(
        "figure_value", flat=True
    )
    assert 5000 in figures
    assert Item.objects.get().article == article
    mentions = Mention.objects.count()
    tasks.poll_due()
    tasks.fetch_item(Item.objects.get().pk)
    tasks.extract_article(article.pk)
    assert (Article.objects.count(), Mention.objects.count()) == (1, mentions)


def test_what_doors_hand_in_is_followed_up(
    site: Site, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    site.replies["/a"] = Reply(page())
    with django_capture_on_commit_callbacks(execute=True):
        tasks.follow_up(
            submit_url(site.url("/a")), submit_text("", url=""), submit_text(TEXT, outlet="B")
        )
    assert set(Article.objects.values_list("state", flat=True)) == {ArticleState.EXTRACTED}
    assert Item.objects.get().state == ItemState.DONE


def test_a_lost_message_is_sent_again_but_not_before_its_time() -> None:
    article = store().article
    tasks.requeue_stale()
    article.refresh_from_db()
    assert article.state == ArticleState.STORED
    assert article.claimed_until is not None
    assert article.claimed_until <= timezone.now() + waits.first_message()
    stale()
    tasks.requeue_stale()
    article.refresh_from_db()
    assert article.state == ArticleState.EXTRACTED


def test_while_the_line_is_long_nothing_is_put_into_it_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article = store().article
    stale()
    monkeypatch.setattr(tasks, "LONG_LINE", 0)
    tasks.requeue_stale()
    article.refresh_from_db()
    assert article.state == ArticleState.STORED
    monkeypatch.setattr(tasks, "LONG_LINE", 1)
    tasks.requeue_stale()
    article.refresh_from_db()
    assert article.state == ArticleState.EXTRACTED


def test_the_length_of_a_line_is_asked_of_the_broker() -> None:
    broker, mark = redis.Redis.from_url(settings.REDIS_URL), str(uuid4())
    try:
        before = tasks.backlog(tasks.fetch_item)
        broker.rpush("fetch", mark, mark)
        assert tasks.backlog(tasks.fetch_item) == before + 2
    finally:
        broker.lrem("fetch", 0, mark)


def test_the_work_of_a_killed_worker_is_done_by_another(site: Site) -> None:
    site.replies["/a"] = Reply(page())
    item, article = (
        ItemFactory.create(url=site.url("/a")),
        store("Teks lain tentang pemilu di daerah itu.").article,
    )
    assert claims.claim_item(item.pk)
    assert claims.claim_article(article.pk)
    assert claims.claim_item(item.pk) is None
    assert claims.claim_article(article.pk) is None
    stale()
    tasks.requeue_stale()
    item.refresh_from_db()
    article.refresh_from_db()
    assert (item.state, article.state) == (ItemState.DONE, ArticleState.EXTRACTED)


def test_what_kills_one_worker_after_the_other_is_ended() -> None:
    item, article = ItemFactory.create(), store().article
    Article.objects.update(state=ArticleState.EXTRACTING, attempts=claims.MOST_ATTEMPTS)
    Item.objects.update(state=ItemState.FETCHING, attempts=2 * claims.MOST_ATTEMPTS)
    stale()
    tasks.requeue_stale()
    item.refresh_from_db()
    article.refresh_from_db()
    assert (item.state, article.state) == (ItemState.FAILED, ArticleState.FAILED)
    assert set(Fault.objects.values_list("reason", flat=True)) == {"worker-lost"}


def test_a_failed_extraction_is_shown_and_can_be_retried(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    article = store().article

    def broken(*_args: object, **_values: object) -> None:
        raise ValueError("a defect")

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "extract", broken)
        tasks.extract_article(article.pk)
    article.refresh_from_db()
    assert (article.state, article.error) == (ArticleState.FAILED, "ValueError: a defect")
    fault = Fault.objects.get()
    assert (fault.stage, fault.article, fault.reason) == ("extract", article, "ValueError")
    with django_capture_on_commit_callbacks(execute=True):
        tasks.follow_up_retry(faults.retry(fault))
    article.refresh_from_db()
    fault.refresh_from_db()
    assert article.state == ArticleState.EXTRACTED
    assert fault.solved_at is not None


def test_a_mention_whose_sentence_vanished_is_flagged() -> None:
    old = store(url="https://a.example/1").article
    tasks.extract_article(old.pk)
    mention = Mention.objects.get(figure_value=5000)
    Mention.objects.filter(pk=mention.pk).update(state=MentionState.ACCEPTED)
    new = store("\n".join(PARAGRAPHS[1:]), "https://a.example/1").article
    tasks.extract_article(new.pk)
    mention.refresh_from_db()
    assert mention.flagged_vanished


def test_a_host_that_is_busy_gives_the_worker_back(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object, **_values: object) -> None:
        raise TemporaryError("later", reason="host-busy", retry_after=8.0)

    monkeypatch.setattr(gather, "polite_fetch", busy)
    item = ItemFactory.create(url=site.url("/a"))
    tasks.fetch_item(item.pk)
    item.refresh_from_db()
    assert (item.state, item.attempts) == (ItemState.WAITING, 0)
    assert item.next_try_at is not None
    assert item.next_try_at > timezone.now() + timedelta(seconds=6)
    assert not Fault.objects.exists()


@pytest.mark.parametrize(
    "job",
    [tasks.poll_source, tasks.fetch_item, tasks.extract_article],
    ids=["poll", "fetch", "extract"],
)
def test_a_missing_row_is_fine(job: object) -> None:
    job(987_654_321)  # type: ignore[operator]  # a task


def test_without_a_broker_the_row_waits(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down(*_args: object, **_values: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(tasks.extract_article, "apply_async", down)
    monkeypatch.setattr(tasks, "_silent_until", 0.0)
    tasks._send(tasks.extract_article, 1, None)
    tasks._send(tasks.extract_article, 2, None)
    assert caplog.text.count("the row waits") == 1


def test_a_page_that_breaks_the_parser_is_a_fault(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise RecursionError("too deep")

    site.replies["/a"] = Reply(page())
    item = ItemFactory.create(url=site.url("/a"))
    monkeypatch.setattr(gather, "parse_page", broken)
    tasks.fetch_item(item.pk)
    item.refresh_from_db()
    assert (item.state, item.error) == (ItemState.FAILED, "too deep")
    assert Fault.objects.get().reason == "RecursionError"


def test_a_database_that_goes_away_fails_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    article = store().article

    def gone(*_args: object) -> None:
        raise OperationalDatabaseError("server closed the connection unexpectedly")

    monkeypatch.setattr(tasks, "extract_now", gone)
    with pytest.raises(OperationalDatabaseError):
        tasks.extract_article(article.pk)
    article.refresh_from_db()
    assert article.state == ArticleState.EXTRACTING
    assert not Fault.objects.exists()
