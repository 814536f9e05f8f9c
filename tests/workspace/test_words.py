"""Decisions in words, differences word by word, and addresses with filters."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from incidents.models import Correction
from incidents.workspace.forms.queue import filters_from, only_filters
from incidents.workspace.patch_rows import rows_of
from incidents.workspace.wording import field_label, field_value
from tests.factories import MentionFactory, UserFactory, make_draft


def rendered(source: str, **values: Any) -> str:
    """A template with our tags."""
    request = RequestFactory().get("/workspace/?kind=attack&after=3")
    return Template("{% load workspace %}" + source).render(Context({"request": request, **values}))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("sistem KPU", "situs KPU", "<del>sistem</del><ins>situs</ins> KPU"),
        ("", "baru", "<ins>baru</ins>"),
        ("lama", None, "<del>lama</del>"),
        ("sama", "sama", "sama"),
        (["a", "b"], ["a"], "a<del>, b</del>"),
        ("<b>", "<i>", "&lt;<del>b</del><ins>i</ins>&gt;"),
    ],
)
def test_differences_are_shown_word_by_word(before: Any, after: Any, shown: str) -> None:
    assert rendered("{% difference a b %}", a=before, b=after) == shown


def test_very_long_texts_are_shown_whole_instead_of_compared() -> None:
    shown = rendered("{% difference a b %}", a="kata " * 3000, b="lain " * 3000)
    assert shown.count("<del>") == shown.count("<ins>") == 1


@pytest.mark.parametrize(
    ("share", "shown"), [(0.876, "88 %"), (0, "0 %"), (1, "100 %"), (None, "–")]
)
def test_shares_are_whole_percents(share: float | None, shown: str) -> None:
    assert rendered("{{ share|percent }}", share=share) == shown


def test_addresses_keep_their_other_parameters() -> None:
    assert rendered("{% with_query after=9 %}") == "?kind=attack&amp;after=9"
    assert rendered("{% with_query after='' kind='' %}") == "?"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("kind", "attack", "Attack"),
        ("lifecycle", "in-review", "In review"),
        ("rejection", "not-cyber", "Not about cyber or information security"),
        ("credibility", 1, "1: confirmed by other sources"),
        ("starts_on", "2019-04-17", "17 April 2019"),
        ("public", True, "yes"),
        ("figure_approximate", False, "no"),
        ("targets", ["KPU", "Bawaslu"], "KPU, Bawaslu"),
        ("figure_value", 5000, "5000"),
        ("title", None, ""),
        ("kind", "of-old", "of-old"),
    ],
)
def test_values_are_told_in_words(name: str, value: Any, words: str) -> None:
    with override("en"):
        assert field_value(name, value) == words


def test_fields_are_named_as_pages_name_them() -> None:
    with override("en"):
        assert field_label("figure_unit") == "unit"
        assert field_label("targets") == "targets"
        assert field_label("never_heard_of") == "never heard of"


def test_only_filters_of_an_address_are_carried_along() -> None:
    query = QueryDict("kind=attack&find=x&after=3&text=KPU%20%26%20Bawaslu&source=")
    assert only_filters(query) == "?kind=attack&text=KPU+%26+Bawaslu"
    assert only_filters(QueryDict("find=x")) == ""


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("kind=attack&source=7&work=mine", {"kind": "attack", "source": 7, "mine": True}),
        ("source=x&confidence=2&work=all", {}),
        ("confidence=0.7&work=unassigned", {"confidence": 0.7, "unassigned": True}),
    ],
)
def test_filters_are_read_from_an_address(query: str, filters: dict[str, Any]) -> None:
    assert filters_from(QueryDict(query)) == filters


@pytest.mark.django_db
def test_every_sort_of_change_in_a_correction_is_told_in_words() -> None:
    author = UserFactory.create(role="analyst")
    incident, mention = make_draft(author), MentionFactory.create()
    correction = Correction(
        incident=incident,
        changes={
            "category": ["ddos", "intrusion"],
            f"mention:{mention.pk}:reported_by": ["", "Arief Budiman"],
            f"mention:{mention.pk}": ["public", "withdrawn"],
            "mention:999999": [None, "public"],
            "citation:https://arsip.example/1": [None, {"url": "https://arsip.example/1"}],
            "link:mitigates:2019-0004": [None, True],
        },
    )
    with override("en"):
        rows = rows_of(correction)
    assert [(row.before, row.after) for row in rows] == [
        ("Denial of service", "Intrusion"),
        ("", "Arief Budiman"),
        ("public", "withdrawn"),
        ("not public", "public"),
        ("", "https://arsip.example/1"),
        ("", "mitigates 2019-0004"),
    ]
    assert mention.evidence in rows[1].label
