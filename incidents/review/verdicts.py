"""What deciding does to one mention that is locked already; `decide` and `bulk` are the doors to it."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain.changes import MentionChanges
from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import (
    PUBLIC_LIFECYCLES,
    Act,
    MentionState,
    RejectionReason,
)
from incidents.models import Correction, Incident, Mention, MentionEntity, User
from incidents.models.incidents import CorrectionState

from . import fields, portraits, writing

_FREE: dict[str, object] = {"claimed_by": None, "claimed_until": None}


def accept(
    mention: Mention,
    *,
    by: User,
    corrections: MentionChanges | None = None,
    incident: Incident | None = None,
    batch: UUID | None = None,
) -> Mention:
    """Accept a waiting mention, with corrections, and attach it to a locked incident if one is given."""
    require_state(mention, MentionState.WAITING)
    before = portraits.of_mention(mention)
    columns = _FREE | {
        "state": MentionState.ACCEPTED,
        "decided_by": by,
        "decided_at": timezone.now(),
    }
    _change(mention, columns, corrections)
    writing.record_change(Act.ACCEPT, mention, before, by=by, batch=batch)
    if incident is not None:
        attach(mention, incident, by=by, batch=batch)
    return mention


def correct(
    mention: Mention, changes: MentionChanges, *, by: User, reason: str = "", act: Act = Act.CORRECT
) -> Mention:
    """Change fields of a mention that is not public; whoever corrects an accepted one answers for it."""
    if mention.published_at is not None:
        raise _is_public()
    before = portraits.of_mention(mention)
    columns: dict[str, object] = {}
    if mention.state == MentionState.ACCEPTED:
        columns = {"decided_by": by, "decided_at": timezone.now()}
    _change(mention, columns, changes)
    writing.record_change(act, mention, before, by=by, reason=reason)
    touch(mention.incident, by=by, act=act)
    return mention


def reject(
    mention: Mention, *, by: User, reason: str, note: str = "", batch: UUID | None = None
) -> Mention:
    """Reject a waiting mention for one of the listed reasons; `other` needs a note."""
    require_state(mention, MentionState.WAITING)
    if reason not in RejectionReason.values:
        raise RuleViolation(_("No such reason for rejection."), reason="reason")
    if reason == RejectionReason.OTHER and not note.strip():
        raise RuleViolation(_("Say in the note why it is rejected."), reason="note")
    before = portraits.of_mention(mention)
    columns = _FREE | {
        "state": MentionState.REJECTED,
        "rejection": reason,
        "decided_by": by,
        "decided_at": timezone.now(),
    }
    writing.write(mention, columns)
    writing.record_change(Act.REJECT, mention, before, by=by, reason=note, batch=batch)
    return mention


def reopen(mention: Mention, *, by: User, reason: str = "", act: Act = Act.REOPEN) -> Mention:
    """Put a decided mention back into the queue; it leaves its incident, unless it is public there."""
    incident = mention.incident
    back_to_queue(mention, by=by, reason=reason, act=act)
    touch(incident, by=by, act=Act.DETACH, gone=mention)
    return mention


def back_to_queue(
    mention: Mention, *, by: User, reason: str, act: Act, batch: UUID | None = None
) -> None:
    """What `reopen` does to the mention alone; the caller answers for the incident that it leaves."""
    if mention.state not in (MentionState.ACCEPTED, MentionState.REJECTED, MentionState.WITHDRAWN):
        raise RuleViolation(_("This mention waits for review already."), reason="state")
    if mention.published_at is not None:
        raise _is_public()
    before = portraits.of_mention(mention)
    columns: dict[str, object] = {
        "state": MentionState.WAITING,
        "rejection": "",
        "decided_by": None,
        "decided_at": None,
        "incident": None,
    }
    writing.write(mention, columns)
    writing.record_change(act, mention, before, by=by, reason=reason, batch=batch)


def attach(mention: Mention, incident: Incident, *, by: User, batch: UUID | None = None) -> Mention:
    """Tie an accepted mention to a locked, open incident of its kind.

    At a public incident it stays unseen until a second person publishes the correction made here.
    """
    require_state(mention, MentionState.ACCEPTED)
    writing.require_open(incident)
    if mention.incident_id is not None:
        raise RuleViolation(_("It is attached already: detach it first."), reason="attached")
    if mention.kind != incident.kind:
        raise RuleViolation(
            _("A mention can only attest an incident of its own kind."), reason="kind"
        )
    before, incident_before = portraits.of_mention(mention), portraits.of_incident(incident)
    writing.write(mention, {"incident": incident})
    writing.write(incident, {})
    writing.record_change(Act.ATTACH, mention, before, by=by, batch=batch)
    writing.record_change(Act.ATTACH, incident, incident_before, by=by, batch=batch)
    if incident.lifecycle in PUBLIC_LIFECYCLES:
        Correction.objects.create(
            incident=incident,
            seen_version=incident.version,
            changes={f"mention:{mention.pk}": [None, "public"]},
            reason=_("A further report"),
            author=by,
        )
    return mention


def detach(mention: Mention, *, by: User, act: Act = Act.DETACH) -> Mention:
    """Untie a mention that is not public from its incident."""
    if mention.incident is None:
        raise RuleViolation(_("It is not attached to an incident."), reason="attached")
    if mention.published_at is not None:
        raise _is_public()
    before, incident = portraits.of_mention(mention), mention.incident
    writing.write(mention, {"incident": None})
    writing.record_change(act, mention, before, by=by)
    touch(incident, by=by, act=Act.DETACH, gone=mention)
    return mention


def touch(incident: Incident | None, *, by: User, act: Act, gone: Mention | None = None) -> None:
    """Take an incident one version up because its evidence changed, so that no stale approval holds."""
    if incident is None:
        return
    before = portraits.of_incident(incident)
    if gone is not None:
        _withdraw_offer(gone, incident, by=by)
        before["mentions"] = sorted([*incident.mentions.values_list("pk", flat=True), gone.pk])
    writing.write(incident, {})
    writing.record_change(act, incident, before, by=by)


def _withdraw_offer(mention: Mention, incident: Incident, *, by: User) -> None:
    """Close the correction that would have let out a mention which left its incident."""
    Correction.objects.filter(
        incident=incident,
        state=CorrectionState.PROPOSED,
        changes={f"mention:{mention.pk}": [None, "public"]},
    ).update(state=CorrectionState.DECLINED, approver=by, decided_at=timezone.now())


def require_state(mention: Mention, state: MentionState) -> None:
    """Raise RuleViolation unless the mention is in `state`."""
    if mention.state != state:
        raise RuleViolation(
            _("This mention is in another state: %s.") % mention.get_state_display(), reason="state"
        )


def _change(mention: Mention, columns: dict[str, object], changes: MentionChanges | None) -> None:
    changes = changes or {}
    if changes.get("kind", mention.kind) != mention.kind and mention.incident_id:
        raise RuleViolation(_("Detach it before you change its kind."), reason="kind")
    columns = columns | fields.mention_columns(mention, changes)
    try:
        with transaction.atomic():
            writing.write(mention, columns)
    except IntegrityError as error:
        if "mention_once_per_span" not in str(error):
            raise
        raise RuleViolation(
            _("This article has such a mention at this place already."), reason="repeated"
        ) from None
    for role, key in ((MentionEntity.Role.TARGET, "targets"), (MentionEntity.Role.ACTOR, "actors")):
        if key in changes:
            writing.name_all(mention, role, changes[key])  # type: ignore[literal-required] # both are keys
    if "reported_by" in changes:
        writing.name_all(mention, MentionEntity.Role.SPEAKER, [changes["reported_by"]])


def _is_public() -> RuleViolation:
    return RuleViolation(_("This statement is public: propose a correction."), reason="published")
