"""Settled cases of the codebook, each in words of its own; what an analyst would mark, and what not."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.records import Candidate, Extraction
from incidents.domain.vocabulary import Language
from incidents.extraction import extract

PUBLISHED = date(2024, 2, 20)
# An article about the subject, so that only the sentence under test decides what is found in it.
FRAME = (
    "JAKARTA - {}\n"
    "Keamanan siber Pemilu 2024 menjadi perhatian publik. Pakar mengingatkan bahwa penyelenggara pemilu "
    "dapat menjadi sasaran serangan siber.\n"
    "BSSN memantau lalu lintas jaringan Komisi Pemilihan Umum (KPU) selama 24 jam."
)
FRAME_EN = (
    "JAKARTA - {}\n"
    "The cyber security of Indonesia's 2024 election is under scrutiny. Experts warned that election "
    "officials could become targets of cyber attacks.\n"
    "The cyber agency BSSN monitors the network of the General Elections Commission (KPU) around the clock."
)


def read(sentence: str, *, english: bool = False, frame: bool = True) -> tuple[Extraction, str]:
    text = (FRAME_EN if english else FRAME).format(sentence) if frame else sentence
    language = Language.ENGLISH if english else Language.INDONESIAN
    return extract(text, language=language, published=PUBLISHED, country="ID"), text


def found(sentence: str, *, english: bool = False) -> list[Candidate]:
    """The candidates in the sentence itself, not in its frame."""
    extraction, _text = read(sentence, english=english)
    return [c for c in extraction.candidates if c.span.start < 10 + len(sentence)]


def labels(sentence: str, *, english: bool = False) -> set[str]:
    return {f"{c.kind}/{c.category}" for c in found(sentence, english=english)}


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Situs KPU diretas dan halaman depannya diganti gambar tengkorak.", "attack/defacement"),
        ("Sebanyak 2,3 juta data pemilih bocor dan dijual di forum gelap.", "attack/data-breach"),
        ("Akun WhatsApp ketua KPU Bantul dibajak dan dipakai menipu.", "attack/account-takeover"),
        ("Server KPU dibanjiri permintaan palsu dalam serangan DDoS.", "attack/ddos"),
        ("Laman Sirekap tumbang karena terlalu banyak yang mengakses.", "attack/overload"),
        ("Sistem KPU menghadapi ribuan serangan siber setiap hari.", "attack/unspecified"),
        ("Beredar hoaks bahwa server KPU sudah disetel untuk satu calon.", "attack/disinformation"),
        ("Beredar surat palsu yang mengatasnamakan KPU.", "attack/impersonation"),
        ("KPU menggandeng BSSN untuk mengamankan data pemilih.", "mitigation/cooperation"),
        ("Polisi menangkap pelaku peretasan situs KPU.", "mitigation/law-enforcement"),
        ("KPU menggelar bimbingan teknis keamanan siber bagi operator.", "mitigation/training"),
        ("Kominfo memblokir ratusan akun penyebar hoaks pemilu.", "mitigation/content-moderation"),
        ("BSSN menguji penetrasi aplikasi Sirekap.", "mitigation/audit-testing"),
    ],
)
def test_what_a_plain_sentence_says(sentence: str, label: str) -> None:
    assert label in labels(sentence)


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Hackers defaced the election commission's website on Tuesday.", "attack/defacement"),
        (
            "Hackers defaced the website of the election commission with a skull.",
            "attack/defacement",
        ),
        ("The personal data of 1.8 million voters was leaked online.", "attack/data-breach"),
        ("The commission's results site was hit by a DDoS attack.", "attack/ddos"),
        ("The commission trained 200 staff in cyber security.", "mitigation/training"),
        ("Officials warned that hackers could change the vote count.", "threat/tampering"),
    ],
)
def test_what_a_plain_english_sentence_says(sentence: str, label: str) -> None:
    assert label in labels(sentence, english=True)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Situs KPU diretas pada Senin malam.", "occurred"),
        ("Peretas mencoba membobol server KPU, tetapi gagal.", "attempted"),
        ("Akun Bjorka mengklaim telah mencuri data pemilih dari KPU.", "alleged"),
        ("KPU membantah situsnya diretas.", "denied"),
        ("Pakar memperingatkan situs KPU bisa diretas.", "warned"),
        ("KPU telah memperkuat server Sirekap dengan enkripsi.", "in-place"),
        ("KPU akan memperkuat server Sirekap bulan depan.", "planned"),
        ("Pakar meminta KPU memperkuat server Sirekap.", "called-for"),
    ],
)
def test_how_far_a_statement_goes(sentence: str, status: str) -> None:
    assert status in {c.status for c in found(sentence)}


FIGURES = [
    ("Sistem KPU menghadapi sekitar 5 ribu serangan siber.", 5000, True),
    ("Sistem KPU menghadapi 5.000 serangan siber.", 5000, False),
    ("Sistem KPU menghadapi lebih dari 2,3 juta serangan siber.", 2_300_000, True),
    ("Sebanyak 204.807.203 data pemilih KPU bocor dan dijual di forum.", 204_807_203, False),
    ("Sistem KPU menghadapi 100 sampai 150 serangan siber.", 100, True),
    ("Sistem KPU menghadapi hampir 10 ribu serangan siber.", 10_000, True),
    ("Sebanyak 105 juta data pemilih KPU bocor dan dijual di forum.", 105_000_000, False),
]


@pytest.mark.parametrize(("sentence", "value", "approximate"), FIGURES)
def test_figures_are_plain_numbers(sentence: str, value: int, *, approximate: bool) -> None:
    told = [c.figure for c in found(sentence) if c.figure]
    assert [(f.value, f.approximate) for f in told][:1] == [(value, approximate)]


@pytest.mark.parametrize(
    ("sentence", "value", "approximate"),
    [
        ("The election commission's system faced about 5,000 cyber attacks in 2019.", 5000, True),
        ("Data of 1.8 million voters were leaked and offered for sale.", 1_800_000, False),
        ("Hackers stole the records of nearly 200,000 voters.", 200_000, True),
    ],
)
def test_english_figures_are_plain_numbers(sentence: str, value: int, *, approximate: bool) -> None:
    told = [c.figure for c in found(sentence, english=True) if c.figure]
    assert [(f.value, f.approximate) for f in told][:1] == [(value, approximate)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sebanyak 80 persen server KPU diserang peretas.",
        "Peretas menyerang server KPU dan meminta tebusan Rp 5 miliar.",
        "Situs KPU diretas saat perolehan suara calon mencapai 12.345 suara.",
        "Situs KPU diretas pada 17 April 2019 pukul 11.34 WIB.",
        "Puluhan situs KPU daerah diretas.",
        "Ratusan juta data pemilih KPU bocor dan dijual di forum.",
    ],
)
def test_percentages_money_votes_dates_and_vague_numbers_are_no_figures(sentence: str) -> None:
    assert [c.figure for c in found(sentence) if c.figure] == []


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Situs KPU diretas pada Rabu (14/2/2024).", "2024-02-14"),
        ("Situs KPU diretas pada Rabu (14/2).", "2024-02-14"),
        ("Situs KPU diretas pada 17 April 2019.", "2019-04-17"),
        ("Situs KPU diretas pada April 2019.", "2019-04"),
        ("Situs KPU diretas pada Pemilu 2019.", "2019"),
        ("Situs KPU diretas kemarin.", "2024-02-19"),
    ],
)
def test_when_it_happened_follows_from_the_day_of_publication(sentence: str, day: str) -> None:
    told = {c.when.iso() for c in found(sentence) if c.when}
    assert any(iso.startswith(day) for iso in told)


def test_a_speaker_is_named_without_title_and_carried_back_by_a_pronoun() -> None:
    text = (
        "JAKARTA - Ketua KPU Arief Budiman mengatakan situs KPU diretas pada Rabu malam.\n"
        "Ia menyatakan peretasan itu sudah dilaporkan kepada Bareskrim Polri."
    )
    told = [
        c.reported_by.text for c in extract(text, published=PUBLISHED).candidates if c.reported_by
    ]
    assert len(told) >= 2
    assert set(told) == {"Arief Budiman"}


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        ("“Situs KPU diretas semalam,” kata Ketua KPU Arief Budiman.", False),
        ("Menurut Ketua KPU Arief Budiman, situs KPU diretas semalam.", False),
        ("Situs KPU diretas semalam, ujar Arief Budiman.", False),
        ("The commission's website was hacked, chairman Arief Budiman said.", True),
        ("According to Arief Budiman, hackers broke into the commission's server.", True),
    ],
)
def test_speakers_are_found_on_either_side(sentence: str, *, english: bool) -> None:
    told = [c.reported_by.text for c in found(sentence, english=english) if c.reported_by]
    assert told[:1] == ["Arief Budiman"]


def test_the_korean_commission_is_not_indonesias() -> None:
    text = (
        "SEOUL - KPU Korea Selatan menyatakan server pemilihan presiden diserang peretas pada Mei 2025.\n"
        "Komisi Pemilihan Umum Korea Selatan memperkuat keamanan siber bersama dinas intelijen Seoul."
    )
    extraction = extract(
        text, language=Language.INDONESIAN, published=date(2025, 5, 20), country="ID"
    )
    assert set(extraction.elections) <= {"kr-2025"}
    assert extraction.elections


@pytest.mark.parametrize(
    ("sentence", "election"),
    [
        ("Situs KPU diretas pada Pemilu 2019.", "pemilu-2019"),
        ("Situs KPU Jabar diretas saat Pilkada 2018.", "pilkada-2018"),
        ("Situs KPU diretas pada Rabu malam.", "pemilu-2024"),
    ],
)
def test_elections_by_name_or_by_the_day(sentence: str, election: str) -> None:
    told = {code for c in found(sentence) for code in c.elections}
    assert election in told


CLUTTER = [
    "Baca juga: Situs KPU Diretas, Polisi Tangkap Pelaku",
    "Baca Juga : Sebanyak 2,3 juta data pemilih KPU bocor dan dijual di forum.",
    "Simak video: Detik-detik Situs KPU Diretas Peretas",
    "BACA JUGA: Server KPU diserang DDoS, Sirekap tumbang",
    "Pilihan Editor: KPU Bantah Situsnya Diretas Bjorka",
    "Tags: peretasan, KPU, hoaks, data bocor",
    "Foto: Petugas KPU memantau serangan siber di ruang server (ANTARA/Budi)",
]


@pytest.mark.parametrize("line", CLUTTER)
def test_links_captions_and_tags_say_nothing(line: str) -> None:
    text = (
        "JAKARTA - KPU menggandeng BSSN untuk mengamankan data pemilih Pemilu 2024.\n"
        f"{line}\n"
        "Kerja sama itu diteken di kantor KPU, Jakarta."
    )
    found_there = [c for c in extract(text).candidates if c.span.of(text) in line]
    assert found_there == []


def test_side_columns_and_comment_forms_after_the_article_say_nothing() -> None:
    article = FRAME.format("KPU menggandeng BSSN untuk mengamankan server Sirekap dari peretas.")
    text = (
        f"{article}\n"
        "Berita Terkait\n"
        "Situs KPU Diretas, Data Pemilih Dijual\n"
        "Server KPU Diserang DDoS\n"
        "Tinggalkan Balasan\n"
        "Alamat email Anda tidak akan dipublikasikan. Situs KPU diretas lagi ya, kata pembaca.\n"
    )
    extraction = extract(text)
    assert extraction.candidates
    assert all(c.span.end <= len(article) for c in extraction.candidates)


@pytest.mark.parametrize(
    "text",
    [
        "KPU mulai mendistribusikan surat suara ke 34 provinsi. Logistik dikawal polisi.",
        "Bawaslu menangkap tangan pelaku serangan fajar yang membagikan uang di TPS.",
        "Sebuah bank nasional diserang ransomware. Nasabah diminta mengganti kata sandi.",
        "KPU melakukan mitigasi risiko hukum atas sengketa hasil pemilu di Mahkamah Konstitusi.",
        "Calon presiden menyerang lawannya dalam debat soal ekonomi.",
        "The central bank raised interest rates on Thursday. Markets fell sharply.",
    ],
)
def test_elections_without_cyber_and_cyber_without_elections_are_not_relevant(text: str) -> None:
    assert not extract(text, country="ID").relevant


@pytest.mark.parametrize(
    "sentence",
    [
        "KPU melatih operatornya untuk mencegah peretasan.",
        "KPU memperkuat firewall agar situsnya tidak diretas.",
    ],
)
def test_a_danger_named_as_a_purpose_is_no_mention(sentence: str) -> None:
    assert {c.kind for c in found(sentence)} <= {"mitigation"}
