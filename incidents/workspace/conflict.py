"""The page for the one who is second: both versions, what differs, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from incidents.domain.errors import EditConflict
from incidents.models import Incident, Mention

from .forms.fields import period_of
from .forms.incidents import IncidentForm, fields_of
from .forms.mentions import DetailsForm, details_of
from .forms.queue import only_filters
from .gate import StaffRequest
from .lookup import incident_for, mention_for


@dataclass(frozen=True, slots=True)
class Row:
    """One field: the stored value and the one sent, and who changed it since the version seen."""

    label: str
    theirs: str
    mine: str
    changed_by_them: bool
    changed_by_me: bool

    @property
    def differs(self) -> bool:
        """Whether the value sent is another than the stored one."""
        return self.theirs != self.mine


def merged(sent: forms.Form, stored: forms.Form, base: Mapping[str, Any]) -> QueryDict:
    """What to fill the form with: the person's value where they changed it from `base`, else the stored one.

    Without this, sending the form again would take back what others changed in fields left alone.
    """
    data = QueryDict(mutable=True)
    data.update(sent.data)
    touched = {
        field.name for field in sent if field.field.has_changed(base.get(field.name), field.data)
    }
    if "evidence" in touched:
        touched |= {"start", "end"}
    for field in stored:
        if field.name in touched:
            continue
        value = field.value()
        if isinstance(field.field, forms.BooleanField):
            data.setlist(field.html_name, ["on"] if value else [])
        elif isinstance(value, list | tuple):
            data.setlist(field.html_name, [str(one) for one in value])
        else:
            data[field.html_name] = "" if value is None else str(value)
    return data


def compare(sent: forms.Form, stored: forms.Form, base: Mapping[str, Any]) -> list[Row]:
    """The visible fields of what was sent and what is stored, side by side."""
    return [
        Row(
            label=str(mine.label),
            theirs=shown(stored[mine.name]),
            mine=shown(mine),
            changed_by_them=mine.field.has_changed(base.get(mine.name), stored[mine.name].value()),
            changed_by_me=mine.field.has_changed(base.get(mine.name), mine.data),
        )
        for mine in sent.visible_fields()
    ]


def shown(field: forms.BoundField) -> str:
    """The value as a person reads it: labels of choices, not codes."""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return "✓" if value else "–"
    if isinstance(field.field, forms.ChoiceField):
        chosen = value if isinstance(value, list | tuple) else [value]
        labels = {str(code): str(label) for code, label in field.field.widget.choices}
        return ", ".join(
            labels.get(str(code), str(code)) for code in chosen if code not in (None, "")
        )
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def mention_as_seen(mention: Mention, conflict: EditConflict) -> dict[str, Any]:
    """The details of the mention at the version the person had seen."""
    base, was = details_of(mention), {name: pair[0] for name, pair in conflict.theirs.items()}
    base |= {name: value for name, value in was.items() if name in base}
    if was.keys() & {"starts_on", "ends_on", "precision"}:
        base["when"] = period_of(
            _day(was.get("starts_on", mention.starts_on)),
            _day(was.get("ends_on", mention.ends_on)),
            str(was.get("precision", mention.precision)),
        )
    return base


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def mention_conflict(
    request: StaffRequest, mention: Mention, sent: DetailsForm, conflict: EditConflict
) -> HttpResponse:
    """The mention as it is now beside what the person sent; the form below holds what was sent."""
    current = mention_for(request.user, mention.pk)
    base, stored = mention_as_seen(current, conflict), DetailsForm(current)
    details = stored
    if sent.is_bound:
        data = merged(sent, stored, base)
        data["seen_version"] = str(current.version)
        details = DetailsForm(current, data)
    context = {
        "mention": current,
        "conflict": conflict,
        "rows": compare(sent, stored, base) if sent.is_bound else [],
        "details": details,
        "query": only_filters(request.GET),
        "rejection": request.POST.get("reason", ""),
    }
    return render(request, "workspace/conflict.html", context, status=409)


def incident_conflict(
    request: StaffRequest,
    incident: Incident,
    conflict: EditConflict,
    sent: IncidentForm | None = None,
) -> HttpResponse:
    """The record as it is now; beside what the person sent, where they had typed something."""
    current = incident_for(request.user, incident.public_id)
    stored = IncidentForm(fields_of(current))
    rows, form = [], None
    if sent is not None:
        base = incident_as_seen(current, conflict)
        data = merged(sent, stored, base)
        data["seen_version"] = str(current.version)
        rows, form = compare(sent, stored, base), IncidentForm(fields_of(current), data)
    context = {"incident": current, "conflict": conflict, "rows": rows, "form": form}
    return render(request, "workspace/incident_conflict.html", context, status=409)


def incident_as_seen(incident: Incident, conflict: EditConflict) -> dict[str, Any]:
    """The fields of the record at the version the person had seen."""
    base, was = fields_of(incident), {name: pair[0] for name, pair in conflict.theirs.items()}
    names = base.keys() - {"targets", "actors"}
    base |= {name: value for name, value in was.items() if name in names}
    if was.keys() & {"starts_on", "ends_on", "precision"}:
        base["when"] = period_of(
            _day(was.get("starts_on", incident.starts_on)),
            _day(was.get("ends_on", incident.ends_on)),
            str(was.get("precision", incident.precision)),
        )
    return base
