"""A country is added as a folder of data; a change of the packs is a new version; loading is quick."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from incidents.domain.vocabulary import EntityKind, Language
from incidents.extraction import engine
from incidents.extraction.knowledge import MODELS, PACKS, knowledge, load_knowledge

ENTITIES = [
    {
        "key": "iebc", "kind": "body", "name": "Independent Electoral and Boundaries Commission",
        "name_en": "Independent Electoral and Boundaries Commission", "aliases": ["IEBC"], "country": "KE",
    },
    {
        "key": "kiems", "kind": "system", "name": "KIEMS", "name_en": "KIEMS", "aliases": ["KIEMS kit"],
        "country": "KE",
    },
]  # fmt: skip
ELECTIONS = [
    {"id": "ke-2022", "level": "national", "polling_day": "2022-08-09"},
    {"id": "ke-2027", "level": "national", "polling_day": "2027-08-10"},
]
SETTINGS = """kind = "country"
code = "KE"
languages = ["en"]
signs = ["kenya", "kenyan", "nairobi", "iebc"]
[election_ids]
national = "ke"
"""
REPORT = (
    "NAIROBI - Hackers broke into the results server of the IEBC on Tuesday, 9 August 2022, chairman Wafula "
    "Otieno said.\n"
    "The Kenyan commission said it had called in investigators to secure the KIEMS system after the cyber attack.\n"
    "Kenya votes for a new president in the 2022 election under tight cyber security."
)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The product's packs in a folder of their own."""
    return Path(shutil.copytree(PACKS, tmp_path / "packs"))


def add_kenya(packs: Path) -> None:
    folder = packs / "kenya"
    folder.mkdir()
    (folder / "pack.toml").write_text(SETTINGS, "utf-8")
    (folder / "entities.json").write_text(json.dumps(ENTITIES), "utf-8")
    (folder / "elections.json").write_text(json.dumps(ELECTIONS), "utf-8")
    (folder / "places.tsv").write_text("Nairobi\nMombasa\tMombasa County\n", "utf-8")


def test_a_third_country_needs_a_folder_and_no_code(
    packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_kenya(packs)
    known = load_knowledge(packs, MODELS)
    assert known.countries["KE"].entities["kiems"].kind == EntityKind.SYSTEM
    monkeypatch.setattr(engine, "knowledge", lambda: known)
    found = engine.extract(
        REPORT, language=Language.ENGLISH, published=date(2022, 8, 10), country="KE"
    )
    assert found.elections == ("ke-2022",)
    keys = {name.key for c in found.candidates for name in (*c.targets, *c.actors)}
    assert {"iebc", "kiems"} & keys
    assert "kpu" not in keys


def test_any_change_of_a_pack_is_a_new_version(packs: Path) -> None:
    before = load_knowledge(packs, MODELS).version
    assert before == knowledge().version
    with (packs / "indonesia" / "places.tsv").open("a", encoding="utf-8") as file:
        file.write("Kota Baru Sekali\n")
    changed = load_knowledge(packs, MODELS).version
    add_kenya(packs)
    assert len({before, changed, load_knowledge(packs, MODELS).version}) == 3


def test_a_pack_of_unknown_kind_is_refused_by_name(packs: Path) -> None:
    (packs / "odd").mkdir()
    (packs / "odd" / "pack.toml").write_text('kind = "planet"\n', "utf-8")
    with pytest.raises(ValueError, match="planet"):
        load_knowledge(packs, MODELS)


def test_shipped_packs_hold_both_languages_and_two_countries() -> None:
    known = knowledge()
    assert {"id", "en"} <= set(known.languages)
    assert "ID" in known.countries
    assert len(known.countries) >= 2
    for country in known.countries.values():
        assert country.entities, country.code
        assert country.elections, country.code
        for election in country.elections:
            assert election.id.rpartition("-")[2].isdigit()
