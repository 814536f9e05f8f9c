"""Fields and codes of decisions in words; the record keeps codes so that it outlives any wording."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import (
    TLP,
    Category,
    Credibility,
    Kind,
    Lifecycle,
    MentionState,
    Precision,
    RejectionReason,
    Status,
    Unit,
)
from incidents.models import Incident, Mention

_CHOICES: dict[str, dict[Any, Any]] = {
    "kind": dict(Kind.choices),
    "category": dict(Category.choices),
    "status": dict(Status.choices),
    "figure_unit": dict(Unit.choices),
    "precision": dict(Precision.choices),
    "credibility": dict(Credibility.choices),
    "state": dict(MentionState.choices),
    "rejection": dict(RejectionReason.choices),
    "tlp": dict(TLP.choices),
    "lifecycle": dict(Lifecycle.choices),
}
_LABELS: dict[str, Any] = {
    "targets": _("targets"),
    "actors": _("actors"),
    "public": _("public"),
    "mentions": _("mentions"),
    "citations": _("cited sources"),
    "links": _("links"),
    "undid": _("decisions undone"),
}


def field_label(name: str) -> str:
    """The field's name as pages write it."""
    if name in _LABELS:
        return str(_LABELS[name])
    for model in (Mention, Incident):
        for field in model._meta.get_fields():
            if field.name == name and hasattr(field, "verbose_name"):
                return str(field.verbose_name)
    return name.replace("_", " ")


def field_value(name: str, value: Any) -> str:
    """A stored value as a person reads it; empty where there was none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list):
        return ", ".join(field_value(name, one) for one in value)
    if name in _CHOICES:
        return str(_CHOICES[name].get(value, value))
    if name in {"starts_on", "ends_on", "published_on"}:
        return date_format(date.fromisoformat(str(value)), "j F Y")
    return str(value)
