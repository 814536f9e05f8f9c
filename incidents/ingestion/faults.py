"""What failed, in rows that a person sees, retries, or that a later success closes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from incidents.domain.errors import PermanentError, TrackerError
from incidents.domain.vocabulary import ArticleState
from incidents.models import Article, Fault, Item, Source
from incidents.models.sources import ItemState

Subject = Source | Item | Article


def _link(subject: Subject) -> dict[str, Subject]:
    """The foreign key of a failure that points at its subject."""
    return {type(subject)._meta.model_name or "": subject}


def name_of(subject: Subject) -> str:
    """What a failure is called in lists: an address, or the article's title."""
    if isinstance(subject, Article):
        return f"#{subject.pk} {subject.title or subject.canonical_url}"[:2000]
    return (subject.url or str(subject))[:2000]


def record(stage: Fault.Stage, subject: Subject, error: Exception) -> Fault:
    """Notes a failure; the same one again raises its count. Never holds the text of an article."""
    now = timezone.now()
    reason = error.reason if isinstance(error, TrackerError) else type(error).__name__
    values = {
        "reason": reason[:40],
        "message": str(error)[:4000],
        "permanent": isinstance(error, PermanentError),
        "last_at": now,
    }
    with transaction.atomic():
        fault, created = Fault.objects.select_for_update().get_or_create(
            stage=stage,
            subject=name_of(subject),
            solved_at=None,
            defaults={**values, **_link(subject), "first_at": now},
        )
        if not created:
            Fault.objects.filter(pk=fault.pk).update(**values, times=F("times") + 1)
    return fault


def solve(subject: Subject, *stages: Fault.Stage) -> int:
    """Closes the open failures of a subject after a success; gives their number."""
    open_ones = Fault.objects.filter(**_link(subject), solved_at=None)
    if stages:
        open_ones = open_ones.filter(stage__in=stages)
    return open_ones.update(solved_at=timezone.now())


def retry(fault: Fault) -> Subject | None:
    """Makes the failed step due again at once; the caller wakes a worker (`incidents.tasks.wake`).

    Gives what is due again, or None if it is gone or was solved since. The failure stays open
    until the step succeeds.
    """
    now = timezone.now()
    if fault.solved_at is not None:
        return None
    if fault.article is not None:
        again = {"state": ArticleState.STORED, "attempts": 0, "claimed_until": None, "error": ""}
        Article.objects.filter(pk=fault.article.pk, state=ArticleState.FAILED).update(**again)
        return fault.article
    if fault.item is not None:
        again = {"state": ItemState.WAITING, "attempts": 0, "next_try_at": now, "error": ""}
        Item.objects.filter(pk=fault.item.pk, state=ItemState.FAILED).update(**again)
        return fault.item
    if fault.source is not None:
        Source.objects.filter(pk=fault.source.pk).update(next_poll_at=now)
    return fault.source
