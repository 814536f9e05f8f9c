"""Forms of the review page: the details of a mention, a mention that was missed, reasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.domain.changes import MentionChanges
from incidents.domain.records import Figure
from incidents.domain.vocabulary import (
    Category,
    Credibility,
    Kind,
    RejectionReason,
    Status,
    Unit,
)
from incidents.models import Article, Mention, MentionEntity, Place

from .fields import KindSelect, LinesField, PeriodField, clean_agreement, elections, period_of


class SpanForm(forms.Form):
    """A sentence of an article: by its place, or by its words, which are then looked for in the text."""

    evidence = forms.CharField(
        label=_("Sentence"),
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Exactly as in the article. Selecting text in the article fills this in."),
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)

    article: Article
    near = 0

    def clean(self) -> dict[str, Any]:
        """Set `start` and `end`: those given if the text has the sentence there, else the nearest place."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        evidence = _one_newline(cleaned.get("evidence", ""))
        text, start, end = self.article.text, cleaned.get("start"), cleaned.get("end")
        if not evidence:
            return cleaned
        if start is None or end is None or text[start:end] != evidence:
            start = nearest(text, evidence, self.near)
            if start is None:
                self.add_error("evidence", _("The article has no such words. Copy them exactly."))
                return cleaned
            end = start + len(evidence)
        return cleaned | {"evidence": evidence, "start": start, "end": end}


def _one_newline(text: str) -> str:
    return text.replace("\r\n", "\n")


def nearest(text: str, words: str, position: int) -> int | None:
    """Where `words` stand in `text`, nearest to `position`; None if they do not."""
    places, found = [], text.find(words)
    while found >= 0:
        places.append(found)
        found = text.find(words, found + 1)
    return min(places, key=lambda place: abs(place - position), default=None)


class DetailsForm(SpanForm):
    """What a sentence is taken to say; `changes()` gives what the person changed of it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=KindSelect)
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    figure_value = forms.IntegerField(label=_("Figure"), min_value=0, required=False)
    figure_unit = forms.ChoiceField(
        label=_("Unit"), choices=[("", "–"), *Unit.choices], required=False
    )
    figure_approximate = forms.BooleanField(label=_("Approximate"), required=False)
    when = PeriodField(
        label=_("When"),
        required=False,
        help_text=_("2019, 2019-03, 2019-03-13 or 2019-03-13/2019-03-15"),
    )
    reported_by = forms.CharField(label=_("Reported by"), max_length=200, required=False)
    targets = LinesField(label=_("Targets, one a line"), required=False)
    actors = LinesField(label=_("Actors, one a line"), required=False)
    election = forms.ModelChoiceField(
        label=_("Election"),
        queryset=elections(),
        to_field_name="code",
        required=False,
        empty_label="–",
    )
    place = forms.ModelChoiceField(
        label=_("Place"),
        queryset=Place.objects.all(),
        to_field_name="code",
        required=False,
        empty_label="–",
    )
    credibility = forms.TypedChoiceField(
        label=_("Credibility"), choices=Credibility.choices, coerce=int, required=False
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("kind", "category", "status", "evidence")

    def __init__(self, mention: Mention, data: Any = None) -> None:
        self.article, self.near = mention.article, mention.start
        super().__init__(data, initial=details_of(mention), auto_id="details_%s")

    def clean(self) -> dict[str, Any]:
        """Kind, category and status go together; a figure has a unit."""
        cleaned = super().clean()
        clean_agreement(self)
        if cleaned.get("figure_value") is not None and not cleaned.get("figure_unit"):
            self.add_error("figure_unit", _("Say what the figure counts."))
        return cleaned

    def changes(self) -> MentionChanges:
        """Only what differs from the stored mention."""
        changed, cleaned = set(self.changed_data), self.cleaned_data
        found: MentionChanges = {}
        for name in ("kind", "category", "status", "reported_by", "targets", "actors"):
            if name in changed:
                found[name] = cleaned[name]
        if (cleaned["start"], cleaned["end"]) != (self.initial["start"], self.initial["end"]):
            found["start"], found["end"] = cleaned["start"], cleaned["end"]
        found |= self._looked_up(changed)
        return found

    def _looked_up(self, changed: set[str]) -> MentionChanges:
        """Figure, period, election, place and credibility, as far as they were changed."""
        cleaned, found = self.cleaned_data, MentionChanges()
        if changed & {"figure_value", "figure_unit", "figure_approximate"}:
            found["figure"] = figure_from(cleaned)
        if "when" in changed:
            found["when"] = cleaned["when"]
        if "credibility" in changed and cleaned["credibility"]:
            found["credibility"] = cleaned["credibility"]
        for name in ("election", "place"):
            if name in changed:
                code = cleaned[name].code if cleaned[name] else None
                found[name] = code
        return found


def figure_from(cleaned: dict[str, Any]) -> Figure | None:
    """The three fields of a figure as one; None where no number was given."""
    if cleaned.get("figure_value") is None:
        return None
    return Figure(
        value=cleaned["figure_value"],
        approximate=cleaned["figure_approximate"],
        unit=Unit(cleaned["figure_unit"]),
    )


def details_of(mention: Mention) -> dict[str, Any]:
    """The stored mention as the form shows it; one query for its names unless prefetched."""
    role = MentionEntity.Role
    names = list(mention.names.all())
    return {
        "kind": mention.kind,
        "category": mention.category,
        "status": mention.status,
        "evidence": mention.evidence,
        "start": mention.start,
        "end": mention.end,
        "figure_value": mention.figure_value,
        "figure_unit": mention.figure_unit,
        "figure_approximate": mention.figure_approximate,
        "when": period_of(mention.starts_on, mention.ends_on, mention.precision),
        "reported_by": mention.reported_by,
        "targets": [name.text for name in names if name.role == role.TARGET],
        "actors": [name.text for name in names if name.role == role.ACTOR],
        "election": mention.election.code if mention.election else None,
        "place": mention.place.code if mention.place else None,
        "credibility": mention.credibility,
        "seen_version": mention.version,
    }


class MissedForm(SpanForm):
    """A mention that the extractor missed."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=KindSelect)
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)

    def __init__(self, article: Article, data: Any = None) -> None:
        self.article = article
        super().__init__(data, auto_id="missed_%s")

    def clean(self) -> dict[str, Any]:
        """Kind, category and status go together."""
        cleaned = super().clean()
        clean_agreement(self)
        return cleaned


class RejectForm(forms.Form):
    """Why a mention is rejected."""

    reason = forms.ChoiceField(label=_("Reason"), choices=RejectionReason.choices)
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        """“Other” needs a note, or nobody can learn from it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("reason") == RejectionReason.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Say in a note what the other reason is."))
        return cleaned
