"""The knowledge that ships as data is well-formed: starter sources, site rules, function words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from incidents import ingestion
from incidents.domain.addresses import parse_address
from incidents.domain.vocabulary import Language, Reliability, SourceKind
from incidents.ingestion.listing import compile_pattern
from incidents.ingestion.pages import rule_for, site_rules
from incidents.ingestion.rules import judge

ROOM = Path(ingestion.__file__).parent
SOURCES: list[dict[str, Any]] = json.loads(
    (ROOM.parent / "reference" / "sources.json").read_text("utf-8")
)


@pytest.mark.parametrize("row", SOURCES, ids=lambda row: str(row["name"]))
def test_a_starter_source_is_complete_and_off(row: dict[str, Any]) -> None:
    assert row["enabled"] is False
    assert row["kind"] in {SourceKind.FEED, SourceKind.SITEMAP, SourceKind.PAGE}
    assert row["language"] in Language.values
    assert row["reliability"] in Reliability.values
    assert row["cadence_minutes"] >= 10
    for field in ("homepage", "url"):
        assert str(parse_address(row[field])) == row[field]
    compile_pattern(row["link_pattern"])
    assert bool(row["link_pattern"]) == (row["kind"] == SourceKind.PAGE)


def test_official_bodies_and_both_languages_are_among_them() -> None:
    official = {row["name"].split()[0] for row in SOURCES if row["official"]}
    assert {"KPU", "Bawaslu", "BSSN", "Komdigi", "DKPP"} <= official
    assert {row["language"] for row in SOURCES} == {"id", "en"}
    addresses = [row["url"] for row in SOURCES]
    assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Situs KPU Kabupaten Diretas", True),
        ("Pemilu 2024: Bawaslu Temukan Hoaks", True),
        ("Data Pemilih Diduga Bocor", True),
        ("Harga Cabai Naik Jelang Lebaran", False),
        ("Timnas Menang 2-0 atas Vietnam", False),
    ],
)
def test_the_words_of_general_outlets_keep_elections(text: str, kept: bool) -> None:
    general = next(row for row in SOURCES if row["name"].startswith("ANTARA: politik"))
    assert judge(text, general["include"], "").kept is kept


@pytest.mark.parametrize("host", sorted(site_rules()))
def test_a_site_rule_holds_valid_expressions(host: str) -> None:
    rule = site_rules()[host]
    assert set(rule) <= {"content", "drop", "outlet"}
    for expression in (rule.get("content", ""), *rule.get("drop", [])):
        if expression:
            etree.XPath(expression)
    assert rule_for(f"https://sub.{host}/a") == rule


def test_no_rule_for_an_unknown_site() -> None:
    assert rule_for("https://kabar.example/a") == {}
    assert rule_for("bukan alamat") == {}


def test_function_words_tell_languages_apart() -> None:
    words = {
        key: set(text.split())
        for key, text in json.loads((ROOM / "function_words.json").read_text("utf-8")).items()
    }
    assert not words["id, not ms"] & words["ms, not id"]
    assert not words["id"] & words["en"]
    assert all(len(known) > 30 for known in words.values())
