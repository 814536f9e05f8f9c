"""Any people doing any acts in any order: two people behind all that is public, no decision lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import PUBLIC_LIFECYCLES
from incidents.models import Correction, Decision, Incident, Mention, User
from incidents.review import audit, decide, discard, incidents, merge, publish, queue
from tests.factories import ArticleFactory, MentionFactory, UserFactory, make_in_review
from tests.factories.incidents import FIELDS

ROLES = ("reader", "analyst", "analyst", "editor", "editor", "administrator")
people = st.integers(0, len(ROLES) - 1)
choices = st.integers(0, 5)
stale = st.sampled_from((0, 0, 0, 0, 1))


class Review(RuleBasedStateMachine):
    """A small desk; every rule does one act of one person, at the version seen or at a stale one."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.people: list[User] = [UserFactory.create(role=role) for role in ROLES]
        article = ArticleFactory.create(text="\n".join(f"Serangan ke-{n}." for n in range(4)))
        for line in article.text.split("\n"):
            start = article.text.index(line)
            MentionFactory.create(article=article, start=start, end=start + len(line))
        make_in_review(self.people[1])
        self.decisions = 0

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do one act or be refused; a refusal must leave nothing behind."""
        before = Decision.objects.count()
        try:
            with transaction.atomic():
                act()
                with connection.cursor() as cursor:  # what would be checked at commit
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except RuleViolation:
            assert Decision.objects.count() == before
        else:
            assert Decision.objects.count() > before

    def mention(self, choice: int) -> Mention:
        rows = list(Mention.objects.order_by("pk"))
        return rows[choice % len(rows)]

    def incident(self, choice: int) -> Incident | None:
        rows = list(Incident.objects.order_by("pk"))
        return rows[choice % len(rows)] if rows else None

    @rule(who=people, what=choices, act=st.sampled_from("aaarco"), old=stale)
    def decide_on_a_mention(self, who: int, what: int, act: str, old: int) -> None:
        by, mention = self.people[who], self.mention(what)
        seen = mention.version - old
        acts: dict[str, Callable[[], object]] = {
            "a": lambda: decide.accept(mention, by=by, seen_version=seen),
            "r": lambda: decide.reject(mention, by=by, seen_version=seen, reason="repeated"),
            "c": lambda: decide.correct(
                mention, by=by, seen_version=seen, changes={"status": "alleged"}
            ),
            "o": lambda: decide.reopen(mention, by=by, seen_version=seen),
        }
        self.attempt(acts[act])

    @rule(who=people, what=choices)
    def open_from_a_mention(self, who: int, what: int) -> None:
        by, mention = self.people[who], self.mention(what)
        self.attempt(
            lambda: incidents.open_incident(
                by=by, mention=mention, seen_version=mention.version, changes=FIELDS
            )
        )

    @rule(who=people, what=choices, where=choices, off=st.booleans())
    def attach_or_detach(self, who: int, what: int, where: int, off: bool) -> None:
        by, mention, incident = self.people[who], self.mention(what), self.incident(where)
        if off:
            self.attempt(lambda: incidents.detach(mention, by=by, seen_version=mention.version))
        elif incident is not None:
            self.attempt(
                lambda: incidents.attach(mention, incident, by=by, seen_version=mention.version)
            )

    @rule(who=people, where=choices, act=st.sampled_from("essppprbkd"), old=stale)
    def move_a_record(self, who: int, where: int, act: str, old: int) -> None:
        by, incident = self.people[who], self.incident(where)
        if incident is None:
            return
        seen = incident.version - old
        acts: dict[str, Callable[[], object]] = {
            "e": lambda: incidents.edit_incident(
                incident, by=by, seen_version=seen, changes={"title": f"Judul {seen}"}
            ),
            "s": lambda: publish.submit(incident, by=by, seen_version=seen),
            "b": lambda: publish.send_back(incident, by=by, seen_version=seen, reason="?"),
            "p": lambda: publish.publish(incident, by=by, seen_version=seen),
            "d": lambda: discard.discard(incident, by=by, seen_version=seen, reason="x"),
            "r": lambda: publish.retract(incident, by=by, seen_version=seen, reason="!"),
            "k": lambda: publish.propose_correction(
                incident, by=by, seen_version=seen, changes={"title": f"T {seen}"}, reason="."
            ),
        }
        self.attempt(acts[act])

    @rule(who=people, which=choices, decline=st.booleans())
    def settle_a_correction(self, who: int, which: int, decline: bool) -> None:
        by, open_ones = self.people[who], list(Correction.objects.filter(state="proposed"))
        if not open_ones:
            return
        correction = open_ones[which % len(open_ones)]
        seen = correction.incident.version
        if decline:
            self.attempt(lambda: publish.decline_correction(correction, by=by, reason="."))
        else:
            self.attempt(lambda: publish.apply_correction(correction, by=by, seen_version=seen))

    @rule(who=people, one=choices, other=choices, what=choices, apart=st.booleans())
    def merge_or_split(self, who: int, one: int, other: int, what: int, apart: bool) -> None:
        by, source, into = self.people[who], self.incident(one), self.incident(other)
        if source is None or into is None:
            return
        if apart:
            self.attempt(
                lambda: merge.split(
                    source, [self.mention(what)], by=by, seen_version=source.version, changes={}
                )
            )
        else:
            self.attempt(
                lambda: merge.merge(
                    source, into, by=by, seen_version=source.version, into_seen_version=into.version
                )
            )

    @rule(who=people)
    def undo(self, who: int) -> None:
        self.attempt(lambda: decide.undo_last(self.people[who]))

    @rule(who=people, what=choices)
    def claim(self, who: int, what: int) -> None:
        with suppress(RuleViolation), transaction.atomic():
            queue.claim(self.mention(what), by=self.people[who])

    @invariant()
    def two_people_stand_behind_every_public_statement(self) -> None:
        for incident in Incident.objects.filter(lifecycle__in=PUBLIC_LIFECYCLES):
            assert incident.approver_id not in (None, incident.author_id)
            attested = incident.mentions.filter(state="accepted")
            assert attested.exists() or incident.citations.exists()
        for mention in Mention.objects.filter(published_at__isnull=False):
            assert mention.state == "accepted"
            hands = Decision.objects.filter(
                model="mention", object_id=mention.pk, who__isnull=False
            ).values_list("who", flat=True)
            assert mention.incident_id is not None
            record = Decision.objects.filter(
                model="incident", object_id=mention.incident_id, who__isnull=False
            ).values_list("who", flat=True)
            assert len({*hands, *record}) >= 2

    @invariant()
    def the_chain_holds_and_grows(self) -> None:
        report = audit.verify()
        assert report.holds, report.flaws
        assert report.read >= self.decisions
        self.decisions = report.read

    @invariant()
    def every_settled_state_has_its_decision(self) -> None:
        for mention in Mention.objects.exclude(version=1):
            last = Decision.objects.filter(model="mention", object_id=mention.pk).first()
            assert last is not None
            assert last.after["version"] == mention.version
        for incident in Incident.objects.all():
            states = Decision.objects.filter(
                model="incident", object_id=incident.pk, after__has_key="lifecycle"
            )
            assert states[0].after["lifecycle"] == incident.lifecycle


@pytest.mark.django_db
def test_no_sequence_of_acts_breaks_the_rules_of_review() -> None:
    """Longer with e.g. RULES_OF_REVIEW=150x50 in the environment: sequences x acts in each."""
    sequences, acts = (int(n) for n in os.environ.get("RULES_OF_REVIEW", "6x25").split("x"))
    run_state_machine_as_test(
        Review,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=acts,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
