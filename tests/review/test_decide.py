"""Deciding on mentions."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.errors import AccessDenied, EditConflict, RuleViolation
from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import Act, MentionState, Precision, Unit
from incidents.models import Decision, Mention, User
from incidents.review import audit, decide
from tests.factories import ElectionFactory, EntityFactory, MentionFactory

pytestmark = pytest.mark.django_db


def test_accepting_records_who_decided_and_what_changed(analyst: User) -> None:
    mention = MentionFactory.create()
    accepted = decide.accept(mention, by=analyst, seen_version=1)
    assert (accepted.state, accepted.decided_by, accepted.version) == ("accepted", analyst, 2)
    decision = Decision.objects.get()
    assert (decision.who, decision.act, decision.object_id) == (analyst, Act.ACCEPT, mention.pk)
    assert decision.before == {"state": "waiting", "version": 1}
    assert decision.after == {"state": "accepted", "version": 2}
    assert audit.verify().holds


def test_corrections_are_saved_with_the_acceptance(analyst: User) -> None:
    election = ElectionFactory.create(code="pemilu-2019")
    kpu = EntityFactory.create(key="kpu", name="Komisi Pemilihan Umum")
    kpu.aliases.create(name="KPU")
    mention = MentionFactory.create()
    accepted = decide.accept(
        mention,
        by=analyst,
        seen_version=1,
        corrections={
            "category": "ddos",
            "figure": Figure(5000, True, Unit.ATTACKS, "sekitar 5 ribu"),
            "when": Period(date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
            "election": "pemilu-2019",
            "targets": ["KPU"],
            "reported_by": "Arief Budiman",
        },
    )
    stored = Mention.objects.get(pk=accepted.pk)
    assert (stored.category, stored.figure_value, stored.figure_unit) == ("ddos", 5000, "attacks")
    assert (stored.starts_on, stored.election) == (date(2019, 1, 1), election)
    names = set(stored.names.values_list("role", "text", "entity__key"))
    assert names == {("target", "KPU", "kpu"), ("speaker", "Arief Budiman", None)}
    after = Decision.objects.get().after
    assert (after["election"], after["targets"]) == ("pemilu-2019", ["KPU"])


def test_the_later_of_two_gets_the_conflict_with_the_difference(
    analyst: User, reviewer: User
) -> None:
    mention = MentionFactory.create()
    decide.correct(mention, by=reviewer, seen_version=1, changes={"category": "ddos"})
    with pytest.raises(EditConflict) as caught:
        decide.accept(mention, by=analyst, seen_version=1, corrections={"category": "intrusion"})
    assert (caught.value.seen, caught.value.current) == (1, 2)
    assert caught.value.theirs == {"category": ("unspecified", "ddos")}
    assert caught.value.mine == {"category": "intrusion"}
    assert caught.value.by == ("ratna",)
    stored = Mention.objects.get()
    assert (stored.state, stored.category) == (MentionState.WAITING, "ddos")


@pytest.mark.parametrize("person", ["reader", "outsider"])
def test_only_analysts_decide(person: str, request: pytest.FixtureRequest) -> None:
    who: User = request.getfixturevalue(person)
    mention = MentionFactory.create()
    with pytest.raises(AccessDenied):
        decide.accept(mention, by=who, seen_version=1)
    with pytest.raises(AccessDenied):
        decide.reject(mention, by=who, seen_version=1, reason="clutter")
    assert Decision.objects.count() == 0


def test_a_rejection_needs_a_listed_reason_and_other_needs_a_note(analyst: User) -> None:
    mention = MentionFactory.create()
    for reason, note in (("", ""), ("dull", ""), ("other", " ")):
        with pytest.raises(RuleViolation):
            decide.reject(mention, by=analyst, seen_version=1, reason=reason, note=note)
    rejected = decide.reject(mention, by=analyst, seen_version=1, reason="other", note="Satire")
    assert (rejected.state, rejected.rejection) == ("rejected", "other")
    assert Decision.objects.get().reason == "Satire"


def test_a_decided_mention_cannot_be_decided_again_but_reopened(analyst: User) -> None:
    mention = decide.accept(MentionFactory.create(), by=analyst, seen_version=1)
    with pytest.raises(RuleViolation, match="another state"):
        decide.accept(mention, by=analyst, seen_version=2)
    again = decide.reopen(mention, by=analyst, seen_version=2, reason="Too fast")
    assert (again.state, again.decided_by) == (MentionState.WAITING, None)


def test_kind_category_and_status_must_go_together(analyst: User) -> None:
    mention = MentionFactory.create()
    with pytest.raises(RuleViolation, match="do not go together"):
        decide.correct(mention, by=analyst, seen_version=1, changes={"kind": "mitigation"})
    changed = decide.correct(
        mention,
        by=analyst,
        seen_version=1,
        changes={"kind": "mitigation", "category": "hardening", "status": "planned"},
    )
    assert changed.kind == "mitigation"


def test_moving_the_span_takes_its_evidence_along(analyst: User) -> None:
    mention = MentionFactory.create()
    moved = decide.correct(mention, by=analyst, seen_version=1, changes={"start": 0, "end": 7})
    assert moved.evidence == "Laporan"
    for span in ((0, 0), (5, 3), (0, 10_000)):
        with pytest.raises(RuleViolation):
            decide.correct(
                mention, by=analyst, seen_version=2, changes={"start": span[0], "end": span[1]}
            )


def test_a_span_that_is_taken_is_refused_by_name(analyst: User) -> None:
    mention = MentionFactory.create()
    other = MentionFactory.create(article=mention.article, category="ddos")
    with pytest.raises(RuleViolation) as caught:
        decide.correct(other, by=analyst, seen_version=1, changes={"category": "unspecified"})
    assert caught.value.reason == "repeated"
    with pytest.raises(RuleViolation):
        decide.add_mention(
            mention.article,
            by=analyst,
            start=mention.start,
            end=mention.end,
            kind="attack",
            category="ddos",
            status="occurred",
        )


def test_a_missed_mention_is_added_as_accepted(analyst: User) -> None:
    article = MentionFactory.create().article
    added = decide.add_mention(
        article,
        by=analyst,
        start=0,
        end=9,
        kind="threat",
        category="ddos",
        status="warned",
        more={"reported_by": "BSSN"},
    )
    stored = Mention.objects.get(pk=added.pk)
    assert (stored.state, stored.evidence, stored.reported_by) == (
        "accepted",
        "Laporan 0"[:9].replace("0", stored.evidence[-1]),
        "BSSN",
    )
    assert [d.act for d in Decision.objects.order_by("number")] == [Act.ADD, Act.ACCEPT]
