"""The chain of decisions: what it finds, and that the database refuses changes to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from incidents.domain.vocabulary import Act
from incidents.models import ChainHead, Decision, User
from incidents.review import audit, decide
from tests.factories import MentionFactory, make_in_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(analyst: User) -> list[Decision]:
    """Some decisions of different sorts."""
    make_in_review(analyst)
    decide.reject(
        MentionFactory.create(), by=analyst, seen_version=1, reason="clutter", note="Menu"
    )
    return list(Decision.objects.order_by("number"))


def sql(statement: str, *values: int) -> None:
    """Run one statement with every trigger off, as an intruder with the owner's keys could."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = origin")


def test_a_chain_that_nobody_touched_holds(chain: list[Decision]) -> None:
    report = audit.verify()
    assert report.holds
    assert (report.read, report.head) == (len(chain), chain[-1].hash)
    assert [decision.number for decision in chain] == list(range(1, len(chain) + 1))


ALTERATIONS = {
    "who": "",
    "act": "'accept-not'",
    "model": "'thing'",
    "object_id": "object_id + 1",
    "before": "before || '{\"x\": 1}'",
    "after": 'after || \'{"state": "other"}\'',
    "reason": "reason || '.'",
    "batch": "gen_random_uuid()",
    "at": "at + interval '1 microsecond'",
    "previous_hash": "repeat('1', 64)",
    "hash": "repeat('2', 64)",
    "number": "number + 1000",
    "id": "id + 1000",
}


def test_any_altered_column_of_any_row_is_found(chain: list[Decision], reviewer: User) -> None:
    for row in chain:
        for column, value in ALTERATIONS.items():
            name, new = ("who_id", str(reviewer.pk)) if column == "who" else (column, value)
            savepoint = transaction.savepoint()
            sql(f"UPDATE incidents_decision SET {name} = {new} WHERE id = %s", row.pk)  # noqa: S608 - both are written above
            assert not audit.verify().holds, (row.number, column)
            transaction.savepoint_rollback(savepoint)
            assert audit.verify().holds


@pytest.mark.parametrize("place", [0, 1, -1])
def test_any_missing_row_is_found_also_the_last(chain: list[Decision], place: int) -> None:
    sql("DELETE FROM incidents_decision WHERE id = %s", chain[place].pk)
    assert not audit.verify().holds


def test_two_rows_that_changed_places_are_found(chain: list[Decision]) -> None:
    first, second = chain[1], chain[2]
    sql("UPDATE incidents_decision SET number = 9999, id = 9999 WHERE id = %s", first.pk)
    sql("UPDATE incidents_decision SET number = %s, id = %s WHERE id = %s", 2, 2, second.pk)
    sql("UPDATE incidents_decision SET number = %s, id = %s WHERE id = 9999", 3, 3)
    kinds = {flaw.what for flaw in audit.verify().flaws}
    assert {"unlinked", "altered"} <= kinds


def test_an_inserted_row_is_found(chain: list[Decision]) -> None:
    forged = Decision.objects.get(pk=chain[-1].pk)
    forged.pk = forged.number = chain[-1].number + 1
    forged.previous_hash = chain[-1].hash
    forged.hash = audit.digest(forged)
    forged.save(force_insert=True)
    assert {flaw.what for flaw in audit.verify().flaws} == {"end"}


def test_an_altered_head_is_found(chain: list[Decision]) -> None:
    ChainHead.objects.update(hash="0" * 64)
    assert {flaw.what for flaw in audit.verify().flaws} == {"end"}


def test_a_rewritten_chain_is_found_by_a_hash_noted_elsewhere(chain: list[Decision]) -> None:
    noted = chain[-1].hash
    assert audit.verify(expected_head=noted).holds
    last, before = chain[-1], chain[-2]
    sql("DELETE FROM incidents_decision WHERE id = %s", last.pk)
    ChainHead.objects.update(number=before.number, hash=before.hash)
    assert audit.verify().holds
    assert {flaw.what for flaw in audit.verify(expected_head=noted).flaws} == {"expected"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incidents_decision SET reason = 'x'",
        "DELETE FROM incidents_decision",
        "TRUNCATE incidents_decision",
    ],
)
def test_the_database_refuses_changes_to_decisions(chain: list[Decision], statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE incidents_decision ENABLE TRIGGER decision_no_truncate")
        with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
            cursor.execute(statement)
        cursor.execute("ALTER TABLE incidents_decision DISABLE TRIGGER decision_no_truncate")
    assert audit.verify().holds


def test_the_command_says_where_the_chain_breaks(
    chain: list[Decision], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_audit")
    assert chain[-1].hash in capsys.readouterr().out
    sql("UPDATE incidents_decision SET reason = 'x' WHERE id = %s", chain[1].pk)
    with pytest.raises(CommandError, match="1 flaws in"):
        call_command("verify_audit")
    assert "altered: Decision 2 was altered." in capsys.readouterr().err


def test_an_empty_chain_holds() -> None:
    assert audit.verify().holds


def test_times_and_numbers_survive_the_way_through_the_database(analyst: User) -> None:
    decision = audit.record(
        who=analyst,
        act=Act.EDIT,
        model="incident",
        object_id=1,
        before={"share": 0.1, "big": 10**17, "none": None, "list": ["ä", "\u2028"]},
        at=None,
    )
    stored = Decision.objects.get(pk=decision.pk)
    assert stored.before == {"share": "0.1", "big": 10**17, "none": None, "list": ["ä", "\u2028"]}
    assert audit.digest(stored) == stored.hash
    assert stored.at - decision.at == timedelta(0)
