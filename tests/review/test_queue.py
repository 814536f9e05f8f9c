"""The queue: order, filters, claims, assignment, the next one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.domain.errors import AccessDenied, RuleViolation
from incidents.models import Decision, Mention, User
from incidents.review import decide, queue
from tests.factories import ArticleFactory, ElectionFactory, MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 2, 1, 8, tzinfo=UTC)


def reported(day: date, **fields: object) -> Mention:
    """A waiting mention of an article published on `day`."""
    return MentionFactory.create(article=ArticleFactory.create(published_on=day), **fields)


def test_newest_surest_and_most_corroborated_come_first(analyst: User) -> None:
    old = reported(date(2024, 1, 1))
    new = reported(date(2024, 1, 20))
    sure = reported(date(2024, 1, 1), confidence=1.0)
    told_by_many = reported(date(2024, 1, 1), corroboration=4)
    assert list(queue.waiting(analyst)) == [new, told_by_many, sure, old]
    why = queue.why(told_by_many)
    assert why.points == told_by_many.priority
    assert (why.outlets, why.outlet_days) == (4, 8.0)


def test_filters_hold_together(analyst: User, reviewer: User) -> None:
    election = ElectionFactory.create(code="pemilu-2024")
    source = SourceFactory.create()
    wanted = MentionFactory.create(
        article=ArticleFactory.create(source=source, language="en"),
        election=election,
        kind="threat",
        category="phishing",
        status="warned",
    )
    MentionFactory.create(election=election)
    MentionFactory.create(article=ArticleFactory.create(source=source))
    queue.assign(wanted, by=analyst, to=reviewer)
    for filters in (
        {"election": "pemilu-2024", "kind": "threat"},
        {"category": "phishing"},
        {"status": "warned"},
        {"source": source.pk, "language": "en"},
        {"assigned_to": reviewer.pk},
        {"article": wanted.article_id, "text": "SERANGAN siber"},
    ):
        assert list(queue.waiting(analyst, filters)) == [wanted], filters  # type: ignore[arg-type] # keys above
    assert list(queue.waiting(reviewer, {"mine": True})) == [wanted]
    assert queue.waiting(analyst, {"mine": True}).count() == 0
    assert queue.waiting(analyst, {"unassigned": True}).count() == 2
    assert queue.counts(analyst) == {"all": 3, "threat": 1, "attack": 2}


def test_decided_mentions_leave_the_queue(analyst: User) -> None:
    mention = MentionFactory.create()
    decide.reject(mention, by=analyst, seen_version=1, reason="repeated")
    assert not queue.waiting(analyst).exists()


def test_readers_have_no_queue(reader: User) -> None:
    with pytest.raises(AccessDenied):
        queue.waiting(reader)


def test_a_claim_holds_until_it_expires_or_is_given_up(analyst: User, reviewer: User) -> None:
    mention = MentionFactory.create()
    queue.claim(mention, by=analyst, minutes=15, at=NOW)
    with pytest.raises(RuleViolation) as caught:
        queue.claim(mention, by=reviewer, at=NOW + timedelta(minutes=14))
    assert caught.value.reason == "claimed"
    assert "andi" in str(caught.value)
    assert not queue.release(mention, by=reviewer)
    assert queue.claim(mention, by=reviewer, at=NOW + timedelta(minutes=15)).claimed_by == reviewer
    assert queue.release(mention, by=reviewer)
    assert queue.claim(mention, by=analyst, at=NOW).claimed_by == analyst
    assert Mention.objects.get().version == 1


def test_deciding_ends_the_claim_and_decided_mentions_cannot_be_claimed(analyst: User) -> None:
    mention = queue.claim(MentionFactory.create(), by=analyst)
    decided = decide.accept(mention, by=analyst, seen_version=1)
    assert (decided.claimed_by, decided.claimed_until) == (None, None)
    with pytest.raises(RuleViolation) as caught:
        queue.claim(mention, by=analyst)
    assert caught.value.reason == "state"


def test_the_next_one_is_behind_in_the_order_and_held_by_nobody_else(
    analyst: User, reviewer: User
) -> None:
    first, second, third = (reported(date(2024, 1, day)) for day in (9, 8, 7))
    assert queue.next_waiting(analyst) == first
    queue.claim(second, by=reviewer, at=NOW)
    assert queue.next_waiting(analyst, after=first, at=NOW) == third
    assert queue.next_waiting(reviewer, after=first, at=NOW) == second
    assert queue.next_waiting(analyst, after=first, at=NOW + timedelta(hours=1)) == second
    decide.accept(first, by=analyst, seen_version=1)
    first.refresh_from_db()
    assert queue.next_waiting(analyst, after=first, at=NOW + timedelta(hours=1)) == second
    assert queue.next_waiting(analyst, after=third) is None
    assert queue.previous_waiting(analyst, before=third) == second


def test_equals_in_the_order_are_all_visited_once(analyst: User) -> None:
    mentions = {reported(date(2024, 1, 1)) for _ in range(4)}
    seen, current = set(), queue.next_waiting(analyst)
    while current is not None:
        seen.add(current)
        current = queue.next_waiting(analyst, after=current)
    assert seen == mentions


def test_assignment_is_recorded_and_only_to_those_who_may_decide(
    analyst: User, reviewer: User, reader: User
) -> None:
    mention = MentionFactory.create()
    queue.assign(mention, by=analyst, to=reviewer)
    queue.assign(mention, by=analyst, to=reviewer)
    decision = Decision.objects.get()
    assert decision.after == {"assigned_to": "ratna"}
    with pytest.raises(AccessDenied):
        queue.assign(mention, by=analyst, to=reader)
    queue.assign(mention, by=reviewer, to=None)
    assert Mention.objects.get().assigned_to is None


def test_the_first_page_of_the_queue_is_one_query_more_than_who_asks(analyst: User) -> None:
    for _ in range(3):
        MentionFactory.create()
    analyst.has_perm("incidents.decide_mention")
    analyst.role_names()
    with CaptureQueriesContext(connection) as queries:
        list(queue.waiting(analyst).select_related("article")[:50])
    # 1: sources kept for some groups; 2: the page itself
    assert len(queries) == 2
