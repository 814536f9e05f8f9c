"""Form controls written directly: Django renders every single option of a select through a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms, template
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def control(field: forms.BoundField) -> SafeString:
    """The field's control; a plain select with all its options in one go."""
    if type(field.field.widget) is not forms.Select or not isinstance(
        field.field, forms.ChoiceField
    ):
        return mark_safe(str(field))  # noqa: S308 - rendered by Django
    chosen = str(field.value() or "")
    attributes = {"name": field.html_name, "id": field.id_for_label, **field.field.widget.attrs}
    choices: Any = field.field.widget.choices
    return format_html(
        "<select{}>{}</select>",
        flatatt(attributes),
        format_html_join("", "{}", ((part,) for part in _parts(choices, chosen))),
    )


def _parts(choices: Iterable[Any], chosen: str) -> Iterator[SafeString]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            inner = format_html_join("", "{}", ((part,) for part in _parts(label, chosen)))
            yield format_html('<optgroup label="{}">{}</optgroup>', value, inner)
        else:
            mark = mark_safe(" selected") if str(value) == chosen else ""
            yield format_html('<option value="{}"{}>{}</option>', value, mark, label)
