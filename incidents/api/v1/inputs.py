"""What analysts send: checked for shape here, for rules by the acts of review."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from incidents.domain.changes import IncidentChanges, MentionChanges
from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import (
    TLP,
    Category,
    Credibility,
    Kind,
    Precision,
    RejectionReason,
    Status,
    Unit,
)

Input = serializers.Serializer[Any]
_LONGEST_TEXT = 2_000_000
_Names = serializers.ListField


class Nothing(Input):
    """No body."""


class FigureInput(Input):
    """A number given for a statement."""

    value = serializers.IntegerField(min_value=0, max_value=2**62)
    approximate = serializers.BooleanField(default=False)
    unit = serializers.ChoiceField(choices=Unit.choices)
    text = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")


class PeriodInput(Input):
    """First and last day; `end` is `start` if left out."""

    start = serializers.DateField()
    end = serializers.DateField(required=False)
    precision = serializers.ChoiceField(choices=Precision.choices, default=Precision.DAY.value)


class _Changes(Input):
    """Fields that mentions and incidents share; only those that are sent are changed."""

    kind = serializers.ChoiceField(choices=Kind.choices, required=False)
    category = serializers.ChoiceField(choices=Category.choices, required=False)
    status = serializers.ChoiceField(choices=Status.choices, required=False)
    figure = FigureInput(required=False, allow_null=True)
    when = PeriodInput(required=False, allow_null=True)
    targets = _Names(child=serializers.CharField(max_length=200), required=False, max_length=50)
    actors = _Names(child=serializers.CharField(max_length=200), required=False, max_length=50)


class MentionCorrection(_Changes):
    """Corrections of a mention."""

    start = serializers.IntegerField(min_value=0, required=False)
    end = serializers.IntegerField(min_value=1, required=False)
    reported_by = serializers.CharField(max_length=200, required=False, allow_blank=True)
    election = serializers.CharField(max_length=40, required=False, allow_null=True)
    place = serializers.CharField(max_length=20, required=False, allow_null=True)
    credibility = serializers.ChoiceField(choices=Credibility.choices, required=False)


class IncidentFields(_Changes):
    """Fields of an incident; elections and places by code, targets and actors by entity key."""

    title = serializers.CharField(max_length=200, required=False)
    title_en = serializers.CharField(max_length=200, required=False, allow_blank=True)
    summary = serializers.CharField(max_length=10_000, required=False, allow_blank=True)
    summary_en = serializers.CharField(max_length=10_000, required=False, allow_blank=True)
    note = serializers.CharField(max_length=10_000, required=False, allow_blank=True)
    note_en = serializers.CharField(max_length=10_000, required=False, allow_blank=True)
    elections = _Names(child=serializers.CharField(max_length=40), required=False, max_length=20)
    places = _Names(child=serializers.CharField(max_length=20), required=False, max_length=60)
    target_text = serializers.CharField(max_length=300, required=False, allow_blank=True)
    actor_text = serializers.CharField(max_length=300, required=False, allow_blank=True)
    figure_reason = serializers.CharField(max_length=300, required=False, allow_blank=True)
    tlp = serializers.ChoiceField(choices=TLP.choices, required=False)


class SeenVersion(Input):
    """The version of the object that the person saw; another one now is a conflict (409)."""

    seen_version = serializers.IntegerField(min_value=1)


class AcceptInput(SeenVersion):
    """Accept, corrected where `corrections` says so, and attach to `incident` if given."""

    corrections = MentionCorrection(required=False)
    incident = serializers.CharField(max_length=12, required=False)


class CorrectInput(SeenVersion):
    """Change fields of a mention."""

    changes = MentionCorrection()
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class RejectInput(SeenVersion):
    """Reject for a listed reason; `other` needs a note."""

    reason = serializers.ChoiceField(choices=RejectionReason.choices)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class ReasonInput(SeenVersion):
    """Why, in words."""

    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class AttachInput(SeenVersion):
    """The incident that the mention attests."""

    incident = serializers.CharField(max_length=12)


class OpenInput(IncidentFields):
    """A new draft; from a mention (with the version of it that was seen), from fields, or both."""

    mention = serializers.IntegerField(min_value=1, required=False)
    seen_version = serializers.IntegerField(
        min_value=1, required=False, help_text="The version of the mention; needed with it."
    )


class EditInput(SeenVersion):
    """Change fields of a draft."""

    changes = IncidentFields()
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class SubmissionInput(Input):
    """One of `text`, `url` and `file`; with a text also where it was published."""

    text = serializers.CharField(max_length=_LONGEST_TEXT, required=False)
    title = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
    url = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    outlet = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    published = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    file = serializers.FileField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one thing to read; an address beside a text or a file says where it is from."""
        upload: UploadedFile[Any] | None = attrs.get("file")
        if attrs.get("text") and upload:
            raise serializers.ValidationError(_("Send a text or a file, not both."))
        if not (attrs.get("text") or upload or attrs.get("url")):
            raise serializers.ValidationError(_("Send a text, an address or a file."))
        return attrs


def mention_changes(data: dict[str, Any]) -> MentionChanges:
    """Checked corrections as the acts take them."""
    return cast("MentionChanges", _typed(data))


def incident_changes(data: dict[str, Any]) -> IncidentChanges:
    """Checked fields as the acts take them."""
    kept = {name: value for name, value in data.items() if name not in ("mention", "seen_version")}
    return cast("IncidentChanges", _typed(kept))


def _typed(data: dict[str, Any]) -> dict[str, Any]:
    """The checked values with figure and period as records; ValidationError for a period that ends first."""
    changes = dict(data)
    if figure := changes.get("figure"):
        changes["figure"] = Figure(
            figure["value"], figure["approximate"], Unit(figure["unit"]), figure["text"]
        )
    if when := changes.get("when"):
        start: date = when["start"]
        end: date = when.get("end") or start
        if end < start:
            raise serializers.ValidationError({"when": [_("It ends before it starts.")]})
        changes["when"] = Period(start, end, Precision(when["precision"]))
    return changes
