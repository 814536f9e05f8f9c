"""Stems by which articles are indexed and searched; the same for a text and for a query."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

_WORD = re.compile(r"\w+")
_ABBREVIATION = re.compile(r"\d|^[A-Z]{2,6}$")
_SUFFIX_EN = re.compile(r"(?:ies|(?<=[sxz])es|(?<=[cs]h)es|(?<!s)s|ing|ed)$")
# Without such a beginning or ending a word is its own stem; that spares most names a slow search.
_AFFIXED = re.compile(r"^(?:me|di|ke|se|be|te|pe|ku|kau)|(?:kan|an|i|lah|kah|tah|pun|ku|mu|nya)$")
# More words are not indexed: a tsvector holds at most 1 MB.
MOST_WORDS = 30_000
CACHED_WORDS = 200_000

# Words that Sastrawi takes for derived ones, or takes apart wrongly; what they become.
EXCEPTIONS = {
    **{word: word for word in (
        "pemilu", "pilkada", "pileg", "pilpres", "pilgub", "pilkades", "petahana", "siber", "situng", "sirekap",
        "sidalih", "silon", "sipol", "bawaslu", "panwaslu", "petugas", "menteri", "kementerian", "berita",
        "pakar", "peraturan", "server", "hacker", "phishing", "malware", "ransomware", "deepfake",
        "komisi", "komisioner", "laman", "peladen", "akun", "data", "berkas", "medan", "kalimantan",
        "seluler", "makan", "peta", "pesan", "media", "mendagri", "kominfo", "komdigi", "bssn",
    )},
    "pemungutan": "pungut",
    "memungut": "pungut",
    "dipungut": "pungut",
    "pemilihan": "pilih",
    "pemilih": "pilih",
    "pengguna": "guna",
    "peretas": "retas",
    "peretasan": "retas",
    "meretas": "retas",
    "diretas": "retas",
    "teretas": "retas",
    "penyelenggara": "selenggara",
    "penyelenggaraan": "selenggara",
    "menyelenggarakan": "selenggara",
    "kebocoran": "bocor",
    "membocorkan": "bocor",
    "pembocoran": "bocor",
    "penyusupan": "susup",
    "menyusup": "susup",
    "disusupi": "susup",
    "mengunggah": "unggah",
    "pengunggah": "unggah",
    "mengamankan": "aman",
    "pengamanan": "aman",
    "keamanan": "aman",
}  # fmt: skip


@cache
def _stemmer() -> Stemmer:
    """Sastrawi's stemmer without its own cache, which would grow without bound."""
    words = StemmerFactory().get_words()
    return Stemmer(ArrayDictionary(words))


@lru_cache(CACHED_WORDS)
def stem(word: str) -> str:
    """The stem of one lower-case Indonesian word; Sastrawi's, but for the exceptions above."""
    known = EXCEPTIONS.get(word)
    if known is not None or len(word) <= 3 or not word.isascii() or not word.isalpha():
        return known or word
    if not _AFFIXED.search(word):
        return word
    return str(_stemmer().stem(word))


@lru_cache(CACHED_WORDS)
def stem_english(word: str) -> str:
    """An English word without its plural or verb ending, so that `attacks` finds `attack`."""
    if len(word) <= 4 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return _SUFFIX_EN.sub("", word)


def stems(text: str, language: str = "id") -> list[str]:
    """Stems of the words of a text in their order, for to_tsvector('simple', ' '.join(stems)).

    `language` is a `Language` code; English has its own endings, every other text is stemmed as
    Indonesian. Stems at most MOST_WORDS words. Abbreviations in capitals stay whole.
    """
    one = stem_english if language == "en" else stem
    return [
        word.lower() if _ABBREVIATION.search(word) else one(word.lower())
        for word in _WORD.findall(text)[:MOST_WORDS]
    ]


def alternatives(query: str) -> list[frozenset[str]]:
    """For each word of a query in unknown language, the stems under which it may be indexed."""
    return [
        frozenset((*stems(word, "id"), *stems(word, "en")))
        for word in _WORD.findall(query)[:MOST_WORDS]
    ]
