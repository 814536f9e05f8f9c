"""Deciding on many at once, and taking one's last acts back."""

from __future__ import annotations

import pytest

from incidents.domain.errors import AccessDenied, EditConflict, RuleViolation
from incidents.domain.vocabulary import Act
from incidents.models import Decision, Mention, User
from incidents.review import audit, decide, incidents
from tests.factories import MentionFactory, make_draft, make_published

pytestmark = pytest.mark.django_db


def three() -> list[Mention]:
    """Three waiting mentions."""
    return MentionFactory.create_batch(3)


def test_the_preview_sorts_without_changing(analyst: User) -> None:
    ready, changed, decided = three()
    decide.correct(changed, by=analyst, seen_version=1, changes={"status": "alleged"})
    decide.accept(decided, by=analyst, seen_version=1)
    seen = {ready.pk: 1, changed.pk: 1, decided.pk: 2}
    preview = decide.preview_many(seen, by=analyst)
    assert (preview.ready, preview.changed, preview.refused) == ((ready,), (changed,), (decided,))
    assert Mention.objects.get(pk=ready.pk).version == 1


def test_many_are_accepted_or_rejected_as_one_act_with_a_decision_each(
    analyst: User,
) -> None:
    mentions = three()
    done = decide.reject_many({m.pk: 1 for m in mentions}, by=analyst, reason="repeated")
    assert {m.state for m in done} == {"rejected"}
    decisions = Decision.objects.all()
    assert {d.object_id for d in decisions} == {m.pk for m in mentions}
    assert len({d.batch for d in decisions}) == 1
    draft = make_draft(analyst)
    more = three()
    decide.accept_many({m.pk: 1 for m in more}, by=analyst, incident=draft)
    assert draft.mentions.count() == 4


def test_one_changed_mention_stops_all(analyst: User, reviewer: User, reader: User) -> None:
    mentions = three()
    seen = {m.pk: 1 for m in mentions}
    decide.reject(mentions[2], by=reviewer, seen_version=1, reason="clutter")
    with pytest.raises(EditConflict):
        decide.accept_many(seen, by=analyst)
    assert Mention.objects.filter(state="accepted").count() == 0
    for wrong in ({}, {10**9: 1}, dict.fromkeys(range(501), 1)):
        with pytest.raises(RuleViolation):
            decide.accept_many(wrong, by=analyst)
    with pytest.raises(AccessDenied):
        decide.reject_many(seen, by=reader)


def test_undo_restores_what_was_before(analyst: User) -> None:
    mention = MentionFactory.create()
    mention.names.create(role="target", text="KPU")
    decide.accept(
        mention,
        by=analyst,
        seen_version=1,
        corrections={"category": "ddos", "targets": ["Bawaslu"], "start": 0, "end": 7},
    )
    (undone,) = decide.undo_last(analyst)
    stored = Mention.objects.get()
    assert (stored.state, stored.category, stored.evidence) == (
        "waiting",
        "unspecified",
        mention.evidence,
    )
    assert stored.names.get().text == "KPU"
    assert (undone.version, stored.decided_by) == (3, None)
    assert Decision.objects.first().act == Act.UNDO  # type: ignore[union-attr] # there is one
    with pytest.raises(RuleViolation, match="nothing left"):
        decide.undo_last(analyst)


def test_undo_goes_back_step_by_step_and_takes_an_act_on_many_as_one(analyst: User) -> None:
    one, *many = MentionFactory.create_batch(4)
    decide.accept(one, by=analyst, seen_version=1)
    decide.reject_many({m.pk: 1 for m in many}, by=analyst, reason="clutter")
    assert len(decide.undo_last(analyst)) == 3
    assert Mention.objects.filter(state="waiting").count() == 3
    assert [m.pk for m in decide.undo_last(analyst)] == [one.pk]
    assert Mention.objects.filter(state="waiting").count() == 4
    assert audit.verify().holds


