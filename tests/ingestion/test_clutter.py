"""What is no part of an article goes, whatever the outlet calls it; what only looks like it stays."""

from __future__ import annotations

import pytest

from incidents.ingestion.clutter import without_clutter

BEFORE = "KPU menyatakan situsnya diserang pada hari pemungutan suara."
AFTER = "BSSN membantu memulihkan layanan dalam waktu dua jam."


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: Bawaslu Temukan Akun Palsu",
        "BACA JUGA:Pemilu 2024 Tinggal 45 Hari Lagi, Jokowi: KPU Pusat hingga Daerah Harus Siap!",
        "Baca Juga : Polisi Tangkap Peretas Situs KPU",
        "Baca juga Polisi Tangkap Peretas Situs KPU",
        "» Baca Juga: Polisi Tangkap Peretas",
        "[Baca juga: Polisi Tangkap Peretas]",
        "(Baca juga: Polisi Tangkap Peretas Situs KPU)",
        "Baca Berita Lainnya",
        "Baca Selengkapnya",
        "Lihat juga: Ini Kata Ketua KPU",
        "Simak juga Video: Ketua KPU Bicara soal Peretasan",
        "Tonton juga video berikut",
        "Pilihan Editor: Siapa di Balik Bjorka",
        "Berita Terkait",
        "Read also: Commission denies breach",
        "Also read: Commission denies breach",
        "Related article: Commission denies breach",
        "See also:",
        "SCROLL TO CONTINUE WITH CONTENT",
        "ADVERTISEMENT",
        "Iklan",
        "[Gambas:Video 20detik]",
        "Sebarkan artikel ini",
        "Halaman Selanjutnya",
        "Halaman 1 dari 3",
        "Lanjutkan membaca",
        "Bagikan artikel ini",
        "Salin tautan",
        "Copy Link",
        "Komentar",
        "Ikuti berita terkini dari kami di Google News",
        "Dapatkan update berita pilihan di saluran WhatsApp kami",
        "Gabung grup Telegram kami, caranya klik link ini",
        "Follow our WhatsApp channel for more",
        "Subscribe to our newsletter",
        "Baca berita tanpa iklan. Gabung sekarang",
        "Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *",
        "Your email address will not be published. Required fields are marked *",
        "Simpan nama, email, dan situs web saya pada peramban ini",
        "Copyright © 2024 Kabar Uji",
    ],
)
def test_clutter_goes(line: str) -> None:
    assert without_clutter(f"{BEFORE}\n{line}\n{AFTER}") == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga pesan yang beredar itu dengan hati-hati, kata juru bicara KPU kepada wartawan di Jakarta.",
        "Bawaslu meminta warga membaca juga penjelasan resmi sebelum menyebarkan kabar itu.",
        "Komentar para pengamat beragam, tetapi semua meminta KPU terbuka.",
        "Iklan politik di media sosial akan diawasi Bawaslu bersama Kominfo.",
        "Halaman depan situs KPU diubah oleh peretas pada Sabtu malam.",
        "Copyright bukan masalah utama, ujar dia.",
        "Watch officers saw the attack begin at noon.",
        "Salin tautan itu ke peramban hanya jika berasal dari kpu.go.id.",
        "Related to the breach, police questioned two suspects.",
    ],
)
def test_sentences_that_look_like_it_stay(line: str) -> None:
    assert without_clutter(f"{BEFORE}\n{line}\n{AFTER}") == f"{BEFORE}\n{line}\n{AFTER}"


def test_a_pointer_takes_the_headline_below_it_along() -> None:
    text = f"{BEFORE}\nBaca juga:\nBawaslu Temukan Seribu Akun Palsu\n{AFTER}"
    assert without_clutter(text) == f"{BEFORE}\n{AFTER}"


def test_a_pointer_does_not_take_a_sentence_along() -> None:
    assert without_clutter(f"{BEFORE}\nBaca juga:\n{AFTER}") == f"{BEFORE}\n{AFTER}"


def test_what_follows_the_foot_goes() -> None:
    foot = "Tinggalkan Balasan\nNama\nEmail\nKirim"
    assert without_clutter(f"{BEFORE}\n{AFTER}\n{foot}") == f"{BEFORE}\n{AFTER}"
    assert (
        without_clutter(f"{BEFORE}\n{AFTER}\nBerita Terpopuler\nKPK Periksa Pejabat")
        == f"{BEFORE}\n{AFTER}"
    )


def test_a_heading_at_the_top_is_no_foot() -> None:
    text = "Berita Terkini\n" + "\n".join([BEFORE, AFTER] * 4)
    assert BEFORE in without_clutter(text)
    assert AFTER in without_clutter(text)


def test_a_text_of_clutter_alone_is_empty() -> None:
    assert without_clutter("Komentar\nIklan\nBaca juga:").strip() == ""
