"""Changes to published records: proposed by one person, published by another, kept for the public to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain.changes import CitationFields, IncidentChanges, MentionChanges
from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import PUBLIC_LIFECYCLES, Act, Lifecycle
from incidents.models import Correction, Incident, Mention, User
from incidents.models.incidents import CorrectionState

from . import access, approval, audit, patches, portraits, writing


@transaction.atomic
def propose_correction(
    incident: Incident,
    *,
    by: User,
    seen_version: int,
    reason: str,
    changes: IncidentChanges | None = None,
    mentions: Mapping[int, MentionChanges] | None = None,
    withdraw: Sequence[int] = (),
    citations: Sequence[CitationFields] = (),
    links: Sequence[tuple[str, str]] = (),
) -> Correction:
    """Propose a change to a published record; nothing public changes until another person applies it.

    changes: fields of the record. mentions: {key of an attached mention: corrections}. withdraw: keys of
    public mentions to take out. citations: sources to add. links: (kind, public id) to add.
    """
    access.require_act(by, Act.PROPOSE_CORRECTION)
    current = writing.lock_incident(incident, by=by, seen_version=seen_version, mine=changes)
    if current.lifecycle not in PUBLIC_LIFECYCLES:
        raise RuleViolation(_("Only published records take corrections."), reason="lifecycle")
    if not reason.strip():
        raise RuleViolation(_("Say why; the public will read it."), reason="note")
    patch = {
        **patches.of_fields(current, changes or {}),
        **patches.of_mentions(current, mentions or {}, withdraw),
        **patches.of_citations(current, citations),
        **patches.of_links(current, links),
    }
    if not patch:
        raise RuleViolation(_("Nothing would change."), reason="nothing")
    correction = Correction.objects.create(
        incident=current, seen_version=seen_version, changes=patch, reason=reason, author=by
    )
    audit.record(
        who=by,
        act=Act.PROPOSE_CORRECTION,
        model="incident",
        object_id=current.pk,
        after={"correction": correction.pk, "changes": patch},
        reason=reason,
    )
    return correction


@transaction.atomic
def apply_correction(correction: Correction, *, by: User, seen_version: int) -> Incident:
    """Publish a proposed correction; `seen_version` is the record's as the second person saw it.

    Raises EditConflict also where what it would change is no longer as it was when it was proposed.
    """
    access.require_act(by, Act.PUBLISH_CORRECTION)
    incident = _lock_all(correction, by=by, seen_version=seen_version)
    pending = Correction.objects.select_for_update(no_key=True).get(pk=correction.pk)
    _require_pending(pending)
    if by.pk == pending.author_id:
        raise approval.own_words()
    before = portraits.of_incident(incident)
    patches.require_unchanged(incident, pending.changes, seen=pending.seen_version)
    columns = patches.apply(incident, pending.changes, by=by)
    columns |= {"lifecycle": Lifecycle.CORRECTED, "approved_version": incident.version}
    writing.write(incident, columns)
    approval.require_complete(incident)
    pending.state = CorrectionState.APPLIED
    pending.approver, pending.decided_at = by, timezone.now()
    pending.save(update_fields=["state", "approver", "decided_at"])
    writing.record_change(Act.PUBLISH_CORRECTION, incident, before, by=by, reason=pending.reason)
    return incident


@transaction.atomic
def decline_correction(correction: Correction, *, by: User, reason: str) -> Correction:
    """Decline a proposed correction; its author may take back their own."""
    access.require_act(by, Act.PROPOSE_CORRECTION)
    incident = writing.locked_incident(correction.incident_id)
    access.require_visible(by, incident=incident)
    pending = Correction.objects.select_for_update(no_key=True).get(pk=correction.pk)
    _require_pending(pending)
    if by.pk != pending.author_id:
        access.require_act(by, Act.DECLINE_CORRECTION)
    if not reason.strip():
        raise RuleViolation(_("Say why."), reason="note")
    pending.state = CorrectionState.DECLINED
    pending.approver, pending.decided_at = by, timezone.now()
    pending.save(update_fields=["state", "approver", "decided_at"])
    audit.record(
        who=by,
        act=Act.DECLINE_CORRECTION,
        model="incident",
        object_id=incident.pk,
        before={"correction": pending.pk, "changes": pending.changes},
        reason=reason,
    )
    return pending


def _require_pending(correction: Correction) -> None:
    if correction.state != CorrectionState.PROPOSED:
        raise RuleViolation(_("This correction is decided already."), reason="state")


def _lock_all(correction: Correction, *, by: User, seen_version: int) -> Incident:
    """The mentions it touches, then its record: the order in which every act locks."""
    keys = patches.mention_keys(correction.changes)
    list(Mention.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    heirs = patches.heirs(correction.changes)
    both = Q(pk=correction.incident_id) | Q(public_id__in=heirs)
    list(Incident.objects.select_for_update(no_key=True).filter(both).order_by("pk"))
    return writing.lock_incident(correction.incident, by=by, seen_version=seen_version)
