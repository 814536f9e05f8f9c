"""Forms of the incident pages: its fields, citations, links, merging, splitting, reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.domain.changes import CitationFields, IncidentChanges
from incidents.domain.vocabulary import (
    TLP,
    Category,
    Kind,
    Lifecycle,
    LinkKind,
    Status,
    Unit,
)
from incidents.models import Entity, Incident, Mention, Place
from incidents.review.fields import entities_named

from .fields import KindSelect, LinesField, PeriodField, clean_agreement, elections, period_of
from .mentions import figure_from

_PLAIN = (
    "kind", "category", "status", "title", "title_en", "summary", "summary_en", "note", "note_en",
    "when", "target_text", "actor_text", "figure_reason", "tlp",
)  # fmt: skip


class EntitiesField(LinesField):
    """Known bodies, persons, groups and systems by name, one a line; cleans to their keys."""

    def clean(self, value: Any) -> list[str]:
        """Keys of the entities named; a name that is not known is an error."""
        names = super().clean(value)
        found = entities_named(names)
        if unknown := [name for name in names if name not in found]:
            raise forms.ValidationError(
                _("Not known: %(names)s. Write such names under “as reported”."),
                params={"names": ", ".join(unknown)},
            )
        return list(dict.fromkeys(found[name].key for name in names))


class IncidentForm(forms.Form):
    """The fields of a record; `changes()` gives those that differ from what is stored."""

    title = forms.CharField(label=_("Title (Indonesian)"), max_length=200)
    title_en = forms.CharField(label=_("Title (English)"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=KindSelect)
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    when = PeriodField(
        label=_("When"),
        required=False,
        help_text=_("2019, 2019-03, 2019-03-13 or 2019-03-13/2019-03-15"),
    )
    summary = forms.CharField(
        label=_("Summary (Indonesian)"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    summary_en = forms.CharField(
        label=_("Summary (English)"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    note = forms.CharField(
        label=_("Disputes and weak sources (Indonesian)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    note_en = forms.CharField(
        label=_("Disputes and weak sources (English)"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    elections = forms.ModelMultipleChoiceField(
        label=_("Elections"),
        queryset=elections(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    targets = EntitiesField(label=_("Targets, known names, one a line"), required=False)
    target_text = forms.CharField(label=_("Target as reported"), max_length=300, required=False)
    actors = EntitiesField(label=_("Actors, known names, one a line"), required=False)
    actor_text = forms.CharField(label=_("Actor as reported"), max_length=300, required=False)
    places = forms.ModelMultipleChoiceField(
        label=_("Places"),
        queryset=Place.objects.all(),
        to_field_name="code",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )
    figure_value = forms.IntegerField(label=_("Headline figure"), min_value=0, required=False)
    figure_unit = forms.ChoiceField(
        label=_("Unit"), choices=[("", "–"), *Unit.choices], required=False
    )
    figure_approximate = forms.BooleanField(label=_("Approximate"), required=False)
    figure_reason = forms.CharField(label=_("Why this figure"), max_length=300, required=False)
    tlp = forms.ChoiceField(label="TLP", choices=TLP.choices, initial=TLP.CLEAR)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, initial: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data, initial=dict(initial), auto_id="incident_%s")

    def clean(self) -> dict[str, Any]:
        """Kind, category and status go together; a figure has a unit."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        clean_agreement(self)
        if cleaned.get("figure_value") is not None and not cleaned.get("figure_unit"):
            self.add_error("figure_unit", _("Say what the figure counts."))
        return cleaned

    def changes(self, *, whole: bool = False) -> IncidentChanges:
        """What differs from the stored record, or (`whole`) everything."""
        cleaned = self.cleaned_data
        changed = set(self.fields) if whole else set(self.changed_data)
        found: IncidentChanges = {}
        for name in (*_PLAIN, "targets", "actors"):
            if name in changed:
                found[name] = cleaned[name]  # type: ignore[literal-required]  # keys of IncidentChanges
        for name in ("elections", "places"):
            if name in changed:
                found[name] = [row.code for row in cleaned[name]]  # type: ignore[literal-required]  # as above
        if changed & {"figure_value", "figure_unit", "figure_approximate"}:
            found["figure"] = figure_from(cleaned)
        return found


