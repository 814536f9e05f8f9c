"""Tags and filters of the analysts' pages."""

from __future__ import annotations

import difflib
import re
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from incidents.workspace import wording

register = template.Library()

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST = 4000  # words; beyond it old and new are shown whole, as comparing grows with the square


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """The page's query string with some parameters set anew, or dropped where the value is empty."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


# Pages without an entry of their own in the navigation, by the entry they belong to.
_WITHIN = {"queue": ("mention", "article", "bulk"), "workspace-incidents": ("incident",)}


@register.simple_tag(takes_context=True)
def subnav_item(context: Context, name: str, label: str) -> SafeString:
    """An entry of the workspace's navigation, marked where the page is it or belongs to it."""
    match = context["request"].resolver_match
    here = (match.url_name or "") if match else ""
    within = here == name or here.split("-")[0] in _WITHIN.get(name, (name.rstrip("s"),))
    current = mark_safe(' aria-current="page"') if within else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', reverse(name), current, label)


@register.filter
def percent(share: float | None) -> str:
    """0.876 as `88 %`; a dash where there is nothing to divide by."""
    return "–" if share is None else f"{share * 100:.0f} %"


@register.filter
def field_label(name: str) -> str:
    """A field of a decision in words."""
    return wording.field_label(name)


@register.filter
def field_value(value: Any, name: str) -> str:
    """A value of a decision in words."""
    return wording.field_value(name, value)


@register.simple_tag
def difference(before: Any, after: Any) -> SafeString:
    """What was taken out (`del`) and put in (`ins`), word by word."""
    old, new = _WORDS.findall(_text(before)), _WORDS.findall(_text(after))
    if len(old) > _LONGEST or len(new) > _LONGEST:
        return format_html("<del>{}</del> <ins>{}</ins>", "".join(old), "".join(new))
    return format_html_join("", "{}", ((part,) for part in _parts(old, new)))


def _parts(old: list[str], new: list[str]) -> list[SafeString]:
    parts = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(format_html("{}", "".join(old[i1:i2])))
            continue
        if i1 < i2:
            parts.append(format_html("<del>{}</del>", "".join(old[i1:i2])))
        if j1 < j2:
            parts.append(format_html("<ins>{}</ins>", "".join(new[j1:j2])))
    return parts


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)
