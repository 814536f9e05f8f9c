"""Records loaded from a file, by the same rules."""

from __future__ import annotations

import pytest

from incidents.domain.changes import IncidentChanges
from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import Act
from incidents.models import Decision, Incident, User
from incidents.review import audit
from incidents.review.load import load_record

pytestmark = pytest.mark.django_db

ATTACK: IncidentChanges = {
    "kind": "attack",
    "category": "ddos",
    "status": "occurred",
    "title": "Situs KPU lumpuh",
    "target_text": "KPU",
}
MEASURE: IncidentChanges = {
    "kind": "mitigation",
    "category": "hardening",
    "status": "in-place",
    "title": "Server diperkuat",
}
CITED = [{"url": "https://arsip.example/1", "outlet": "Arsip", "weak": True}]


def load(key: str, changes: IncidentChanges = ATTACK, **more: object) -> tuple[Incident, bool]:
    """Load one record with the usual citation."""
    return load_record(key=key, changes=changes, citations=CITED, **more)  # type: ignore[arg-type] # by name


def test_a_loaded_record_is_public_by_two_accounts_that_cannot_log_in() -> None:
    record, new = load("chronology:1")
    assert new
    assert list(Incident.objects.public()) == [record]
    assert (record.author.username, record.approver.username) == ("starter", "editors")  # type: ignore[union-attr] # published
    assert not any(person.has_usable_password() for person in User.objects.all())
    assert record.citations.get().weak
    decision = Decision.objects.get()
    assert (decision.act, decision.after["lifecycle"]) == (Act.IMPORT, "published")
    assert audit.verify().holds


def test_the_same_key_twice_is_one_record_left_as_it_is() -> None:
    record, _new = load("chronology:1")
    again, new = load("chronology:1", {**ATTACK, "title": "Lain"})
    assert (again, new) == (record, False)
    assert Incident.objects.get().title == "Situs KPU lumpuh"
    assert User.objects.count() == 2


def test_links_lead_to_records_loaded_before() -> None:
    attack, _new = load("chronology:1")
    measure, _new = load("chronology:2", MEASURE, links=[("mitigates", "chronology:1")])
    assert measure.links_out.get().target == attack
    with pytest.raises(RuleViolation, match="chronology:9"):
        load("chronology:3", MEASURE, links=[("mitigates", "chronology:9")])


def test_a_record_without_a_source_or_with_wrong_codes_is_not_loaded() -> None:
    with pytest.raises(RuleViolation) as caught:
        load_record(key="1", changes=ATTACK, citations=[])
    assert caught.value.reason == "unattested"
    for wrong in ({"status": "warned"}, {"elections": ["mars-1"]}, {"title": ""}):
        with pytest.raises(RuleViolation):
            load("1", {**ATTACK, **wrong})  # type: ignore[typeddict-item] # wrong on purpose
    assert not Incident.objects.exists()
