"""FilterSets shared by HTML pages and the API."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from incidents.domain.stems import alternatives
from incidents.domain.vocabulary import (
    HOSTILE_CATEGORIES,
    MITIGATION_CATEGORIES,
    Category,
    ElectionLevel,
    EntityKind,
    Kind,
    MentionState,
    Status,
)
from incidents.models import Article, Election, Entity, Incident, Mention, Place

OUTAGE = "outage"
# An outage has no attacker: it is filtered by a word of its own and is no part of the attacks.
KIND_CHOICES = [*Kind.choices, (OUTAGE, _("Outage"))]
CATEGORY_CHOICES = [
    (_("Threats and attacks"), [(c.value, c.label) for c in HOSTILE_CATEGORIES]),
    (_("Measures"), [(c.value, c.label) for c in MITIGATION_CATEGORIES]),
]
LONGEST_QUERY = 200


def only_kind(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Rows of one kind, where `outage` means overloads and `attack` leaves them out."""
    if kind == OUTAGE:
        return rows.filter(kind=Kind.ATTACK, category=Category.OVERLOAD)
    rows = rows.filter(kind=kind)
    return rows.exclude(category=Category.OVERLOAD) if kind == Kind.ATTACK else rows


def matching(rows: QuerySet[Any], column: str, words: str) -> QuerySet[Any]:
    """Rows whose stems hold every word of `words`, in its Indonesian or English stem."""
    parts = [
        "(" + " | ".join(f"'{stem}'" for stem in sorted(stems)) + ")"
        for stems in alternatives(words[:LONGEST_QUERY])
    ]
    if not parts:
        return rows
    query = SearchQuery(" & ".join(parts), config="simple", search_type="raw")
    return rows.filter(**{column: query})


class KindFilters(filters.FilterSet):
    """What incidents and mentions have in common."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=KIND_CHOICES, method="filter_kind")
    category = filters.ChoiceFilter(label=_("Category"), choices=CATEGORY_CHOICES)
    status = filters.ChoiceFilter(label=_("Status"), choices=Status.choices)

    def filter_kind(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Outages apart from attacks."""
        return only_kind(rows, value)


def _day(label: Any, field: str, lookup: str) -> filters.DateFilter:
    return filters.DateFilter(
        label=label,
        field_name=field,
        lookup_expr=lookup,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class IncidentFilters(KindFilters):
    """Filters of the public list and of the API's incidents."""

    q = filters.CharFilter(label=_("Words"), method="filter_words", max_length=LONGEST_QUERY)
    election = filters.ModelChoiceFilter(
        label=_("Election"),
        field_name="elections",
        to_field_name="code",
        queryset=Election.objects.all(),
    )
    target = filters.ModelChoiceFilter(
        label=_("Target"),
        field_name="targets",
        to_field_name="key",
        queryset=Entity.objects.filter(name_public=True),
        widget=forms.TextInput,
    )
    actor = filters.ModelChoiceFilter(
        label=_("Actor"),
        field_name="actors",
        to_field_name="key",
        queryset=Entity.objects.filter(name_public=True),
        widget=forms.TextInput,
    )
    place = filters.ModelChoiceFilter(
        label=_("Province"),
        field_name="places",
        to_field_name="code",
        queryset=Place.objects.filter(parent__isnull=False),
    )
    since = _day(_("From"), "starts_on", "gte")
    until = _day(_("To"), "starts_on", "lte")

    class Meta:
        model = Incident
        fields = ("q", "kind", "category", "status", "election", "place", "target", "actor",
                  "since", "until")  # fmt: skip

    def filter_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """By stems of title and summary."""
        return matching(rows, "stems", value)


class MentionFilters(KindFilters):
    """Filters of the API's mentions; states other than accepted are seen by analysts only."""

    state = filters.ChoiceFilter(label=_("State"), choices=MentionState.choices)
    article = filters.NumberFilter(label=_("Article"), field_name="article_id")
    incident = filters.CharFilter(
        label=_("Incident"), field_name="incident__public_id", max_length=12
    )
    election = filters.ModelChoiceFilter(
        label=_("Election"), to_field_name="code", queryset=Election.objects.all()
    )

    class Meta:
        model = Mention
        fields = ("kind", "category", "status", "state", "article", "incident", "election")


class ArticleFilters(filters.FilterSet):
    """Filters of the API's articles."""

    q = filters.CharFilter(label=_("Words"), method="filter_words", max_length=LONGEST_QUERY)
    election = filters.ModelChoiceFilter(
        label=_("Election"),
        field_name="elections",
        to_field_name="code",
        queryset=Election.objects.all(),
    )
    outlet = filters.CharFilter(label=_("Outlet"), max_length=120)
    url = filters.CharFilter(label=_("Address"), field_name="canonical_url", max_length=2000)
    since = _day(_("From"), "published_on", "gte")
    until = _day(_("To"), "published_on", "lte")

    class Meta:
        model = Article
        fields = ("q", "election", "outlet", "url", "language", "state", "since", "until")

    def filter_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """By stems of title and text."""
        return matching(rows, "stems", value)


class EntityFilters(filters.FilterSet):
    """Filters of the API's entities."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=EntityKind.choices)
    country = filters.CharFilter(label=_("Country"), max_length=2)

    class Meta:
        model = Entity
        fields = ("kind", "country")


class ElectionFilters(filters.FilterSet):
    """Filters of the API's elections."""

    country = filters.CharFilter(label=_("Country"), max_length=2)
    level = filters.ChoiceFilter(label=_("Level"), choices=ElectionLevel.choices)

    class Meta:
        model = Election
        fields = ("country", "level")
