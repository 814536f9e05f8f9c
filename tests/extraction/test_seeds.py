"""The five reports that the project comes from: their main statements, and nothing of the page around them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from incidents.domain.records import Extraction
from incidents.domain.vocabulary import Language, Unit
from incidents.extraction import extract
from incidents.extraction.predictions import prediction
from incidents.extraction.scoring import score

from .corpora import CORPUS, articles, needs_corpus

pytestmark = needs_corpus

SEEDS = ["antara-2023", "disway-2023", "faktapers-2019", "kompas-2020", "sumeks-2024"]
CLUTTER = re.compile(
    r"\s*(baca juga|pewarta|editor|sumber:|cek berita|tim redaksi|halaman:|video |terkini lainnya|"
    r"tinggalkan balasan|alamat email|baca berita|komentar|close ads|bagikan|oke$|login|sebarkan|gedung kpu)",
    re.IGNORECASE,
)


@cache
def seed(key: str) -> dict[str, Any]:
    return next(record for record in articles(CORPUS / "seeds") if record["id"] == key)


@cache
def extracted(key: str) -> Extraction:
    record = seed(key)
    return extract(
        record["text"],
        title=record["title"] or "",
        language=Language(record["lang"]),
        published=date.fromisoformat(record["published"]) if record["published"] else None,
    )


@pytest.mark.parametrize("key", SEEDS)
def test_every_seed_is_relevant_and_quoted_to_the_letter(key: str) -> None:
    text = seed(key)["text"]
    assert extracted(key).relevant
    for candidate in extracted(key).candidates:
        assert candidate.span.of(text) in text


@pytest.mark.parametrize("key", SEEDS)
def test_no_mention_comes_of_the_page_around_the_article(key: str) -> None:
    text = seed(key)["text"]
    ends = [
        text.index(tail) for tail in ("Video rekomendasi", "Tinggalkan Balasan") if tail in text
    ]
    for candidate in extracted(key).candidates:
        line = text[text.rfind("\n", 0, candidate.span.start) + 1 : candidate.span.end]
        assert not CLUTTER.match(line), line
        assert all(candidate.span.end <= end for end in ends)


def test_the_five_thousand_attacks_are_read_exactly() -> None:
    (told,) = [c for c in extracted("faktapers-2019").candidates if c.figure]
    assert told.figure is not None
    assert (told.figure.value, told.figure.approximate, told.figure.unit) == (
        5000, True, Unit.ATTACKS,
    )  # fmt: skip
    assert (told.kind, told.category, told.status) == ("attack", "unspecified", "occurred")
    assert told.reported_by is not None
    assert told.reported_by.text == "Arief Budiman"
    assert told.elections == ("pemilu-2019",)


@pytest.mark.parametrize(
    ("key", "kind", "category", "words"),
    [
        ("antara-2023", "mitigation", "cooperation", "Badan Intelijen Negara"),
        ("antara-2023", "threat", "intrusion", "jangan sampai terjadi peretasan"),
        ("disway-2023", "threat", "intrusion", "mewaspadai adanya peretasan"),
        ("faktapers-2019", "attack", "harassment", "menuduh saya"),
        ("faktapers-2019", "threat", "unspecified", "mewaspadai serangan itu"),
        ("kompas-2020", "mitigation", "hardening", "server atau jaringan"),
        ("kompas-2020", "mitigation", "training", "kesadaran"),
        ("kompas-2020", "mitigation", "access-policy", "email resmi kpu.go.id"),
        ("kompas-2020", "mitigation", "cooperation", "BSSN, Kominfo, BPPT"),
        ("sumeks-2024", "mitigation", "public-communication", "klarifikasi"),
    ],
)
def test_the_main_statements_are_found(key: str, kind: str, category: str, words: str) -> None:
    text = seed(key)["text"]
    told = [c.span.of(text) for c in extracted(key).candidates if (c.kind, c.category) == (kind, category)]  # fmt: skip
    assert any(words in sentence for sentence in told), told


def test_more_than_half_of_what_the_seeds_say_is_found() -> None:
    """A floor below which something is broken; the measured figures stand in the documentation."""
    told = [prediction(key, extracted(key), seed(key)["text"]) for key in SEEDS]
    report = score([seed(key) for key in SEEDS], told).report()
    assert report["relevance"]["f1"] == 1.0
    assert report["mentions (kind, category, span)"]["r"] >= 0.6
    assert report["evidence found in the text"]["share"] == 1.0
