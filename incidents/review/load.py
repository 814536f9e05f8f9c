"""Records that come in a file, already checked by an editorial desk: loaded by the rules of review."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain import lifecycle
from incidents.domain.changes import CitationFields, IncidentChanges
from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import Act, Lifecycle, Role
from incidents.models import Citation, Incident, IncidentLink, User

from . import approval, audit, fields, portraits, writing
from .incidents import create

AUTHOR, APPROVER = "starter", "editors"


@transaction.atomic
def load_record(
    *,
    key: str,
    changes: IncidentChanges,
    citations: Sequence[CitationFields],
    links: Sequence[tuple[str, str]] = (),
) -> tuple[Incident, bool]:
    """Create one published record from a file and whether it is new; one with this `key` is left as it is.

    key: stable in its file, kept as `source_key`. links: (kind, key of a record loaded before). The record
    is written by one system account and approved by another, neither of which can log in.
    """
    if (known := Incident.objects.filter(source_key=key).first()) is not None:
        return known, False
    author, approver = system_people()
    incident = create(changes, author=author, source_key=key)
    Citation.objects.bulk_create(
        Citation(incident=incident, **fields.citation_columns(citation)) for citation in citations
    )
    for kind, other in links:
        _link(incident, kind, other)
    approval.require_complete(incident)
    for following in (Lifecycle.IN_REVIEW, Lifecycle.PUBLISHED):
        lifecycle.step(incident.lifecycle, following)
        incident.lifecycle = following
    writing.write(
        incident,
        {
            "lifecycle": Lifecycle.PUBLISHED,
            "approver": approver,
            "approved_version": incident.version,
            "published_at": timezone.now(),
        },
    )
    audit.record(
        who=approver,
        act=Act.IMPORT,
        model="incident",
        object_id=incident.pk,
        after=portraits.of_incident(incident),
        reason=f"{key}; {author.get_username()}",
    )
    return incident, True


def system_people() -> tuple[User, User]:
    """The two accounts that loaded records are written and approved by; made at the first call."""
    people = []
    for name, role in ((AUTHOR, Role.ANALYST), (APPROVER, Role.EDITOR)):
        person, is_new = User.objects.get_or_create(username=name)
        if is_new:
            person.set_unusable_password()
            person.save(update_fields=["password"])
            person.groups.add(Group.objects.get(name=role.value))
        people.append(person)
    return people[0], people[1]


def _link(incident: Incident, kind: str, other: str) -> None:
    target = Incident.objects.filter(source_key=other).first()
    if target is None:
        raise RuleViolation(_("Not known: %s") % other, reason="unknown")
    fields.check_link(incident, target, kind)
    IncidentLink.objects.create(source=incident, target=target, kind=kind)
