"""The filter form of the list: its choices in the reader's language, and what is filtered by now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

_FREE_TEXT = ("target", "actor")


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One filter in use, in words, and the address without it."""

    label: str
    value: str
    without: str


def tidy(form: forms.Form) -> forms.Form:
    """The form with words for the empty choices, and fields that are wrong marked for screen readers."""
    for name in ("election", "place"):
        field = form.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = _("All")
    for name in ("kind", "category", "status"):
        widget = form.fields[name].widget
        if isinstance(widget, forms.Select):
            widget.choices = [("", _("All")), *(c for c in widget.choices if c[0])]
    for name in form.errors.keys() & form.fields.keys():
        form.fields[name].widget.attrs |= {
            "aria-invalid": "true",
            "aria-describedby": f"error-{name}",
        }
    for name in set(_FREE_TEXT) - form.errors.keys():
        form.fields[name].widget = forms.HiddenInput()
    return form


def active_filters(form: forms.Form, query: QueryDict) -> list[ActiveFilter]:
    """The filters of a valid form that are in use."""
    found = []
    for name, value in form.cleaned_data.items():
        if value in (None, ""):
            continue
        rest = query.copy()
        rest.pop(name, None)
        rest.pop("after", None)
        field = form.fields[name]
        words = str(value)
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            words = _choice_label(field, words)
        address = reverse("incidents")
        found.append(
            ActiveFilter(
                label=str(field.label),
                value=words,
                without=f"{address}?{rest.urlencode()}" if rest else address,
            )
        )
    return found


def _choice_label(field: forms.ChoiceField, value: str) -> str:
    choices: Any = field.choices  # pairs, some of them groups of pairs
    for code, label in choices:
        if isinstance(label, list | tuple):
            for inner_code, inner in label:
                if str(inner_code) == value:
                    return str(inner)
        elif str(code) == value:
            return str(label)
    return value
