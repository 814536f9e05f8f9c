"""The quality page: what was measured on labelled articles, and what reviewers decided."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from incidents.domain.vocabulary import RejectionReason
from incidents.extraction.scoring import score
from incidents.insights import labelled_quality
from incidents.models import User
from incidents.review import decide
from tests.factories import ArticleFactory, MentionFactory
from tests.factories.mentions import SENTENCE

pytestmark = pytest.mark.django_db

ATTACK = {"kind": "attack", "category": "ddos", "status": "occurred", "evidence": "KPU dibanjiri."}
BREACH = {**ATTACK, "category": "data-breach", "evidence": "Data bocor."}
ARTICLE = {
    "id": "a", "text": "KPU dibanjiri. Data bocor.", "relevant": True, "elections": [],
    "mentions": [ATTACK, BREACH],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _counted_afresh() -> None:
    cache.clear()


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a measurement is kept, with one in it: half of what was to be found was found."""
    path = tmp_path / "quality.json"
    monkeypatch.setattr(labelled_quality, "STORED", path)
    told = {**ARTICLE, "mentions": [ATTACK]}
    kept = {
        "version": "1-abcd", "measured_on": "2026-11-21", "set": "labelled",
        "scores": score([ARTICLE], [told]).report(),
    }  # fmt: skip
    path.write_text(json.dumps(kept), "utf-8")
    return path


def test_the_page_shows_precision_and_recall_of_each_category(
    stored: Path, english: Client
) -> None:
    page = english.get("/quality/").content.decode()
    assert "1-abcd" in page
    assert "1 article that was labelled by hand" in page
    row = page[page.index('<th scope="row">Denial of service') :]
    assert row.count("100 %") >= 3
    breach = page[page.index('<th scope="row">Data breach') :]
    assert "0 %" in breach.split("</tr>")[0]
    total = page[page.index('<th scope="row">Mentions: kind, category and sentence') :]
    assert "100 %" in total.split("</tr>")[0]
    assert "50 %" in total.split("</tr>")[0]


def test_without_measurement_and_decisions_the_page_says_so(stored: Path, english: Client) -> None:
    stored.unlink()
    page = english.get("/quality/").content.decode()
    assert "No measurement was kept yet." in page
    assert "Nothing was decided yet." in page


def test_decisions_count_by_category_and_by_version(
    stored: Path, english: Client, analyst: User
) -> None:
    right, wrong, older = (
        MentionFactory.create(extractor_version=version) for version in ("2-b", "2-b", "1-a")
    )
    for mention in (right, older):
        decide.accept(mention, by=analyst, seen_version=mention.version)
    decide.reject(wrong, by=analyst, seen_version=wrong.version, reason=RejectionReason.NOT_STATED)
    article = ArticleFactory.create()
    start = article.text.index(SENTENCE)
    decide.add_mention(
        article, by=analyst, kind="attack", category="unspecified", status="occurred",
        start=start, end=start + len(SENTENCE),
    )  # fmt: skip
    page = english.get("/quality/").content.decode()
    decided = page[page.index("Decisions by category") :]
    row = decided[decided.index("Cyber attack, unspecified") :].split("</tr>")[0]
    assert [cell.split("<")[0] for cell in row.split('class="num">')[1:]] == [
        "2", "1", "1", "67 %", "67 %",
    ]  # fmt: skip
    versions = decided[decided.index("Decisions by version") :]
    assert versions.index("2-b") < versions.index("1-a")
    assert "50 %" in versions.split("1-a")[0]


def test_the_page_is_reached_from_every_page_in_both_languages(
    english: Client, indonesian: Client, stored: Path
) -> None:
    assert 'href="/quality/"' in english.get("/about/").content.decode()
    assert '<html lang="id">' in indonesian.get("/quality/").content.decode()


def test_counting_takes_two_queries_and_then_none(
    stored: Path, english: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator] # decided mentions; added ones
        english.get("/quality/")
    with django_assert_num_queries(0):  # type: ignore[operator] # kept for ten minutes
        english.get("/quality/")
