"""At most one learned model of each kind is in use; going back finds the one before."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from incidents.models import ExtractorModel, LearnedKind

pytestmark = pytest.mark.django_db

RANKING, RELEVANCE = LearnedKind.RANKING, LearnedKind.RELEVANCE


def used(version: str, kind: LearnedKind = RANKING) -> ExtractorModel:
    new = ExtractorModel(kind=kind, version=version, weights=b"{}", scores={}, kept=True)
    ExtractorModel.objects.take_into_use(new)
    return new


def in_use() -> dict[str, str]:
    return dict(ExtractorModel.objects.in_use().values_list("kind", "version"))


def test_a_new_model_takes_the_place_of_the_one_of_its_kind() -> None:
    used("a")
    used("x", RELEVANCE)
    used("b")
    assert in_use() == {"ranking": "b", "relevance": "x"}
    assert ExtractorModel.objects.count() == 3


def test_the_database_refuses_two_in_use() -> None:
    used("a")
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtractorModel.objects.create(
            kind=RANKING, version="b", weights=b"{}", scores={}, kept=True, active=True
        )


def test_the_database_refuses_one_in_use_that_was_not_kept() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtractorModel.objects.create(
            kind=RANKING, version="b", weights=b"{}", scores={}, active=True
        )


def test_going_back_passes_over_what_was_not_kept_and_what_was_given_up() -> None:
    used("a")
    used("b")
    ExtractorModel.objects.create(kind=RANKING, version="worse", weights=b"{}", scores={})
    used("c")
    for gone, now in (("c", {"ranking": "b"}), ("b", {"ranking": "a"}), ("a", {})):
        given_up = ExtractorModel.objects.roll_back(RANKING)
        assert given_up is not None
        assert given_up.version == gone
        assert in_use() == now
    assert ExtractorModel.objects.roll_back(RANKING) is None
    used("d")
    assert ExtractorModel.objects.roll_back(RANKING) is not None
    assert in_use() == {}


def test_what_is_in_use_or_given_up_is_known_again() -> None:
    used("a")
    used("b")
    ExtractorModel.objects.roll_back(RANKING)
    known = ExtractorModel.objects.known
    assert known(RANKING, "b").exists()
    assert known(RANKING, "a").exists()
    assert not known(RELEVANCE, "a").exists()
    assert not known(RANKING, "new").exists()
