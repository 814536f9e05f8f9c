"""Made-up articles, pages and feeds that tests of ingestion use."""

from __future__ import annotations

import json

TEXT = """\
JAKARTA - Komisi Pemilihan Umum (KPU) menyatakan sistem informasi rekapitulasi menghadapi sekitar \
5 ribu serangan siber selama masa penghitungan suara, Selasa (23/4/2019).
Ketua KPU mengatakan bahwa serangan itu tidak hanya menyasar situs, tetapi juga surat elektronik \
para komisioner yang dipakai untuk berkoordinasi dengan daerah.
Menurut dia, tim teknologi informasi sudah menutup celah yang dipakai penyerang dan memindahkan \
server cadangan ke lokasi lain agar layanan kepada pemilih tetap berjalan.
Badan Siber dan Sandi Negara (BSSN) membantu memantau lalu lintas jaringan sejak hari pertama, \
dan akan menyerahkan laporan lengkap kepada KPU setelah tahapan selesai."""
PARAGRAPHS = tuple(TEXT.split("\n"))
WORDS = ("suara", "situs", "petugas", "kotak", "daerah", "laporan", "jaringan", "server", "pemilih")


def other_text(number: int) -> str:
    """A text that shares no sentence with another number's."""
    name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    body = " ".join(f"{WORDS[i * i % len(WORDS)]}{name}{chr(97 + i % 26)}" for i in range(60))
    return f"Berita nomor {number} tentang pemilu di daerah itu. {body}."


def page(
    title: str = "KPU Hadapi 5 Ribu Serangan Siber",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    *,
    head: str = "",
    foot: str = "",
) -> str:
    """A page of a news site, with navigation, pointers to other articles and a comment form."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='id'><head><title>{title} - Kabar Uji</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Beranda</a></li><li><a href='/politik'>Politik</a></li></ul></nav>"
        f"<article><h1>{title}</h1>{body}</article>{foot}"
        "<aside><h3>Berita Terpopuler</h3><ul><li><a href='/x-1'>KPK Periksa Pejabat Daerah</a></li></ul></aside>"
        "<footer>Hak cipta dilindungi</footer></body></html>"
    )


def json_ld(**values: object) -> str:
    """A script element with a NewsArticle."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def rss(items: list[tuple[str, str]], date: str = "Tue, 23 Apr 2019 10:00:00 +0700") -> str:
    """An RSS feed of (address, title) pairs, all of one date."""
    entries = "".join(
        f"<item><title>{title}</title><link>{url}</link><guid isPermaLink='false'>{url}</guid>"
        f"<pubDate>{date}</pubDate><description>Ringkasan {title}</description></item>"
        for url, title in items
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Kabar</title>"
        f"<link>https://kabar.example/</link>{entries}</channel></rss>"
    )
