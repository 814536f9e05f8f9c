"""Giving up a draft that should not have been opened: it is closed with a reason, its mentions wait again."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.domain import lifecycle
from incidents.domain.errors import AccessDenied, RuleViolation
from incidents.domain.vocabulary import Act, Lifecycle
from incidents.models import Incident, User

from . import access, portraits, verdicts, writing


def may_discard(user: User, incident: Incident) -> bool:
    """Whether the person may discard this very draft: its author may, and whoever may publish."""
    return access.can(user, Act.DISCARD) and (
        user.pk == incident.author_id or access.can(user, Act.PUBLISH)
    )


@transaction.atomic
def discard(incident: Incident, *, by: User, seen_version: int, reason: str) -> Incident:
    """Close a draft for good, at the version seen; every mention of it goes back into the queue.

    One in review is sent back first, and what is public is retracted instead. Nothing is deleted: the
    record stays in the workspace under its number, which is not given again.
    """
    access.require_act(by, Act.DISCARD)
    current = writing.lock_with_evidence(incident, by=by, seen_version=seen_version)
    if not may_discard(by, current):
        raise AccessDenied(_("Its author or an editor may discard a draft."), reason="forbidden")
    if not reason.strip():
        raise RuleViolation(_("Say why it is discarded."), reason="note")
    act = lifecycle.step(current.lifecycle, Lifecycle.DISCARDED)
    before, batch = portraits.of_incident(current), uuid4()
    for mention in current.mentions.select_related("article").order_by("pk"):
        access.require_visible(by, mention=mention)
        verdicts.back_to_queue(mention, by=by, reason=reason, act=act, batch=batch)
    writing.write(current, {"lifecycle": Lifecycle.DISCARDED.value})
    writing.record_change(act, current, before, by=by, reason=reason, batch=batch)
    return current
