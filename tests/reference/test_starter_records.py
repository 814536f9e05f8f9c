"""The starter records as everybody finds them: all there, found by their words, and kept as people left them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from incidents.models import Alias, Election, Entity, Incident, IncidentLink, Place
from incidents.review import incidents
from tests.factories import UserFactory

from .test_load_reference import load

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("starter records")]


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command says; loaded once for all tests here, which each undo what they change."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def test_everything_is_loaded_and_a_second_time_nothing_is_new(told: str) -> None:
    numbers = [m.objects.count() for m in (Place, Election, Entity, Alias, Incident, IncidentLink)]
    second = load()

    assert "records: 76 in the files, 76 new" in told
    assert "76 in the files, 0 new" in second
    assert " 1 new" not in second
    assert [
        m.objects.count() for m in (Place, Election, Entity, Alias, Incident, IncidentLink)
    ] == numbers
    assert Place.objects.filter(parent__code="ID").count() == 38
    assert Incident.objects.public().count() == 76
    assert not Incident.objects.public().filter(citations__isnull=True).exists()
    pemilu = Election.objects.get(code="pemilu-2019")
    assert pemilu.polling_day == date(2019, 4, 17)
    assert pemilu.phases.count() == 5


def test_what_people_changed_in_a_starter_record_stays() -> None:
    record = Incident.objects.get(source_key="2014-situs-kpu-surabaya")
    Incident.objects.filter(pk=record.pk).update(title="Diubah")

    load()

    record.refresh_from_db()
    assert record.title == "Diubah"


def test_starter_records_are_found_by_their_words(client: Any) -> None:
    found = client.get("/api/v1/incidents/?q=pocong").json()["results"]
    ghost = client.get("/api/v1/incidents/?q=ghost+picture").json()["results"]

    assert [row["id"] for row in found] == [row["id"] for row in ghost]
    assert len(found) == 1


def test_loaded_records_can_be_worked_on_like_any_other() -> None:
    editor = UserFactory.create(role="editor")
    record = Incident.objects.get(source_key="2004-penangkapan")

    assert incidents.claims(record)
    assert record.author.username != editor.username
    assert record.links_out.get().target.source_key == "2004-tabulasi-nasional"
