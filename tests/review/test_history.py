"""The readable history of one object."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.domain.vocabulary import Act
from incidents.models import Entity, Incident, Mention, User
from incidents.review import decide, incidents
from incidents.review.history import OUTSIDE, Change, history
from tests.factories import (
    ElectionFactory,
    EntityFactory,
    MentionFactory,
    make_draft,
    make_published,
)

pytestmark = pytest.mark.django_db


def test_acts_are_told_newest_first_with_old_and_new_values(analyst: User, reviewer: User) -> None:
    mention = MentionFactory.create()
    decide.correct(
        mention, by=reviewer, seen_version=1, changes={"status": "alleged", "targets": ["KPU"]}
    )
    decide.reject(mention, by=analyst, seen_version=2, reason="repeated", note="Sudah ada")
    rejected, corrected = history(mention)
    assert (rejected.who, rejected.act, rejected.reason) == ("andi", Act.REJECT, "Sudah ada")
    assert Change("state", "waiting", "rejected") in rejected.changes
    assert corrected.who == "ratna"
    assert set(map(repr, corrected.changes)) == set(
        map(repr, [Change("status", "occurred", "alleged"), Change("targets", [], ["KPU"])])
    )


def test_lists_tell_what_was_added_and_removed(analyst: User) -> None:
    old, new = ElectionFactory.create_batch(2)
    draft = make_draft(analyst, elections=[old.code])
    incidents.edit_incident(
        draft, by=analyst, seen_version=draft.version, changes={"elections": [new.code]}
    )
    newest = history(draft)[0]
    assert newest.changes == (Change("elections", [old.code], [new.code]),)
    assert OUTSIDE not in {entry.act for entry in history(draft)}


def test_bulk_updates_and_list_changes_without_an_act_are_told_as_such(
    analyst: User, editor: User
) -> None:
    target: Entity = EntityFactory.create(key="kpu")
    record = make_published(analyst, approver=editor, targets=["kpu"])
    Incident.objects.update(title="Diubah diam-diam")
    record.targets.remove(target)
    record.elections.add(ElectionFactory.create(code="pemilu-2029"))
    outside = [entry for entry in history(record) if entry.act == OUTSIDE]
    changes = {change.field: (change.old, change.new) for e in outside for change in e.changes}
    assert changes == {
        "title": ("Serangan siber pada sistem KPU", "Diubah diam-diam"),
        "targets": (["kpu"], []),
        "elections": ([], ["pemilu-2029"]),
    }
    mention = Mention.objects.get()
    Mention.objects.update(status="denied")
    assert [e.act for e in history(mention) if e.act == OUTSIDE] == [OUTSIDE]


def test_what_acts_do_on_the_side_is_not_told_as_outside(analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    for subject in (record, record.mentions.get()):
        entries = history(subject)
        assert entries
        assert OUTSIDE not in {entry.act for entry in entries}


def test_an_act_on_many_is_marked_as_one_in_each_history(analyst: User) -> None:
    one, two = MentionFactory.create_batch(2)
    decide.reject_many({one.pk: 1, two.pk: 1}, by=analyst, reason="clutter")
    (first,), (second,) = history(one), history(two)
    assert first.batch == second.batch != ""


def test_history_asks_a_fixed_number_of_queries(analyst: User) -> None:
    draft = make_draft(analyst)
    for subject, most in ((draft, 6), (draft.mentions.get(), 2)):
        with CaptureQueriesContext(connection) as queries:
            history(subject)
        assert len(queries) == most
