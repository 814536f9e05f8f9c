"""Reference data: loaded completely, twice without change, and refused with a reason when bad."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from incidents.management import reference, starter
from incidents.management.reference import BadReferenceError
from incidents.models import Alias, Election, Entity, Incident, IncidentLink, Place
from incidents.review import incidents
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def load(*options: str) -> str:
    out = StringIO()
    call_command("load_reference", *options, stdout=out)
    return out.getvalue()


def test_everything_is_loaded_and_a_second_time_nothing_is_new() -> None:
    first = load()
    numbers = [m.objects.count() for m in (Place, Election, Entity, Alias, Incident, IncidentLink)]
    second = load()

    assert "records: 76 in the files, 76 new" in first
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
    load()
    record = Incident.objects.get(source_key="2014-situs-kpu-surabaya")
    Incident.objects.filter(pk=record.pk).update(title="Diubah")

    load()

    record.refresh_from_db()
    assert record.title == "Diubah"


def test_starter_records_are_found_by_their_words(client: Any) -> None:
    load()

    found = client.get("/api/v1/incidents/?q=pocong").json()["results"]
    ghost = client.get("/api/v1/incidents/?q=ghost+picture").json()["results"]

    assert [row["id"] for row in found] == [row["id"] for row in ghost]
    assert len(found) == 1


def test_records_may_be_left_out() -> None:
    load("--without-records")

    assert not Incident.objects.exists()
    assert Place.objects.exists()


def test_a_changed_name_is_taken_over() -> None:
    rows = reference.read_rows(reference.REFERENCE / "places.json")
    reference.load_places(rows)
    rows[1]["name"] = "Nama Baru"

    tally = reference.load_places(rows)

    assert (tally.total, tally.new) == (39, 0)
    assert Place.objects.get(code=rows[1]["code"]).name == "Nama Baru"


@pytest.mark.parametrize("content", ["not json", '{"a": 1}', "[1, 2]"])
def test_a_bad_file_ends_the_command_with_its_name(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "places.json").write_text(content)
    monkeypatch.setattr("incidents.management.commands.load_reference.REFERENCE", tmp_path)

    with pytest.raises(CommandError, match=r"places\.json"):
        load()


def test_a_row_that_lacks_something_ends_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "places.json").write_text('[{"code": "ID"}]')
    monkeypatch.setattr("incidents.management.commands.load_reference.REFERENCE", tmp_path)

    with pytest.raises(CommandError, match="places: a row lacks or garbles 'parent'"):
        load()


def test_records_come_after_those_that_they_are_linked_to() -> None:
    def row(key: str, *mitigates: str) -> dict[str, Any]:
        return {"key": key, "mitigates": list(mitigates), "related": []}

    order = [r["key"] for r in starter.linked_last([row("a", "c"), row("b"), row("c")])]

    assert order == ["c", "a", "b"]
    for rows in ([row("a", "b"), row("b", "a")], [row("a", "nowhere")]):
        with pytest.raises(BadReferenceError):
            list(starter.linked_last(rows))


def test_a_record_that_breaks_a_rule_is_named(tmp_path: Path) -> None:
    load("--without-records")
    rows = json.loads((reference.REFERENCE / "chronology.json").read_text("utf-8"))[:1]
    rows[0]["status"] = "planned"

    with pytest.raises(BadReferenceError, match=rows[0]["key"]):
        starter.load_records(rows)
    assert not Incident.objects.exists()


def test_new_sources_are_added_and_known_ones_left_alone() -> None:
    row = {"name": "Kabar", "url": "https://kabar.example/rss", "kind": "feed", "language": "id",
           "cadence_minutes": 15}  # fmt: skip
    first = reference.load_sources([row])
    second = reference.load_sources([{**row, "name": "Lain"}])

    assert (first.new, second.new) == (1, 0)


def test_loaded_records_can_be_worked_on_like_any_other() -> None:
    load()
    editor = UserFactory.create(role="editor")
    record = Incident.objects.get(source_key="2004-penangkapan")

    assert incidents.claims(record)
    assert record.author.username != editor.username
    assert record.links_out.get().target.source_key == "2004-tabulasi-nasional"
