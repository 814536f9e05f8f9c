"""Who may speak in a text, and who of them is taken to say a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.extraction.attribution import Attribution
from incidents.extraction.knowledge import knowledge
from incidents.extraction.names import entities
from incidents.extraction.reading import read
from incidents.extraction.speakers import Speakers


def attribution(text: str, language: str = "id") -> Attribution:
    known = knowledge()
    reading = read(text, known.languages[language])
    country = known.countries["ID"]
    words = known.tools[language].speech
    named = entities(reading, [country], 0, len(reading.words))
    speakers = Speakers(reading, words, named, country.places)
    return Attribution(reading, speakers, words, known.speakers)


def names(text: str, language: str = "id") -> list[str]:
    return [voice.name.text for voice in attribution(text, language).voices.all]


def test_a_surname_belongs_to_the_full_name() -> None:
    told = attribution("Ketua panitia, Sinta Wulandari, hadir. Wulandari menolak berkomentar.")
    (voice,) = [v for v in told.voices.all if v.is_person]
    assert voice.name.text == "Sinta Wulandari"
    assert [mention[0] for mention in voice.mentions] == [0, 1]


def test_the_longest_form_of_a_name_is_its_name() -> None:
    assert "Sinta Ayu Wulandari" in names(
        "Menurut Sinta Wulandari, data aman. Sinta Ayu Wulandari adalah ketua tim."
    )


def test_a_known_person_goes_by_the_name_that_the_text_gives() -> None:
    assert "Viryan Azis" in names("Anggota KPU, Viryan Azis, mengatakan laman pulih.")


@pytest.mark.parametrize(
    "text",
    [
        "Sebanyak dua laman diretas. Ramainya kabar itu dibantah.",
        "JAKARTA - Ramainya kabar peretasan dibantah.",
        '"Semua laman aman," begitu bunyi siaran pers itu.',
    ],
)
def test_a_word_that_only_begins_a_sentence_is_no_name(text: str) -> None:
    assert not {"Sebanyak", "Ramainya", "Semua"} & set(names(text))


def test_a_body_that_no_pack_knows_is_a_voice() -> None:
    told = attribution("The National Intelligence Service said the network was open.", "en")
    (voice,) = [v for v in told.voices.all if v.is_body]
    assert voice.name.text == "National Intelligence Service"


def test_an_office_that_speaks_without_a_name_is_a_voice() -> None:
    assert (
        "security officials"
        in names("Security officials said the site was down.", "en")[-1].lower()
    )


@pytest.mark.parametrize(
    ("text", "sentence", "speaker"),
    [
        (
            (
                "Ketua KPU Kota Banjar, Rahmat Hidayat, mengatakan laman itu diretas. "
                "Dia meminta polisi mengusutnya."
            ),
            1,
            "Rahmat Hidayat",
        ),
        (
            "Kepada Radio Kota, Sinta Wulandari mengatakan akun lembaganya dibajak.",
            0,
            "Sinta Wulandari",
        ),
        (
            (
                "Anggota Bawaslu, Sinta Wulandari, menuturkan ada hoaks. "
                "Menurut Rahmat Hidayat dari kepolisian, pelakunya diburu."
            ),
            1,
            "Rahmat Hidayat",
        ),
    ],
)
def test_who_says_a_sentence(text: str, sentence: int, speaker: str) -> None:
    told = attribution(text).of(sentence)
    assert told is not None
    assert told.text == speaker


def test_nobody_speaks_where_nobody_is_named() -> None:
    assert attribution("laman itu diretas semalam.").of(0) is None


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_text_gives_rows_of_one_length_and_no_error(text: str) -> None:
    told = attribution(text)
    for index in range(len(told._reading.sentences)):
        voices, rows = told.rows(index)
        assert len(voices) == len(rows)
        assert len({len(row) for row in rows}) <= 1
        told.of(index)
