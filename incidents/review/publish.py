"""The road to the public: submit, send back, publish by a second person, correct in public, retract."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain import lifecycle
from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import Act, Lifecycle, MentionState
from incidents.models import Incident, User

from . import access, approval, portraits, writing
from .corrections import apply_correction, decline_correction, propose_correction

__all__ = [
    "apply_correction",
    "decline_correction",
    "propose_correction",
    "publish",
    "retract",
    "send_back",
    "submit",
]


@transaction.atomic
def submit(incident: Incident, *, by: User, seen_version: int) -> Incident:
    """Send a draft to review."""
    access.require_act(by, Act.SUBMIT)
    current = writing.lock_incident(incident, by=by, seen_version=seen_version)
    approval.require_complete(current)
    return _step(current, Lifecycle.IN_REVIEW, {}, by=by)


@transaction.atomic
def send_back(incident: Incident, *, by: User, seen_version: int, reason: str) -> Incident:
    """Return a record in review to its author, saying what is missing."""
    access.require_act(by, Act.RETURN)
    current = writing.lock_incident(incident, by=by, seen_version=seen_version)
    if not reason.strip():
        raise RuleViolation(_("Say what is missing."), reason="note")
    return _step(current, Lifecycle.DRAFT, {}, by=by, reason=reason)


@transaction.atomic
def publish(incident: Incident, *, by: User, seen_version: int) -> Incident:
    """Approve a record in review exactly as it was seen; its accepted mentions become public with it.

    Refused to its author and to whoever wrote in it last, without an accepted mention or cited source, and
    where evidence of a source kept for some groups would be shown more widely.
    """
    access.require_act(by, Act.PUBLISH)
    current = writing.lock_with_evidence(incident, by=by, seen_version=seen_version)
    approval.require_second_person(current, by)
    approval.require_complete(current)
    now = timezone.now()
    columns = {
        "approver": by,
        "approved_version": current.version,
        "published_at": current.published_at or now,
    }
    before = portraits.of_incident(current)
    accepted = current.mentions.filter(state=MentionState.ACCEPTED, published_at__isnull=True)
    accepted.update(published_at=now)
    return _step(current, Lifecycle.PUBLISHED, columns, by=by, before=before)


@transaction.atomic
def retract(incident: Incident, *, by: User, seen_version: int, reason: str) -> Incident:
    """Withdraw a published record; it stays at its address as retracted, with the reason shown."""
    access.require_act(by, Act.RETRACT)
    current = writing.lock_with_evidence(incident, by=by, seen_version=seen_version)
    if not reason.strip():
        raise RuleViolation(_("Say why; the public will read it."), reason="note")
    done = _step(current, Lifecycle.RETRACTED, {"retraction_reason": reason}, by=by, reason=reason)
    done.mentions.update(published_at=None)
    return done


def _step(
    current: Incident,
    following: Lifecycle,
    columns: dict[str, object],
    *,
    by: User,
    reason: str = "",
    before: dict[str, object] | None = None,
) -> Incident:
    act = lifecycle.step(current.lifecycle, following)
    before = before or portraits.of_incident(current)
    writing.write(current, {**columns, "lifecycle": following.value})
    writing.record_change(act, current, before, by=by, reason=reason)
    return current
