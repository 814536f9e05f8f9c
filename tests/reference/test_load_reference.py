"""Reference data: taken over when changed, left out when asked, and refused with a reason when bad."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from incidents.management import reference, starter
from incidents.management.reference import BadReferenceError
from incidents.models import Incident, Place

pytestmark = pytest.mark.django_db


def load(*options: str) -> str:
    out = StringIO()
    call_command("load_reference", *options, stdout=out)
    return out.getvalue()


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
