"""Incidents, brought to their state by the acts of review."""

from __future__ import annotations

from typing import Any

from factory.declarations import Sequence
from factory.django import DjangoModelFactory

from incidents.domain.changes import IncidentChanges
from incidents.models import Citation, Incident, Mention, User
from incidents.review import incidents, publish

from .mentions import MentionFactory

FIELDS: IncidentChanges = {
    "kind": "attack",
    "category": "unspecified",
    "status": "occurred",
    "title": "Serangan siber pada sistem KPU",
    "title_en": "Cyber attacks on the commission's systems",
}


class CitationFactory(DjangoModelFactory[Citation]):
    """A source cited by address; `incident` must be given."""

    class Meta:
        model = Citation

    url = Sequence(lambda n: f"https://arsip.example/{n}")
    outlet = "Arsip"


def make_draft(by: User, *, mention: Mention | None = None, **changes: Any) -> Incident:
    """A draft opened by `by` from a waiting mention (a new one unless given), which is accepted."""
    fields: IncidentChanges = {**FIELDS, **changes}  # type: ignore[typeddict-item] # fields by name
    if mention is None:
        mention = MentionFactory.create(
            kind=fields["kind"], category=fields["category"], status=fields["status"]
        )
    made = incidents.open_incident(
        by=by, mention=mention, seen_version=mention.version, changes=fields
    )
    return Incident.objects.get(pk=made.pk)


def make_in_review(by: User, *, mention: Mention | None = None, **changes: Any) -> Incident:
    """A record that waits for approval."""
    draft = make_draft(by, mention=mention, **changes)
    return publish.submit(draft, by=by, seen_version=draft.version)


def make_published(
    by: User, *, approver: User, mention: Mention | None = None, **changes: Any
) -> Incident:
    """A public record, written by `by` and approved by `approver`."""
    waiting = make_in_review(by, mention=mention, **changes)
    return publish.publish(waiting, by=approver, seen_version=waiting.version)
