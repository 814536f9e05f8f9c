"""The pipeline on one page: each task takes a key, calls one room, and wakes the next.

poll_due -> poll_source -> fetch_item -> extract_article -> the review queue. The state of the work
is in rows: a message only wakes a worker, a lost one is sent again by `requeue_stale`, and one that
comes twice finds nothing to do.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError, InterfaceError, transaction
from kombu.exceptions import ChannelError, OperationalError

from incidents.domain.errors import PermanentError
from incidents.domain.labels import DecidedArticle
from incidents.domain.records import Extraction
from incidents.domain.vocabulary import Language
from incidents.extraction import extract, learning
from incidents.ingestion import claims, faults, gather, poll
from incidents.ingestion.store import Stored
from incidents.ingestion.submit import Submission
from incidents.insights.labelled import decided_articles, labelled, rejected_phrases
from incidents.models import Article, ExtractorModel, Fault, Item, LearnedKind, Source
from incidents.models.sources import ItemState
from incidents.review.propose import flag_vanished, propose

logger = logging.getLogger(__name__)

# Seconds; both below `waits.claim()` as it is by custom, so that a claim outlives whoever holds it.
SOFT_LIMIT, HARD_LIMIT = 240, 300
# A queue with so many messages is long; well below what a turn of the timetable sends again.
LONG_LINE = 500
# After a message could not be sent, no further one is tried for so many seconds.
SILENCE = 10.0
# The newest decided articles that are learned from; read and extracted anew each time.
MOST_DECIDED = 10_000
_silent_until = 0.0


def wake(job: Task[..., None], pk: int, *, eta: datetime | None = None) -> None:
    """Sends the message for a row once its transaction is committed; a message lost is sent again by beat."""
    transaction.on_commit(partial(_send, job, pk, eta))


def _send(job: Task[..., None], pk: int, eta: datetime | None) -> None:
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        if eta is None:
            job.apply_async((pk,), retry=False)
        else:
            job.apply_async((pk,), retry=False, eta=eta)
    except (OperationalError, OSError) as error:
        _silent_until = time.monotonic() + SILENCE
        logger.warning("No message sent (the row waits for the timetable): %s", error)


def follow_up(*submissions: Submission) -> None:
    """Wakes the workers for what was submitted: extraction of new articles, fetching of addresses."""
    for each in submissions:
        if each.item is not None and each.item.state == ItemState.WAITING:
            wake(fetch_item, each.item.pk)
        if each.article is not None and each.outcome in {"new", "new version"}:
            wake(extract_article, each.article.pk)


def follow_up_retry(subject: Source | Item | Article | None) -> None:
    """Wakes a worker for what `ingestion.faults.retry` made due again."""
    jobs: dict[type, Task[..., None]] = {
        Source: poll_source, Item: fetch_item, Article: extract_article
    }  # fmt: skip
    if subject is not None:
        wake(jobs[type(subject)], subject.pk)


@shared_task(acks_late=True, soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def poll_due() -> None:
    """Wakes a poll for every source that is due."""
    for pk in poll.due():
        _send(poll_source, pk, None)


@shared_task(acks_late=True, soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def poll_source(pk: int) -> None:
    """Polls one source that is due, and wakes the fetching of its new items."""
    source = claims.claim_source(pk)
    if source is None:
        return
    for item in poll.poll(source):
        wake(fetch_item, item)


@shared_task(acks_late=True, soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def fetch_item(pk: int) -> None:
    """Fetches, parses and stores one item that is due, and wakes the extraction of its article."""
    item = claims.claim_item(pk)
    if item is None:
        return
    try:
        stored: Stored | None = gather.gather(item)
    except SoftTimeLimitExceeded:
        gather.give_up(item, PermanentError(f"It took longer than {SOFT_LIMIT} s.", reason="slow"))
        return
    except (DatabaseError, InterfaceError, OSError):
        raise  # ours, not the item's: the claim runs out, and it is fetched again
    except Exception as error:
        gather.give_up(item, error)
        logger.exception("Item %s could not be read", pk)
        return
    if stored is not None and stored.is_new:
        wake(extract_article, stored.article.pk)
    elif item.state == ItemState.WAITING and item.claimed_until is not None:
        wake(fetch_item, pk, eta=item.next_try_at)


@shared_task(acks_late=True, soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def extract_article(pk: int) -> None:
    """Extracts one article that waits for it; its mentions and its state are stored together."""
    article = claims.claim_article(pk)
    if article is None:
        return
    try:
        extract_now(article)
    except SoftTimeLimitExceeded:
        claims.fail_article(
            article, PermanentError(f"It took longer than {SOFT_LIMIT} s.", reason="slow")
        )
    except (DatabaseError, InterfaceError, OSError):
        raise  # ours, not the article's: the claim runs out, and it is extracted again
    except Exception as error:
        claims.fail_article(article, error)
        logger.exception("Extraction of article %s failed", pk)


def extract_now(article: Article) -> None:
    """Extracts an article that the caller has claimed; mentions, state and flags in one transaction."""
    source = article.source
    extraction = extract(
        article.text,
        title=article.title,
        language=Language(article.language),
        published=article.published_on,
        outlet=article.outlet,
        country=source.country if source is not None else "ID",
    )
    with transaction.atomic():
        propose(article, _as_decided(article, extraction))
        if article.version_of_id is not None:
            flag_vanished(article)
        faults.solve(article, Fault.Stage.EXTRACT)


def _as_decided(article: Article, extraction: Extraction) -> Extraction:
    """The extraction without phrases that people rejected, its chances as decisions taught; two queries."""
    senses = [
        (c.kind.value, c.category.value, c.span.of(article.text)) for c in extraction.candidates
    ]
    known = learning.without(extraction, article.text, rejected_phrases(senses))
    models = dict(ExtractorModel.objects.in_use().values_list("kind", "version"))
    ranking, relevance = (
        _learned(kind.value, models[kind]) if kind in models else None
        for kind in (LearnedKind.RANKING, LearnedKind.RELEVANCE)
    )
    return learning.adjusted(
        known, article.text, article.title, ranking=ranking, relevance=relevance
    )


@lru_cache(maxsize=8)
def _learned(kind: str, version: str) -> learning.Learned:
    """The weights of a learned model, read once in a process."""
    stored = ExtractorModel.objects.filter(kind=kind, version=version).first()
    return learning.parse(bytes(stored.weights)) if stored else learning.Learned({})


@shared_task(acks_late=True, soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def requeue_stale() -> None:
    """Sends the messages again that were lost, and ends what kills one worker after the other.

    While a queue is long its rows are overdue because of its length: what was lost among them is sent
    again when the workers have come to the end of it, instead of doubling the line meanwhile.
    """
    claims.give_up_on_killers()
    if backlog(extract_article) < LONG_LINE:
        _send_all(extract_article, ((pk, None) for pk in claims.stale_articles()))
    if backlog(fetch_item) < LONG_LINE:
        _send_all(fetch_item, claims.stale_items())


def backlog(job: Task[..., None]) -> int:
    """How many messages wait in the queue of a task; 0 if the broker does not say."""
    queue = job.app.amqp.router.route({}, job.name)["queue"].name
    try:
        with job.app.connection_for_read() as connection:
            channel = connection.default_channel
            return int(channel.queue_declare(queue, passive=True).message_count)  # type: ignore[attr-defined]  # every channel has it
    except (OperationalError, OSError, ChannelError):
        return 0


def _send_all(job: Task[..., None], rows: Iterable[tuple[int, datetime | None]]) -> None:
    for pk, eta in rows:
        _send(job, pk, eta)


@shared_task(acks_late=True, soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def check_sources() -> None:
    """Raises the alarm for sources that have fallen silent, and ends it for those that speak again; tidies up."""
    poll.check_silence()
    poll.forget_old_polls()


@dataclass(frozen=True, slots=True)
class Refitted:
    """What came of one training: `scores` on held-out decisions, None when there are too few decisions."""

    kind: LearnedKind
    version: str
    scores: dict[str, dict[str, float]] | None
    kept: bool


def train(
    *,
    keep: bool = True,
    watch: Callable[[Iterable[DecidedArticle]], Iterable[DecidedArticle]] = iter,
) -> list[Refitted]:
    """Refit both models to the decisions; a new one that is not worse is taken into use, unless `keep` is off.

    `watch` may count the articles as they are read.
    """
    found: defaultdict[LearnedKind, list[learning.Example]] = defaultdict(list)
    newest = decided_articles().order_by("-pk")[:MOST_DECIDED]
    for article in watch(labelled(newest)):
        ranking, relevance = learning.examples(article)
        found[LearnedKind.RANKING] += ranking
        found[LearnedKind.RELEVANCE] += relevance
    return [_refit(kind, found[kind], keep=keep) for kind in LearnedKind]


def _refit(kind: LearnedKind, found: list[learning.Example], *, keep: bool) -> Refitted:
    from incidents.extraction.refitting import refit  # scipy: only where models are fitted

    in_use = ExtractorModel.objects.in_use().filter(kind=kind).first()
    current = learning.parse(bytes(in_use.weights)) if in_use else None
    outcome = refit(found, current)
    if outcome is None:
        return Refitted(kind, "", None, kept=False)
    new = ExtractorModel(
        kind=kind,
        version=outcome.model.version,
        weights=learning.dump(outcome.model),
        scores={"new": outcome.new.as_dict(), "old": outcome.old.as_dict()},
        kept=outcome.not_worse,
    )
    # The very model that is in use, or that somebody gave up, is not stored again.
    changed = not ExtractorModel.objects.known(kind, new.version).exists()
    if keep and changed and outcome.not_worse:
        ExtractorModel.objects.take_into_use(new)
    elif keep and changed:
        new.save()
    return Refitted(kind, new.version, new.scores, kept=keep and changed and outcome.not_worse)


@shared_task(acks_late=True, soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def refit_models() -> None:
    """Each night: what was decided meanwhile makes relevance and ranking better, or changes nothing."""
    for each in train():
        logger.info("%s: %s (kept: %s) %s", each.kind, each.version, each.kept, each.scores)
