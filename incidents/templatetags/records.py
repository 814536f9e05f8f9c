"""Tags that show records: badges, states, dates, figures, evidence without personal data."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.domain.masking import masked as without_personal_data
from incidents.domain.vocabulary import Category, Kind, LinkKind, Status, Unit
from incidents.insights.numbers import OUTAGE, shown_kind
from incidents.models import Incident, IncidentLink, Mention

register = template.Library()


@register.inclusion_tag("components/_badge.html")
def kind_badge(record: Incident | Mention) -> dict[str, object]:
    """The kind of a record by shape, word and colour; an overload is an outage."""
    return _badge(shown_kind(record.kind, record.category))


@register.inclusion_tag("components/_badge.html")
def badge_of(kind: str) -> dict[str, object]:
    """The badge of a kind given by its code."""
    return _badge(kind)


def _badge(kind: str) -> dict[str, object]:
    label = _("Outage") if kind == OUTAGE else Kind(kind).label
    return {"kind": kind, "label": label}


@register.inclusion_tag("components/_date.html")
def when(record: Incident | Mention) -> dict[str, object]:
    """The day or period of a record, as exactly as it is known."""
    return {"start": record.starts_on, "end": record.ends_on, "precision": record.precision}


@register.inclusion_tag("components/_figure.html")
def headline_figure(record: Incident) -> dict[str, object]:
    """The headline figure of a record; empty where it has none."""
    return {
        "value": record.figure_value,
        "approximate": record.figure_approximate,
        "unit": unit_words(record.figure_unit, record.figure_value),
        "text": "",
    }


@register.filter
def unit_words(code: str, value: int | None = None) -> str:
    """What a figure counts, in words that go with its value; nothing for `other`, which a reason explains."""
    n = value or 0
    words = {
        Unit.ATTACKS: ngettext("attack", "attacks", n),
        Unit.RECORDS: ngettext("record", "records", n),
        Unit.ACCOUNTS: ngettext("account", "accounts", n),
        Unit.SITES: ngettext("site", "sites", n),
        Unit.HOAXES: ngettext("hoax", "hoaxes", n),
        Unit.PEOPLE: ngettext("person", "people", n),
    }
    return words.get(Unit(code), "") if code else ""


@register.filter
def status_label(code: str) -> str | Promise:
    """A state in words."""
    return Status(code).label if code in Status.values else code


@register.filter
def category_label(code: str) -> str | Promise:
    """A category in words."""
    return Category(code).label if code in Category.values else code


@register.filter
def masked(text: str) -> str:
    """Evidence as the public may read it."""
    return without_personal_data(text)


@register.filter
def link_words(link: IncidentLink, record: Incident) -> str:
    """How the other record of a link relates to this one, in words."""
    outgoing = link.source_id == record.pk
    words = {
        (LinkKind.MITIGATES, True): _("Answers"),
        (LinkKind.MITIGATES, False): _("Answered by"),
        (LinkKind.PART_OF, True): _("Part of"),
        (LinkKind.PART_OF, False): _("Includes"),
    }
    return words.get((LinkKind(link.kind), outgoing), _("Related"))


@register.filter
def get(counts: dict[str, int], key: str) -> int:
    """The count under a key; 0 where there is none."""
    return counts.get(key, 0)
