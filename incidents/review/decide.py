"""Deciding on mentions: accept, correct, reject, reopen, add; many at once and undo from here too."""

from __future__ import annotations

from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain.changes import MentionChanges
from incidents.domain.errors import RuleViolation
from incidents.domain.priority import priority
from incidents.domain.vocabulary import Act, MentionState
from incidents.models import Article, Incident, Mention, User

from . import access, audit, fields, portraits, verdicts, writing
from .bulk import Preview, accept_many, assign_many, preview_many, reject_many
from .undo import undo_last

__all__ = [
    "Preview",
    "accept",
    "accept_many",
    "add_mention",
    "assign_many",
    "correct",
    "preview_many",
    "reject",
    "reject_many",
    "reopen",
    "undo_last",
]


@transaction.atomic
def accept(
    mention: Mention,
    *,
    by: User,
    seen_version: int,
    corrections: MentionChanges | None = None,
    incident: Incident | None = None,
) -> Mention:
    """Accept a waiting mention, corrected where `corrections` says so, and attach it to `incident`.

    Raises AccessDenied, EditConflict (another version than `seen_version`), RuleViolation. A claim of
    another person does not stop it: claims keep people out of each other's way, versions keep order.
    """
    access.require_act(by, Act.ACCEPT)
    current = writing.lock_mention(mention, by=by, seen_version=seen_version, mine=corrections)
    heir = writing.lock_incident(incident, by=by, seen_version=None) if incident else None
    return verdicts.accept(
        current, by=by, corrections=corrections, incident=heir, batch=uuid4() if heir else None
    )


@transaction.atomic
def correct(
    mention: Mention, *, by: User, seen_version: int, changes: MentionChanges, reason: str = ""
) -> Mention:
    """Change fields of a waiting or accepted mention that is not public; errors as `accept`."""
    access.require_act(by, Act.CORRECT)
    current = writing.lock_mention(mention, by=by, seen_version=seen_version, mine=changes)
    if current.state not in (MentionState.WAITING, MentionState.ACCEPTED):
        raise RuleViolation(_("Reopen it before you correct it."), reason="state")
    return verdicts.correct(current, changes, by=by, reason=reason)


@transaction.atomic
def reject(
    mention: Mention, *, by: User, seen_version: int, reason: str, note: str = ""
) -> Mention:
    """Reject a waiting mention for a listed reason (RejectionReason); `other` needs a note."""
    access.require_act(by, Act.REJECT)
    current = writing.lock_mention(
        mention, by=by, seen_version=seen_version, mine={"rejection": reason}
    )
    return verdicts.reject(current, by=by, reason=reason, note=note)


@transaction.atomic
def reopen(mention: Mention, *, by: User, seen_version: int, reason: str = "") -> Mention:
    """Put a decided mention back into the queue; refused while it is public."""
    access.require_act(by, Act.REOPEN)
    current = writing.lock_mention(mention, by=by, seen_version=seen_version)
    return verdicts.reopen(current, by=by, reason=reason)


@transaction.atomic
def add_mention(
    article: Article,
    *,
    by: User,
    start: int,
    end: int,
    kind: str,
    category: str,
    status: str,
    more: MentionChanges | None = None,
    incident: Incident | None = None,
) -> Mention:
    """Add a mention that extraction missed, accepted by the one who adds it; `more` as corrections."""
    access.require_act(by, Act.ADD)
    day = article.published_on or timezone.localdate(article.received_at)
    mention = Mention(
        article=article,
        kind=kind,
        category=category,
        status=status,
        start=start,
        end=end,
        evidence=fields.quoted(article.text, start, end),
        confidence=1.0,
        reported_on=day,
        priority=priority(day, relevance=1.0, confidence=1.0).points,
        version=0,
    )
    access.require_visible(by, mention=mention)
    fields.agree({}, mention)
    try:
        with transaction.atomic():
            mention.save(force_insert=True)
    except IntegrityError:
        raise RuleViolation(
            _("This article has such a mention at this place already."), reason="repeated"
        ) from None
    heir = writing.lock_incident(incident, by=by, seen_version=None) if incident else None
    batch = uuid4()
    audit.record(
        who=by,
        act=Act.ADD,
        model="mention",
        object_id=mention.pk,
        after=portraits.of_mention(mention),
        batch=batch,
    )
    return verdicts.accept(mention, by=by, corrections=more, incident=heir, batch=batch)
