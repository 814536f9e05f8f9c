"""Locking and writing one mention or incident: only at the version that was seen, one step up each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import CLOSED_LIFECYCLES, PUBLIC_LIFECYCLES, Act, Lifecycle
from incidents.models import Incident, Mention, MentionEntity, User

from . import access, audit, fields, portraits, wording


def lock_mention(
    mention: Mention, *, by: User, seen_version: int, mine: Mapping[str, object] | None = None
) -> Mention:
    """The mention as it is now, its row and its incident's locked until commit.

    Raises AccessDenied where it is hidden from the person, EditConflict at another version.
    """
    current = (
        Mention.objects.select_for_update(no_key=True, of=("self",))
        .select_related("article", "incident", "election", "place")
        .get(pk=mention.pk)
    )
    if current.incident_id:  # whoever changes its evidence waits for whoever publishes it
        current.incident = locked_incident(current.incident_id)
    access.require_visible(by, mention=current)
    if current.version != seen_version:
        raise portraits.conflict(current, seen=seen_version, mine=mine)
    return current


def lock_incident(
    incident: Incident,
    *,
    by: User,
    seen_version: int | None,
    mine: Mapping[str, object] | None = None,
) -> Incident:
    """The incident as it is now, locked until commit; `seen_version` None where only adding to it."""
    current = locked_incident(incident.pk)
    access.require_visible(by, incident=current)
    if seen_version is not None and current.version != seen_version:
        raise portraits.conflict(current, seen=seen_version, mine=mine)
    return current


def lock_with_evidence(incident: Incident, *, by: User, seen_version: int) -> Incident:
    """As `lock_incident`, with its mentions' rows locked first: the order in which every act locks.

    A mention that is attached in between takes the record one version up, so the version check sees it.
    """
    list(Mention.objects.select_for_update(no_key=True).filter(incident=incident).order_by("pk"))
    return lock_incident(incident, by=by, seen_version=seen_version)


def locked_incident(key: int) -> Incident:
    """The row, locked against other acts but not against foreign keys to it."""
    return Incident.objects.select_for_update(no_key=True, of=("self",)).get(pk=key)


def write(subject: Mention | Incident, columns: Mapping[str, object]) -> None:
    """Write columns at the version that `subject` carries and take it one version up, or EditConflict."""
    manager = Mention.objects if isinstance(subject, Mention) else Incident.objects
    written = manager.filter(pk=subject.pk, version=subject.version).update(
        **columns, version=subject.version + 1
    )
    if written != 1:
        seen = subject.version
        subject.refresh_from_db(fields=["version"])
        raise portraits.conflict(subject, seen=seen, mine=columns)
    for name, value in columns.items():
        setattr(subject, name, value)
    subject.version += 1
    if isinstance(subject, Incident) and not wording.WORDED.isdisjoint(columns):
        wording.index(subject)


def name_all(mention: Mention, role: str, texts: Sequence[str]) -> None:
    """Replace the names that a mention has in one role; known ones are tied to their entity."""
    wanted = list(dict.fromkeys(text.strip()[:200] for text in texts if text.strip()))
    known = fields.entities_named(wanted)
    mention.names.filter(role=role).exclude(text__in=wanted).delete()
    have = set(mention.names.filter(role=role).values_list("text", flat=True))
    MentionEntity.objects.bulk_create(
        MentionEntity(mention=mention, role=role, text=text, entity=known.get(text))
        for text in wanted
        if text not in have
    )


def record_change(
    act: Act,
    subject: Mention | Incident,
    before: Mapping[str, object],
    *,
    by: User,
    reason: str = "",
    batch: UUID | None = None,
) -> None:
    """Append the decision that `subject` went from the portrait `before` to what it is now."""
    portrait = (
        portraits.of_mention(subject)
        if isinstance(subject, Mention)
        else portraits.of_incident(subject)
    )
    was, now = portraits.difference(before, portrait)
    audit.record(
        who=by,
        act=act,
        model=portraits.name_of(subject),
        object_id=subject.pk,
        before=was,
        after=now,
        reason=reason,
        batch=batch,
    )


def require_draft(incident: Incident) -> None:
    """Raise RuleViolation unless the record may be edited directly: a public one takes corrections."""
    if incident.lifecycle in PUBLIC_LIFECYCLES:
        raise RuleViolation(
            _("This record is published: propose a correction."), reason="published"
        )
    if incident.lifecycle not in (Lifecycle.DRAFT, Lifecycle.IN_REVIEW):
        raise RuleViolation(
            _("This record is closed: it was retracted, merged or discarded."), reason="closed"
        )


def require_open(incident: Incident) -> None:
    """Raise RuleViolation for records that were retracted, merged or discarded."""
    if incident.lifecycle in CLOSED_LIFECYCLES:
        raise RuleViolation(
            _("This record is closed: it was retracted, merged or discarded."), reason="closed"
        )
