"""Eight people on the same mentions at the same time, on connections of their own."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from incidents.domain.errors import EditConflict, RuleViolation
from incidents.domain.vocabulary import Act
from incidents.models import Decision, Incident, Mention, User
from incidents.review import audit, decide, incidents, publish, queue
from tests.factories import ArticleFactory, MentionFactory, UserFactory, make_draft, make_in_review
from tests.factories.incidents import FIELDS

CLIENTS, DECISIONS, MENTIONS = 8, 200, 60


def together(jobs: list[Callable[[], str]]) -> list[str]:
    """Run the jobs at the same moment, each on a thread and a connection of its own; their outcomes."""
    barrier = Barrier(len(jobs))

    def run(job: Callable[[], str]) -> str:
        try:
            barrier.wait(timeout=20)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def outcome(act: Callable[[], object]) -> str:
    """`applied`, or why it was refused."""
    try:
        act()
    except EditConflict:
        return "conflict"
    except RuleViolation as refusal:
        return refusal.reason
    return "applied"


@pytest.mark.django_db(transaction=True)
def test_two_hundred_decisions_by_eight_clients_are_each_applied_once_or_refused() -> None:
    article = ArticleFactory.create(text="\n".join(f"Serangan {n:03}." for n in range(MENTIONS)))
    mentions = [
        MentionFactory.create(article=article, start=13 * n, end=13 * n + 12)
        for n in range(MENTIONS)
    ]
    people = [UserFactory.create(role="analyst") for _ in range(CLIENTS)]
    rng = random.Random(2024)  # noqa: S311 - the same overlaps in every run
    share = DECISIONS // CLIENTS
    work = [[rng.choice(mentions) for _ in range(share)] for _ in people]

    def client(person: User, mine: list[Mention]) -> Callable[[], str]:
        def run() -> str:
            done = []
            for turn, mention in enumerate(mine):
                acts: tuple[Callable[[], object], ...] = (
                    partial(decide.accept, mention, by=person, seen_version=1),
                    partial(decide.reject, mention, by=person, seen_version=1, reason="repeated"),
                    partial(
                        decide.correct,
                        mention,
                        by=person,
                        seen_version=1,
                        changes={"status": "alleged"},
                    ),
                )
                done.append(outcome(acts[turn % 3]))
            return " ".join(done)

        return run

    results = together([client(p, mine) for p, mine in zip(people, work, strict=True)])
    tally = Counter(word for line in results for word in line.split())
    touched = {mention.pk for mine in work for mention in mine}
    assert tally == {"applied": len(touched), "conflict": DECISIONS - len(touched)}
    assert Decision.objects.count() == len(touched)
    assert Mention.objects.filter(version=2).count() == len(touched)
    for mention in Mention.objects.filter(version=2):
        after = Decision.objects.get(object_id=mention.pk).after
        assert (after.get("state", "waiting"), after.get("status", "occurred")) == (
            mention.state,
            mention.status,
        )
    assert audit.verify().holds


@pytest.mark.django_db(transaction=True)
def test_acts_on_many_that_overlap_never_wait_for_each_other_for_ever() -> None:
    mentions = MentionFactory.create_batch(12)
    people = [UserFactory.create(role="analyst") for _ in range(4)]
    orders = [mentions, mentions[::-1], mentions[6:] + mentions[:6], mentions[::2]]

    def job(person: User, mine: list[Mention]) -> Callable[[], str]:
        return lambda: outcome(
            lambda: decide.reject_many({m.pk: 1 for m in mine}, by=person, reason="clutter")
        )

    results = together([job(p, mine) for p, mine in zip(people, orders, strict=True)])
    assert results.count("applied") == 1
    assert results.count("conflict") == 3


@pytest.mark.django_db(transaction=True)
def test_numbers_of_new_records_have_no_gap_and_no_twin() -> None:
    people = [UserFactory.create(role="analyst") for _ in range(6)]

    def job(person: User) -> Callable[[], str]:
        def run() -> str:
            for _ in range(3):
                incidents.open_incident(by=person, changes=FIELDS)
                outcome(lambda: incidents.open_incident(by=person, changes={**FIELDS, "title": ""}))
            return "done"

        return run

    together([job(person) for person in people])
    numbers = sorted(Incident.objects.values_list("public_id", flat=True))
    assert [int(number[-4:]) for number in numbers] == list(range(1, 19))


@pytest.mark.django_db(transaction=True)
def test_publishing_and_changing_the_evidence_at_once_cannot_both_succeed() -> None:
    analyst, editor = UserFactory.create(role="analyst"), UserFactory.create(role="editor")
    for _ in range(5):
        record = make_in_review(analyst)
        mention = record.mentions.get()
        results = together(
            [
                partial(
                    outcome,
                    partial(publish.publish, record, by=editor, seen_version=record.version),
                ),
                partial(
                    outcome,
                    partial(decide.reopen, mention, by=analyst, seen_version=mention.version),
                ),
            ]
        )
        assert results.count("applied") == 1
        record.refresh_from_db()
        assert (record.lifecycle == "published") == (results[0] == "applied")


@pytest.mark.django_db(transaction=True)
def test_one_mention_is_claimed_by_one_person() -> None:
    mention = MentionFactory.create()
    people = [UserFactory.create(role="analyst") for _ in range(CLIENTS)]

    def job(person: User) -> Callable[[], str]:
        return lambda: outcome(lambda: queue.claim(Mention.objects.get(pk=mention.pk), by=person))

    results = together([job(person) for person in people])
    assert sorted(results) == ["applied", *["claimed"] * (CLIENTS - 1)]


@pytest.mark.django_db(transaction=True)
def test_two_editors_of_one_record_get_one_success_and_one_conflict() -> None:
    people = [UserFactory.create(role="analyst") for _ in range(2)]
    draft = make_draft(people[0])

    def job(person: User, title: str) -> Callable[[], str]:
        return lambda: outcome(
            lambda: incidents.edit_incident(
                draft, by=person, seen_version=draft.version, changes={"title": title}
            )
        )

    results = together([job(people[0], "Satu"), job(people[1], "Dua")])
    assert sorted(results) == ["applied", "conflict"]
    assert Decision.objects.filter(act=Act.EDIT).count() == 1
