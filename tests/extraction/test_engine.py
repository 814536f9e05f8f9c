"""The room's door: what comes out for whole texts, whatever goes in."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.domain.vocabulary import Category, Kind, Language, categories_of, statuses_of
from incidents.extraction import VERSION, extract
from incidents.extraction.engine import extract_with
from incidents.extraction.knowledge import MODELS, PACKS, load_knowledge

from .corpora import CORPUS, articles, needs_corpus

REPORT = """JAKARTA - Situs KPU dibanjiri serangan DDoS pada malam penghitungan suara Pemilu 2019, kata Ketua KPU Arief Budiman, Kamis (18/4/2019).
"Ada sekitar 5 ribu serangan siber ke server kami," ujar Arief.
KPU bekerja sama dengan BSSN dan Bareskrim Polri untuk mengamankan sistem.
Polisi telah menangkap dua tersangka penyebar hoaks server KPU.
Baca juga: Harga cabai naik jelang Ramadan
Rapat pleno terbuka digelar di Hotel Borobudur."""

ELECTION_ONLY = """JAKARTA - KPU menetapkan jadwal kampanye pemilihan gubernur selama 71 hari.
Logistik surat suara dikirim ke kecamatan pekan depan, kata Ketua KPU Kota Bogor.
Bawaslu mengingatkan larangan politik uang dan serangan fajar."""

CYBER_ONLY = """JAKARTA - Layanan bank itu lumpuh akibat ransomware sejak Senin.
Data 15 juta nasabah diklaim bocor di dark web, kata direktur utama bank.
Perusahaan memulihkan anjungan tunai mandiri secara bertahap."""


def test_a_report_gives_its_main_statements() -> None:
    found = extract(REPORT, title="Situs KPU Diserang DDoS", published=date(2019, 4, 19))
    labels = {(c.kind, c.category) for c in found.candidates}
    assert found.relevant
    assert found.language == Language.INDONESIAN
    assert found.elections == ("pemilu-2019",)
    assert (Kind.ATTACK, Category.DDOS) in labels
    assert (Kind.MITIGATION, Category.COOPERATION) in labels
    assert (Kind.MITIGATION, Category.LAW_ENFORCEMENT) in labels


@pytest.mark.parametrize("text", [ELECTION_ONLY, CYBER_ONLY, "", "   \n\n", "?!", "Titik."])
def test_what_is_not_both_gives_nothing(text: str) -> None:
    found = extract(text)
    assert not found.relevant
    assert found.candidates == ()


def test_every_candidate_explains_itself() -> None:
    for candidate in extract(REPORT).candidates:
        assert candidate.explanation
        assert {cue.rule.split(":")[0] for cue in candidate.explanation} >= {"model"}
        assert candidate.category in categories_of(candidate.kind)
        assert candidate.status in statuses_of(candidate.kind)
        assert 0 < candidate.confidence <= 1


def test_the_same_text_gives_the_same_answer_and_version() -> None:
    assert extract(REPORT) == extract(REPORT)
    assert extract(REPORT).version == VERSION


@given(st.text(max_size=400))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for candidate in extract(text).candidates:
        assert 0 <= candidate.span.start < candidate.span.end <= len(text)


PIECES = st.sampled_from(
    ["KPU", "diretas", "bocor", "data pemilih", "\u200b", "\n", ". ", '"', "5 ribu", "(", "kata Arief",
     "hoaks", "e\u0301", "\u00a0", "ﬁ", "Pemilu 2024", "\U0001f5f3", "akan", "İ", "ß", "%", "BSSN", "-"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_mixture_of_words_and_signs_is_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for candidate in extract(text, title=text[:50], published=date(2024, 2, 14)).candidates:
        assert candidate.span.of(text).strip()


@pytest.mark.parametrize("space", ["\u00a0", "\t", "  ", "\u2009"])
def test_kinds_of_spaces_make_no_difference(space: str) -> None:
    plain = extract(REPORT)
    spaced = extract(REPORT.replace(" ", space))
    assert [(c.kind, c.category) for c in spaced.candidates] == [
        (c.kind, c.category) for c in plain.candidates
    ]


def test_time_grows_with_the_length_of_the_text() -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        extract(REPORT * times)
        return time.process_time() - started

    extract(REPORT)
    assert seconds(160) < 12 * max(seconds(40), 0.02)


THIRD = {
    "pack.toml": 'kind = "country"\ncode = "XA"\nlanguages = ["en"]\n'
    'election_ids = { national = "xa" }\nsigns = ["atlantis", "atlantean"]\n',
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
