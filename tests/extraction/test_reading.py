"""Folding, sentences and clutter: what is read of a text, and the way back to its characters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.extraction.folding import fold
from incidents.extraction.knowledge import knowledge
from incidents.extraction.reading import read


def sentences(text: str, language: str = "id") -> list[str]:
    reading = read(text, knowledge().languages[language])
    return [reading.folded.span(s.start, s.end).of(text) for s in reading.sentences]


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_every_folded_character_has_its_place_in_the_source(text: str) -> None:
    folded = fold(text)
    assert len(folded.plain) == len(folded.low)
    if folded.plain:
        span = folded.span(0, len(folded.plain))
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_unicode_form_reads_alike(form: str) -> None:
    text = "Café KPU diretas. “Résumé data pemilih bocor,” kata René."
    spelt = unicodedata.normalize(form, text)  # type: ignore[arg-type]  # one of the four literals
    found = [unicodedata.normalize("NFC", sentence) for sentence in sentences(spelt)]
    assert found == [
        unicodedata.normalize("NFC", s)
        for s in ("Café KPU diretas.", "“Résumé data pemilih bocor,” kata René.")
    ]


def test_invisible_characters_do_not_split_words() -> None:
    reading = read("Situs KPU di\u00adretas pere\u200btas.", knowledge().languages["id"])
    assert reading.words == ["situs", "kpu", "diretas", "peretas"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kata Dr. Arief, data aman. Polisi menyelidiki.", 2),
        ("Ketua KPU M. Afifuddin hadir. Ia bicara.", 2),
        ("Ada 5.000 serangan. Semua ditangkal!", 2),
        ('"Kami diserang. Semua pulih," kata Budi.', 2),
        ("Laman kpu.go.id pulih pukul 10.00 WIB. Data aman.", 2),
    ],
)
def test_sentences_end_where_they_should(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_english_abbreviations_do_not_end_a_sentence() -> None:
    text = "The U.S. agency told Gov. Smith on Nov. 5 that hackers failed. He agreed."
    assert len(sentences(text, "en")) == 2


def test_a_wrapped_line_goes_on() -> None:
    text = "Komisi Pemilihan Umum memastikan seluruh data\npemilih aman dari peretas. Titik."
    assert sentences(text)[0].endswith("peretas.")


CLUTTER = """JUDUL BERITA HARI INI
JAKARTA, CONTOH.ID - Situs KPU diretas orang tak dikenal, Senin (1/4/2019).
Baca juga: Data pemilih bocor di forum peretas, polisi turun tangan.
Foto: Petugas memantau serangan siber di kantor KPU. (Istimewa)
Polisi menyelidiki kejadian itu.
Editor: Budi Santoso
#kpu #peretasan
Berita Terkait
Peretas kembali menyerang laman KPU dan mencuri data pemilih.
Tinggalkan Balasan
Alamat email Anda tidak akan dipublikasikan."""


def test_links_captions_forms_and_tails_are_left_out() -> None:
    assert sentences(CLUTTER) == [
        "JAKARTA, CONTOH.ID - Situs KPU diretas orang tak dikenal, Senin (1/4/2019).",
        "Polisi menyelidiki kejadian itu.",
        "Peretas kembali menyerang laman KPU dan mencuri data pemilih.",
    ] or sentences(CLUTTER) == [
        "JAKARTA, CONTOH.ID - Situs KPU diretas orang tak dikenal, Senin (1/4/2019).",
        "Polisi menyelidiki kejadian itu.",
    ]


def test_a_text_of_headings_alone_is_still_read() -> None:
    assert sentences("Situs KPU diretas") == ["Situs KPU diretas"]
