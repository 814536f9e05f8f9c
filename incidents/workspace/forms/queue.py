"""Forms of the queue: its filters, saved filters, acts on several."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from incidents.domain.changes import QueueFilters
from incidents.domain.vocabulary import (
    Category,
    Kind,
    Language,
    RejectionReason,
    Status,
)
from incidents.models import Source, User
from incidents.review import access
from incidents.review.people import deciders

from .fields import elections

ANY: tuple[str, Any] = ("", _("any"))


class FilterForm(forms.Form):
    """Filters of the queue; they live in the address."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Kind.choices], required=False)
    category = forms.ChoiceField(
        label=_("Category"), choices=[ANY, *Category.choices], required=False
    )
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *Status.choices], required=False)
    election = forms.ModelChoiceField(
        label=_("Election"),
        queryset=elections(),
        to_field_name="code",
        required=False,
        empty_label=_("any"),
    )
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False, empty_label=_("any")
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[ANY, *Language.choices], required=False
    )
    work = forms.ChoiceField(
        label=_("Whose work"),
        choices=[ANY, ("mine", _("mine")), ("unassigned", _("nobody's yet"))],
        required=False,
    )
    assigned_to = forms.ModelChoiceField(
        label=_("Assigned to"), queryset=User.objects.none(), required=False, empty_label=_("any")
    )
    confidence = forms.TypedChoiceField(
        label=_("Confidence at least"),
        choices=[ANY, ("0.5", "50 %"), ("0.7", "70 %"), ("0.9", "90 %")],
        coerce=float,
        empty_value=None,
        required=False,
    )
    text = forms.CharField(label=_("Words in the sentence"), max_length=100, required=False)

    def __init__(self, data: QueryDict, user: User) -> None:
        super().__init__(data, auto_id="filter_%s")
        seen = Source.objects.exclude(pk__in=access.hidden_sources(user))
        self.fields["source"].queryset = seen  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["assigned_to"].queryset = deciders()  # type: ignore[attr-defined]  # as above

    def filters(self) -> QueueFilters:
        """What was chosen, as the queue takes it; what is not valid is left out."""
        self.is_valid()  # fills cleaned_data with what is
        chosen = {
            name: value for name, value in self.cleaned_data.items() if value not in ("", None)
        }
        found: QueueFilters = {}
        for name in ("kind", "category", "status", "language", "text", "confidence"):
            if name in chosen:
                found[name] = chosen[name]
        if "election" in chosen:
            found["election"] = chosen["election"].code
        for name in ("source", "assigned_to"):
            if name in chosen:
                found[name] = chosen[name].pk  # type: ignore[literal-required]  # as above
        if chosen.get("work") == "mine":
            found["mine"] = True
        elif chosen.get("work") == "unassigned":
            found["unassigned"] = True
        return found


def filters_from(query: QueryDict) -> QueueFilters:
    """The filters of an address without looking up the choices; for links, not for showing."""
    found: QueueFilters = {}
    for name in ("kind", "category", "status", "language", "text", "election"):
        if value := query.get(name):
            found[name] = value
    for name in ("source", "assigned_to"):
        if (value := query.get(name, "")).isdecimal():
            found[name] = int(value)  # type: ignore[literal-required]  # as above
    if (least := query.get("confidence", "")) in {"0.5", "0.7", "0.9"}:
        found["confidence"] = float(least)
    if query.get("work") == "mine":
        found["mine"] = True
    elif query.get("work") == "unassigned":
        found["unassigned"] = True
    return found


FILTER_NAMES = tuple(FilterForm.base_fields)


def only_filters(query: QueryDict) -> str:
    """The query string with nothing but filters, with its question mark; empty if there are none."""
    kept = QueryDict(mutable=True)
    for name in FILTER_NAMES:
        if value := query.get(name):
            kept[name] = value
    return f"?{kept.urlencode()}" if kept else ""


class SaveFilterForm(forms.Form):
    """A name for the filters of the address."""

    name = forms.CharField(label=_("Name"), max_length=60)


class BulkForm(forms.Form):
    """What to do with the chosen mentions, each given as `key:version`."""

    act = forms.ChoiceField(
        choices=[("accept", _("Accept")), ("reject", _("Reject")), ("assign", _("Assign"))]
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", "–"), *RejectionReason.choices], required=False
    )
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)
    assignee = forms.ModelChoiceField(
        label=_("Colleague"), queryset=User.objects.none(), required=False, empty_label=_("nobody")
    )
    chosen = forms.MultipleChoiceField(
        error_messages={"required": _("Choose at least one mention.")}
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        # Any pair of numbers is well formed; whether it exists and may be seen is for review to say.
        pairs = [value for value in data.getlist("chosen") if _is_pair(value)]
        self.fields["chosen"].choices = [(value, value) for value in pairs]  # type: ignore[attr-defined]
        self.fields["assignee"].queryset = deciders()  # type: ignore[attr-defined]  # a ModelChoiceField

    def seen(self) -> dict[int, int]:
        """{key: version seen}."""
        pairs = (value.split(":") for value in self.cleaned_data["chosen"])
        return {int(key): int(version) for key, version in pairs}


def _is_pair(value: str) -> bool:
    key, _colon, version = value.partition(":")
    return key.isdecimal() and version.isdecimal() and len(value) < 30
