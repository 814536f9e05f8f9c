"""Figures, periods, speakers, names and elections, read from short texts."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.vocabulary import Category, Kind, Status
from incidents.extraction.attributes import AttributeFinder, Attributes
from incidents.extraction.elections import context
from incidents.extraction.knowledge import knowledge
from incidents.extraction.reading import read, words_of

DAY = date(2019, 4, 20)


def attributes(
    text: str,
    *,
    sentence: int = 0,
    language: str = "id",
    category: Category = Category.UNSPECIFIED,
    kind: Kind = Kind.ATTACK,
    status: Status = Status.OCCURRED,
    published: date | None = DAY,
) -> Attributes:
    known = knowledge()
    reading = read(text, known.languages[language])
    told = context(reading, [], known, published, None)
    packs = [p for code, p in known.countries.items() if code.lower() == told.country]
    finder = AttributeFinder(reading, known.tools[language], packs, told, published, known.speakers)
    return finder.find(sentence, kind, category, status)


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        (
            "KPU menerima sekitar 5 ribu serangan siber.",
            Category.UNSPECIFIED,
            (5000, True, "attacks"),
        ),
        (
            "Peretas menjual 2,3 juta data pemilih.",
            Category.DATA_BREACH,
            (2300000, False, "records"),
        ),
        (
            "Ada 204.807.203 data pemilih yang bocor.",
            Category.DATA_BREACH,
            (204807203, False, "records"),
        ),
        ("Lebih dari 300 akun palsu ditemukan.", Category.IMPERSONATION, (300, True, "accounts")),
        ("Polisi menangkap dua tersangka.", Category.LAW_ENFORCEMENT, (2, False, "people")),
        ("Sembilan belas operator dilatih.", Category.TRAINING, (19, False, "people")),
        ("Sebanyak 100-200 situs KPU diretas.", Category.DEFACEMENT, (100, True, "sites")),
    ],
)
def test_indonesian_figures(text: str, category: Category, expected: tuple[int, bool, str]) -> None:
    figure = attributes(text, category=category).figure
    assert figure is not None
    assert (figure.value, figure.approximate, figure.unit.value) == expected


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        (
            "Hackers took about 1.8 million voter records.",
            Category.DATA_BREACH,
            (1800000, True, "records"),
        ),
        (
            "Officials counted 2,050 attempted attacks.",
            Category.INTRUSION,
            (2050, False, "attacks"),
        ),
        ("Five officers were charged.", Category.LAW_ENFORCEMENT, (5, False, "people")),
    ],
)
def test_english_figures(text: str, category: Category, expected: tuple[int, bool, str]) -> None:
    figure = attributes(text, language="en", category=category).figure
    assert figure is not None
    assert (figure.value, figure.approximate, figure.unit.value) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Peretas meminta Rp 12 juta untuk data pemilih itu.",
        "Sebanyak 52 persen data pemilih sudah dicek.",
        "Pasangan itu unggul dengan 120.500 suara setelah data masuk.",
        "Data 50 GB milik KPU bocor.",
        "Ratusan juta data pemilih bocor.",
        "Data pemilih bocor pada 17 April 2019.",
        "Menurut Pasal 28 data pemilih dilindungi.",
    ],
)
def test_money_shares_votes_sizes_and_dates_are_no_figures(text: str) -> None:
    assert attributes(text, category=Category.DATA_BREACH).figure is None


def test_the_figure_may_stand_in_the_next_sentence() -> None:
    figure = attributes(
        "Data pemilih dijual di forum. Jumlahnya 105 juta data.", category=Category.DATA_BREACH
    ).figure
    assert figure is not None
    assert figure.value == 105_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Situs KPU diretas pada 15 Juli 2020.", "2020-07-15"),
        ("Situs KPU diretas Rabu (13/3).", "2019-03-13"),
        ("Situs KPU diretas Rabu (13/3/19).", "2019-03-13"),
        ("Situs KPU diretas pada Februari lalu.", "2019-02"),
        ("Situs KPU diretas kemarin.", "2019-04-19"),
        ("Situs KPU diretas tahun lalu.", "2018"),
        ("Situs KPU pernah diretas pada 2004.", "2004"),
        ("Situs KPU diretas.", "2019"),
    ],
)
def test_periods_are_told_from_the_text_and_its_date(text: str, expected: str) -> None:
    when = attributes(text).when
    assert when is not None
    assert when.iso() == expected


def test_a_planned_measure_has_no_day_of_its_own() -> None:
    found = attributes(
        "KPU akan menambah server.",
        kind=Kind.MITIGATION,
        category=Category.HARDENING,
        status=Status.PLANNED,
    )
    assert found.when is None


@pytest.mark.parametrize(
    ("text", "sentence", "speaker"),
    [
        ('"Situs kami diserang," kata Ketua KPU RI Arief Budiman di Jakarta.', 0, "Arief Budiman"),
        ("Komisioner KPU Lebak Nimatullah mengatakan data aman.", 0, "Nimatullah"),
        ('"Situs diserang," ujar Kepala Bagian Data KPU, Hesti Wulandari.', 0, "Hesti Wulandari"),
        ("Menurut Rahmat Bagja, hoaks meningkat. Dia meminta warga tenang.", 1, "Rahmat Bagja"),
        ("Budi Santoso menyebut situs diretas. Data pemilih, lanjutnya, aman.", 1, "Budi Santoso"),
        ('"Kami diserang. Semua sudah pulih," kata Budi Santoso.', 0, "Budi Santoso"),
        ("Rina Wijaya membuka acara. Serangan ditangkal, kata Rina.", 1, "Rina Wijaya"),
        ("Hati-hati peretasan, tegas Jokowi.", 0, "Joko Widodo"),
    ],
)
def test_indonesian_speakers(text: str, sentence: int, speaker: str) -> None:
    found = attributes(text, sentence=sentence).reported_by
    assert found is not None
    assert found.text == speaker


@pytest.mark.parametrize(
    ("text", "sentence", "speaker"),
    [
        ("Hackers failed, commission spokesman Jaime Robles said.", 0, "Jaime Robles"),
        (
            "Election chief Ann Lee told reporters the site was hacked. She blamed a group.",
            1,
            "Ann Lee",
        ),
        ("According to Mark Hale, the site was flooded.", 0, "Mark Hale"),
        ("The site was flooded, prosecutors said on Wednesday.", 0, "prosecutors"),
    ],
)
def test_english_speakers(text: str, sentence: int, speaker: str) -> None:
    found = attributes(text, sentence=sentence, language="en").reported_by
    assert found is not None
    assert found.text == speaker


def test_known_entities_carry_their_key() -> None:
    found = attributes("Peretas Bjorka menyerang Sirekap milik KPU di Makassar.")
    assert {name.key for name in found.targets} == {"sirekap", "kpu"}
    assert [name.key for name in found.actors] == ["bjorka"]
    assert found.place is not None
    assert found.place.text == "Makassar"


def test_an_abbreviation_in_small_letters_is_no_body() -> None:
    assert attributes("Ahmad bin Ali meretas situs.").targets == ()


@pytest.mark.parametrize(
    ("text", "language", "published", "main"),
    [
        ("Situs KPU diretas menjelang Pemilu 2024.", "id", None, "pemilu-2024"),
        ("Bawaslu Depok memantau hoaks Pilkada Serentak 2020.", "id", None, "pilkada-2020"),
        ("Situs KPU diretas menjelang pemilu.", "id", date(2019, 3, 1), "pemilu-2019"),
        ("Calon gubernur dan bupati terkena hoaks.", "id", date(2020, 10, 1), "pilkada-2020"),
        (
            "Sidang sengketa pilpres di MK membahas Situng KPU.",
            "id",
            date(2014, 7, 25),
            "pemilu-2014",
        ),
        (
            "Russian trolls targeted the 2016 presidential election in the United States.",
            "en",
            None,
            "us-2016",
        ),
        (
            "Comelec said hackers hit the voter database ahead of the May 2016 vote.",
            "en",
            None,
            "ph-2016",
        ),
        (
            "KPU Korea Selatan di Seoul diserang. Korea Selatan memilih presiden 2025.",
            "id",
            date(2025, 5, 1),
            "kr-2025",
        ),
    ],
)
def test_elections_are_named_or_told_from_country_and_day(
    text: str, language: str, published: date | None, main: str
) -> None:
    known = knowledge()
    reading = read(text, known.languages[language])
    assert context(reading, words_of(""), known, published, None).main == main