def test_several_acts_are_undone_at_once(analyst: User) -> None:
    mention = decide.accept(MentionFactory.create(), by=analyst, seen_version=1)
    decide.correct(mention, by=analyst, seen_version=2, changes={"status": "alleged"})
    decide.undo_last(analyst)
    decide.undo_last(analyst)
    mention = decide.accept(mention, by=analyst, seen_version=5)
    decide.correct(mention, by=analyst, seen_version=6, changes={"status": "alleged"})
    decide.undo_last(analyst, count=2)
    stored = Mention.objects.get()
    assert (stored.state, stored.status) == ("waiting", "occurred")


def test_undoing_attach_detach_and_add(analyst: User) -> None:
    draft = make_draft(analyst)
    mention = decide.accept(MentionFactory.create(), by=analyst, seen_version=1, incident=draft)
    decide.undo_last(analyst)
    mention.refresh_from_db()
    assert (mention.state, mention.incident) == ("waiting", None)
    mention = decide.accept(mention, by=analyst, seen_version=mention.version)
    mention = incidents.attach(mention, draft, by=analyst, seen_version=mention.version)
    incidents.detach(mention, by=analyst, seen_version=mention.version)
    decide.undo_last(analyst)
    mention.refresh_from_db()
    assert mention.incident == draft
    decide.undo_last(analyst)
    assert Mention.objects.get(pk=mention.pk, state="accepted").incident is None
    added = decide.add_mention(
        mention.article, by=analyst, start=0, end=7, kind="attack", category="ddos", status="denied"
    )
    decide.undo_last(analyst)
    added.refresh_from_db()
    assert added.state == "withdrawn"


def test_undo_does_not_overwrite_others_nor_unpublish(
    analyst: User, reviewer: User, editor: User
) -> None:
    mention = decide.accept(MentionFactory.create(), by=analyst, seen_version=1)
    decide.correct(mention, by=reviewer, seen_version=2, changes={"status": "denied"})
    with pytest.raises(EditConflict) as caught:
        decide.undo_last(analyst)
    assert caught.value.theirs == {"status": ("occurred", "denied")}
    make_published(analyst, approver=editor)
    with pytest.raises(RuleViolation) as public:
        decide.undo_last(analyst)
    assert public.value.reason == "published"


def test_many_are_assigned_to_one_or_to_nobody_as_one_act(analyst: User, reviewer: User) -> None:
    mentions = three()
    seen = {m.pk: 1 for m in mentions}
    decide.assign_many(seen, by=analyst, to=reviewer)
    assert set(Mention.objects.values_list("assigned_to", "version")) == {(reviewer.pk, 1)}
    said = Decision.objects.filter(act=Act.ASSIGN)
    assert (said.count(), len({each.batch for each in said})) == (3, 1)
    decide.assign_many(seen, by=analyst, to=reviewer)
    assert said.count() == 3  # nothing changed, nothing recorded
    decide.assign_many(seen, by=reviewer, to=None)
    assert not Mention.objects.filter(assigned_to__isnull=False).exists()


def test_assigning_many_stops_at_the_first_that_cannot_be(
    analyst: User, reviewer: User, reader: User
) -> None:
    mentions = three()
    seen = {m.pk: 1 for m in mentions}
    for by, to in ((reader, analyst), (analyst, reader)):
        with pytest.raises(AccessDenied):
            decide.assign_many(seen, by=by, to=to)
    decide.reject(mentions[2], by=reviewer, seen_version=1, reason="clutter")
    with pytest.raises(EditConflict):
        decide.assign_many(seen, by=analyst, to=reviewer)
    with pytest.raises(RuleViolation, match="decided already"):
        decide.assign_many(seen | {mentions[2].pk: 2}, by=analyst, to=reviewer)
    assert not Mention.objects.filter(assigned_to__isnull=False).exists()
    assert not Decision.objects.filter(act=Act.ASSIGN).exists()
