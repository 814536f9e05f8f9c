"""Tags and filters that every page uses: navigation, figures and dates as a reader writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

_DATE_FORMATS = {"year": "Y", "month": "F Y", "day": "j F Y"}
_ISO_LENGTHS = {"year": 4, "month": 7, "day": 10}


@register.simple_tag(takes_context=True)
def nav_item(context: Context, name: str, label: str, *, staff: bool = False) -> SafeString:
    """A list item that leads to a named page, marked if it is the current one; empty if there is none."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return mark_safe("")
    request = context.get("request")
    path = getattr(request, "path", "")
    within = path == address or (address != reverse("overview") and path.startswith(address))
    current = mark_safe(' aria-current="page"') if within else ""
    return format_html(
        '<li{}><a href="{}"{}>{}</a></li>',
        mark_safe(' class="staff"') if staff else "",
        address,
        current,
        label,
    )


@register.filter
def number(value: float | None) -> str:
    """A number with the thousands separator of the reader's language: 5.000 or 5,000."""
    if value is None:
        return ""
    text = f"{value:,}"
    if (get_language() or "").startswith("en"):
        return text
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


@register.filter
def period(start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """Two dates as one value, for `in_precision`."""
    return start, end


@register.filter
def in_precision(span: Any, precision: str = "day") -> str:
    """A date, or a first and last day, as far as known: `17 April 2019`, `12-14 February 2024`, `2019`."""
    start, end = span if isinstance(span, tuple) else (span, span)
    if start is None:
        return ""
    if isinstance(start, datetime):
        start = end = timezone.localtime(start).date()
    form = _DATE_FORMATS.get(precision or "day", "j F Y")
    last = date_format(end or start, form)
    if date_format(start, form) == last:
        return last
    if form == "j F Y" and end.year == start.year:
        if end.month == start.month:
            return f"{start.day}–{last}"
        form = "j F"
    return f"{date_format(start, form)} – {last}"


@register.filter
def date_iso(value: date | None, precision: str = "day") -> str:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as far as the date is known."""
    return value.isoformat()[: _ISO_LENGTHS.get(precision or "day", 10)] if value else ""