def fields_of(incident: Incident) -> dict[str, Any]:
    """The stored record as the form shows it; four queries for its lists."""
    return {
        **{name: getattr(incident, name) for name in _PLAIN if name != "when"},
        "when": period_of(incident.starts_on, incident.ends_on, incident.precision),
        "elections": list(incident.elections.values_list("code", flat=True)),
        "targets": [entity.name for entity in incident.targets.all()],
        "actors": [entity.name for entity in incident.actors.all()],
        "places": list(incident.places.values_list("code", flat=True)),
        "figure_value": incident.figure_value,
        "figure_unit": incident.figure_unit,
        "figure_approximate": incident.figure_approximate,
        "seen_version": incident.version,
    }


def fields_from(changes: IncidentChanges) -> dict[str, Any]:
    """Fields suggested by a mention, as the form shows them; one query for the names."""
    initial: dict[str, Any] = {k: v for k, v in changes.items() if k != "figure"}
    keys = {*changes.get("targets", ()), *changes.get("actors", ())}
    names = dict(Entity.objects.filter(key__in=keys).values_list("key", "name"))
    for name in ("targets", "actors"):
        initial[name] = [names[key] for key in initial.get(name, ()) if key in names]
    if figure := changes.get("figure"):
        initial |= {
            "figure_value": figure.value,
            "figure_unit": figure.unit,
            "figure_approximate": figure.approximate,
        }
    return initial


class SeenForm(forms.Form):
    """An act that needs nothing but the version seen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """An act that needs its reason, at the version seen."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class HeadlineForm(forms.Form):
    """Which claim's figure stands at the head of the record, and why."""

    mention = forms.IntegerField(required=False)
    reason = forms.CharField(label=_("Why this figure"), max_length=300)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class CitationForm(forms.Form):
    """A source cited by address."""

    url = forms.URLField(label=_("Address"), max_length=2000, assume_scheme="https")
    outlet = forms.CharField(label=_("Outlet"), max_length=120, required=False)
    published = PeriodField(label=_("Published"), required=False)
    reported_by = forms.CharField(label=_("Reported by"), max_length=200, required=False)
    weak = forms.BooleanField(label=_("Weak source"), required=False)
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)
    reason = forms.CharField(label=_("Reason shown to the public"), max_length=500, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def citation(self) -> CitationFields:
        """As the act takes it."""
        cleaned, published = self.cleaned_data, self.cleaned_data["published"]
        return {
            "url": cleaned["url"],
            "outlet": cleaned["outlet"],
            "published_on": published.start if published else None,
            "published_precision": str(published.precision) if published else "",
            "reported_by": cleaned["reported_by"],
            "weak": cleaned["weak"],
            "note": cleaned["note"],
        }


class NumberField(forms.CharField):
    """The public number of another record, also as part of its address."""

    def clean(self, value: Any) -> str:
        """`YYYY-NNNN`."""
        text = str(super().clean(value)).strip()
        found = re.search(r"(?:^|/)(\d{4}-\d{4,})(?![\d])[^/]*/?$", text)
        return found[1] if found else text


class LinkForm(forms.Form):
    """How this record relates to another."""

    kind = forms.ChoiceField(label=_("This record"), choices=LinkKind.choices)
    target = NumberField(label=_("Number of the other record"), max_length=200)
    reason = forms.CharField(label=_("Reason shown to the public"), max_length=500, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class MergeForm(forms.Form):
    """Into which record this one is merged."""

    into = NumberField(label=_("Number of the record that stays"), max_length=200)
    into_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class SplitForm(forms.Form):
    """Which mentions make up a record of their own."""

    mentions = forms.ModelMultipleChoiceField(
        label=_("Mentions that move"),
        queryset=Mention.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    title = forms.CharField(label=_("Title of the new record"), max_length=200)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, incident: Incident, data: Any = None) -> None:
        super().__init__(data, initial={"seen_version": incident.version}, auto_id="split_%s")
        self.fields["mentions"].queryset = incident.mentions.all()  # type: ignore[attr-defined]  # a choice of rows


class IncidentFilterForm(forms.Form):
    """Filters of the staff's list of incidents."""

    lifecycle = forms.ChoiceField(
        label=_("State"), choices=[("", _("any")), *Lifecycle.choices], required=False
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("any")), *Kind.choices], required=False
    )
    election = forms.ModelChoiceField(
        label=_("Election"),
        queryset=elections(),
        to_field_name="code",
        required=False,
        empty_label=_("any"),
    )
    work = forms.ChoiceField(
        label=_("Whose work"), choices=[("", _("any")), ("mine", _("mine"))], required=False
    )
    text = forms.CharField(label=_("Number or words of the title"), max_length=100, required=False)
