"""Two records of one event become one, and one record of two events becomes two; addresses are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from incidents.domain import lifecycle
from incidents.domain.changes import IncidentChanges
from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import PUBLIC_LIFECYCLES, Act, Lifecycle
from incidents.models import Correction, Incident, IncidentLink, Mention, User

from . import access, approval, audit, portraits, writing
from .incidents import create


@transaction.atomic
def merge(
    source: Incident,
    into: Incident,
    *,
    by: User,
    seen_version: int,
    into_seen_version: int,
    reason: str = "",
) -> Incident:
    """Take `source` into `into`: mentions, sources and links move, its address leads there; returns `into`.

    Both are of one kind and not closed. A public record can only go into a public one; what an unpublished
    one brings into a public one waits there as a correction for a second person.
    """
    access.require_act(by, Act.MERGE)
    if source.pk == into.pk:
        raise RuleViolation(_("A record cannot be merged into itself."), reason="merge")
    list(Mention.objects.select_for_update(no_key=True).filter(incident=source).order_by("pk"))
    _lock_pair(source, into)
    gone = writing.lock_incident(source, by=by, seen_version=seen_version)
    heir = writing.lock_incident(into, by=by, seen_version=into_seen_version)
    _require_mergeable(gone, heir)
    befores = portraits.of_incident(gone), portraits.of_incident(heir)
    act = lifecycle.step(gone.lifecycle, Lifecycle.MERGED)
    unseen = gone.lifecycle not in PUBLIC_LIFECYCLES and heir.lifecycle in PUBLIC_LIFECYCLES
    moved = _move_mentions(gone, heir)
    if unseen:
        _offer(gone, heir, moved, by=by)
    else:
        _move_citations_and_links(gone, heir)
    Incident.objects.filter(merged_into=gone).update(merged_into=heir)
    writing.write(gone, {"lifecycle": Lifecycle.MERGED, "merged_into": heir})
    writing.write(heir, {})
    batch = uuid4()
    writing.record_change(act, gone, befores[0], by=by, reason=reason, batch=batch)
    writing.record_change(act, heir, befores[1], by=by, reason=reason, batch=batch)
    _record_moves(moved, gone, heir, act=act, by=by, batch=batch)
    return heir


@transaction.atomic
def split(
    incident: Incident,
    mentions: Sequence[Mention],
    *,
    by: User,
    seen_version: int,
    changes: IncidentChanges,
    reason: str = "",
) -> Incident:
    """Open a new draft from `changes` for some mentions of `incident`, and move them there.

    Public mentions stay where they are until a second person publishes the correction made for the move.
    """
    access.require_act(by, Act.SPLIT)
    keys = sorted(mention.pk for mention in mentions)
    list(Mention.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    current = writing.lock_incident(incident, by=by, seen_version=seen_version)
    writing.require_open(current)
    moving = list(current.mentions.filter(pk__in=keys).order_by("pk"))
    if not keys or [mention.pk for mention in moving] != keys:
        raise RuleViolation(
            _("Choose mentions that are attached to this record."), reason="unknown"
        )
    before = portraits.of_incident(current)
    part = create({**_inherited(current), **changes}, author=by)
    if part.kind != current.kind:
        raise RuleViolation(_("Both parts are of one kind."), reason="kind")
    public = [mention for mention in moving if mention.published_at is not None]
    batch = uuid4()
    moved = Mention.objects.filter(pk__in=keys, published_at__isnull=True)
    moved.update(incident=part, version=F("version") + 1)
    if public:
        _offer_move(current, part, public, by=by, reason=reason)
    else:
        _require_attested_if_public(current)
    writing.write(current, {})
    writing.record_change(Act.OPEN, part, {}, by=by, batch=batch)
    writing.record_change(Act.SPLIT, current, before, by=by, reason=reason, batch=batch)
    stayed = {mention.pk for mention in public}
    moved_keys = {m.pk: m.version for m in moving if m.pk not in stayed}
    _record_moves(moved_keys, current, part, act=Act.SPLIT, by=by, batch=batch)
    return part


def _lock_pair(one: Incident, other: Incident) -> None:
    rows = Incident.objects.select_for_update(no_key=True, of=("self",))
    list(rows.filter(pk__in=(one.pk, other.pk)).order_by("pk"))


def _require_mergeable(gone: Incident, heir: Incident) -> None:
    writing.require_open(gone)
    writing.require_open(heir)
    if gone.kind != heir.kind:
        raise RuleViolation(_("Only records of one kind can be merged."), reason="kind")
    if gone.lifecycle in PUBLIC_LIFECYCLES and heir.lifecycle not in PUBLIC_LIFECYCLES:
        raise RuleViolation(
            _("A published record can only go into a published one: its address stays public."),
            reason="merge",
        )
    if gone.tlp != heir.tlp:
        raise RuleViolation(_("Give both the same traffic-light label first."), reason="tlp")


def _move_mentions(gone: Incident, heir: Incident) -> dict[int, int]:
    """Keys of what moved, with the version each had."""
    keys = dict(gone.mentions.order_by("pk").values_list("pk", "version"))
    Mention.objects.filter(pk__in=keys).update(incident=heir, version=F("version") + 1)
    return keys


def _record_moves(
    moved: Mapping[int, int], left: Incident, joined: Incident, *, act: Act, by: User, batch: UUID
) -> None:
    """One decision for each mention {key: version it had} that went from one record to the other."""
    for key, version in moved.items():
        audit.record(
            who=by,
            act=act,
            model="mention",
            object_id=key,
            before={"incident": left.public_id, "version": version},
            after={"incident": joined.public_id, "version": version + 1},
            batch=batch,
        )


def _offer(gone: Incident, heir: Incident, moved: Iterable[int], *, by: User) -> None:
    """What an unpublished record brings, as a correction of the public one."""
    cited = set(heir.citations.values_list("url", flat=True))
    patch: dict[str, list[object]] = {f"mention:{key}": [None, "public"] for key in moved}
    for citation in gone.citations.exclude(url__in=cited):
        patch[f"citation:{citation.url}"] = [
            None,
            {
                "url": citation.url,
                "outlet": citation.outlet,
                "published_on": portraits.value(citation.published_on),
                "published_precision": citation.published_precision,
                "reported_by": citation.reported_by,
                "weak": citation.weak,
                "note": citation.note,
            },
        ]
    if patch:
        Correction.objects.create(
            incident=heir,
            seen_version=heir.version,
            changes=patch,
            reason=_("Merged from %s") % gone.public_id,
            author=by,
        )


def _offer_move(
    current: Incident, part: Incident, public: Sequence[Mention], *, by: User, reason: str
) -> None:
    Correction.objects.create(
        incident=current,
        seen_version=current.version,
        changes={f"mention:{m.pk}": ["public", part.public_id] for m in public},
        reason=reason or _("Another event: moved to %s") % part.public_id,
        author=by,
    )


def _move_citations_and_links(gone: Incident, heir: Incident) -> None:
    cited = heir.citations.values_list("url", flat=True)
    gone.citations.exclude(url__in=list(cited)).update(incident=heir)
    for link in IncidentLink.objects.filter(Q(source=gone) | Q(target=gone)):
        source = heir if link.source_id == gone.pk else link.source
        target = heir if link.target_id == gone.pk else link.target
        if source.pk != target.pk:
            IncidentLink.objects.get_or_create(source=source, target=target, kind=link.kind)
        link.delete()


def _require_attested_if_public(incident: Incident) -> None:
    if incident.lifecycle in PUBLIC_LIFECYCLES:
        approval.require_complete(incident)


def _inherited(incident: Incident) -> IncidentChanges:
    inherited: IncidentChanges = {
        "kind": incident.kind,
        "category": incident.category,
        "status": incident.status,
        "title": incident.title,
        "tlp": incident.tlp,
        "elections": list(incident.elections.values_list("code", flat=True)),
    }
    return inherited
