"""Signatures of texts: alike texts share bands, and the estimate is near the truth."""

from __future__ import annotations

import pytest

from incidents.domain.identity import shingles
from incidents.ingestion.duplicates import PERMUTATIONS, Signature, candidates, separate, signature
from incidents.models import StoryBand
from tests.ingestion.samples import PARAGRAPHS, TEXT, other_text
from tests.ingestion.test_store import store


def sign(text: str) -> Signature:
    """The signature of a text that is long enough."""
    found = signature(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "other", [TEXT, "\n".join(PARAGRAPHS[1:]), "\n".join(PARAGRAPHS[:2]), other_text(7)]
)
def test_the_estimate_is_near_the_truth(other: str) -> None:
    one, two = set(shingles(TEXT)), set(shingles(other))
    truth = len(one & two) / len(one | two)
    assert sign(TEXT).likeness(sign(other)) == pytest.approx(truth, abs=0.15)


def test_a_signature_survives_storage() -> None:
    assert Signature.from_bytes(sign(TEXT).to_bytes()) == sign(TEXT)
    assert len(sign(TEXT).values) == PERMUTATIONS


def test_texts_too_short_to_compare_have_none() -> None:
    assert signature("Situs KPU diretas.") is None


def test_bands_fit_the_database_and_differ_by_place() -> None:
    bands = Signature((1,) * PERMUTATIONS).bands()
    assert len(set(bands)) == len(bands)
    assert all(-(2**63) <= band < 2**63 for band in bands)


@pytest.mark.django_db
def test_only_articles_that_share_a_band_are_compared() -> None:
    first = store(url="https://a.example/1").article
    store(other_text(3), "https://a.example/3")
    copy = store("\n".join(PARAGRAPHS[:3]), "https://b.example/1").article
    bands = list(StoryBand.objects.filter(article=copy).values_list("band", flat=True))
    assert candidates(copy, bands) == [first.pk]


@pytest.mark.django_db
def test_a_wrong_copy_can_be_taken_out_of_its_story() -> None:
    first = store(url="https://a.example/1", outlet="A").article
    copy = store(url="https://b.example/1", outlet="B").article
    assert copy.story_id == first.story_id
    assert separate(copy).pk != first.story_id
