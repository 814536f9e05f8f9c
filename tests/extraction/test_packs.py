"""Packs: another country without code, bad packs, how fast they load; one real report."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest

from incidents.extraction import VERSION, extract
from incidents.extraction.engine import extract_with
from incidents.extraction.knowledge import MODELS, PACKS, load_knowledge

from .corpora import CORPUS, articles, needs_corpus

ELECTION_ONLY = """JAKARTA - KPU menetapkan jadwal kampanye pemilihan gubernur selama 71 hari.
Logistik surat suara dikirim ke kecamatan pekan depan, kata Ketua KPU Kota Bogor.
Bawaslu mengingatkan larangan politik uang dan serangan fajar."""

CYBER_ONLY = """JAKARTA - Layanan bank itu lumpuh akibat ransomware sejak Senin.
Data 15 juta nasabah diklaim bocor di dark web, kata direktur utama bank.
Perusahaan memulihkan anjungan tunai mandiri secara bertahap."""


@pytest.mark.parametrize("text", [ELECTION_ONLY, CYBER_ONLY, "", "   \n\n", "?!", "Titik."])
def test_what_is_not_both_gives_nothing(text: str) -> None:
    found = extract(text)
    assert not found.relevant
    assert found.candidates == ()


THIRD = {
    "pack.toml": 'kind = "country"\ncode = "XA"\nlanguages = ["en"]\n'
    'election_ids = { national = "xa" }\nsigns = ["atlantis", "atlantean"]\ntargets = ["atlantis-ec"]\n',
    "entities.json": json.dumps(
        [{"key": "atlantis-ec", "kind": "body", "name": "Pearl Council", "aliases": ["Council of Pearls"],
          "country": "XA"}]
    ),
    "elections.json": json.dumps([{"id": "xa-2031", "level": "national", "polling_day": "2031-03-02"}]),
    "places.tsv": "Coral Bay\n",
}  # fmt: skip


def test_another_country_needs_data_alone(tmp_path: Path) -> None:
    for folder in PACKS.iterdir():
        if folder.is_dir():
            (tmp_path / folder.name).symlink_to(folder)
    pack = tmp_path / "atlantis"
    pack.mkdir()
    for name, content in THIRD.items():
        (pack / name).write_text(content, "utf-8")
    known = load_knowledge(tmp_path, MODELS)
    found = extract_with(
        known,
        "ATLANTIS - Hackers flooded the website of the Pearl Council in a denial-of-service attack during "
        "Atlantis elections in Coral Bay, officials said.\nPolice in Atlantis are investigating the hackers.",
        published=date(2031, 2, 1),
    )
    assert found.elections == ("xa-2031",)
    assert "atlantis-ec" in {name.key for c in found.candidates for name in c.targets}
    assert found.version != VERSION


def test_a_folder_that_is_no_pack_is_named(tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "pack.toml").write_text('kind = "planet"\n')
    with pytest.raises(ValueError, match="planet"):
        load_knowledge(tmp_path, MODELS)


def test_the_packs_load_within_a_second() -> None:
    started = time.process_time()
    load_knowledge(PACKS, MODELS)
    assert time.process_time() - started < 1.0


@needs_corpus
def test_the_five_thousand_attacks_of_2019_are_found_exactly() -> None:
    record = next(a for a in articles(CORPUS / "seeds") if a["id"] == "faktapers-2019")
    found = extract(record["text"], title=record["title"], published=date(2019, 9, 23))
    figures = [c.figure for c in found.candidates if c.figure is not None]
    assert (5000, True, "attacks") in [(f.value, f.approximate, f.unit.value) for f in figures]
    assert "pemilu-2019" in found.elections
