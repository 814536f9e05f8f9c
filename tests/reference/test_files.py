"""The reference files themselves: complete, in both languages, by the codebook, without stray names."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from incidents.domain.vocabulary import categories_of, statuses_of
from incidents.management.reference import REFERENCE, of_packs, read_rows

RECORDS = read_rows(REFERENCE / "chronology.json")
PLACES = read_rows(REFERENCE / "places.json")


def test_there_are_76_records_with_keys_of_their_own() -> None:
    assert len({record["key"] for record in RECORDS}) == len(RECORDS) == 76


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["key"])
def test_a_record_is_complete(record: dict[str, Any]) -> None:
    assert record["category"] in categories_of(record["kind"])
    assert record["status"] in statuses_of(record["kind"])
    for field in ("title", "title_en", "summary", "summary_en"):
        assert record[field].strip() == record[field] != ""
    assert len(record["title"]) <= 110
    assert len(record["title_en"]) <= 110
    assert bool(record["note"]) or not record["note_en"]
    assert date.fromisoformat(record["starts_on"]) <= date.fromisoformat(record["ends_on"])
    assert record["citations"]
    for citation in record["citations"]:
        assert re.match(r"https?://\S+$", citation["url"])
        assert citation["outlet"]
    for text in (record["note"], record["note_en"], record["summary"], record["summary_en"]):
        assert not re.search(r"TRAP|annotat|\bfigure =", text)


def test_every_name_that_records_use_is_known() -> None:
    entities = {row["key"] for row in of_packs("entities.json")}
    elections = {row["id"] for row in of_packs("elections.json")}
    places = {row["code"] for row in PLACES}
    for record in RECORDS:
        assert {*record["targets"], *record["actors"]} <= entities
        assert record["election"] is None or record["election"] in elections
        assert set(record["places"]) <= places


def test_no_person_is_named_as_an_actor_but_the_one_convicted() -> None:
    kinds = {row["key"]: row["kind"] for row in of_packs("entities.json")}
    named = [record["key"] for record in RECORDS if "Dani Firmansyah" in record["actor_text"]]

    assert named == ["2004-tabulasi-nasional", "2004-penangkapan"]
    for record in RECORDS:
        assert all(kinds[key] != "person" for key in record["actors"])
        assert not re.search(r"Arik Alfiki|Erwin Aksa|\bEW; RD\b", str(record["actor_text"]))
        assert "Arik Alfiki" not in record["summary"] + record["summary_en"]


def test_provinces_have_a_tile_each_on_the_map() -> None:
    tiles = Counter(tuple(place["tile"]) for place in PLACES if place["parent"] == "ID")

    assert len(tiles) == 38
    assert set(tiles.values()) == {1}
    assert all(0 <= column < 15 and 0 <= row < 7 for column, row in tiles)


def test_elections_of_the_chronology_have_a_polling_day() -> None:
    used = {record["election"] for record in RECORDS} - {None}
    days = {row["id"]: row["polling_day"] for row in of_packs("elections.json")}

    assert all(days[code] for code in used)
