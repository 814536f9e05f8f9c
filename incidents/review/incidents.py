"""Incidents and what attests them: open, edit, attach, detach, cite, link, the headline figure."""

from __future__ import annotations

from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from incidents.domain.changes import CitationFields, IncidentChanges
from incidents.domain.errors import RuleViolation
from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import Act, MentionState, Precision, Unit
from incidents.models import (
    Citation,
    Incident,
    IncidentLink,
    Mention,
    MentionEntity,
    PublicNumber,
    User,
)

from . import access, fields, portraits, verdicts, wording, writing
from .claims import claims, figure_range

__all__ = [
    "attach",
    "choose_headline",
    "cite",
    "claims",
    "detach",
    "edit_incident",
    "figure_range",
    "link",
    "open_incident",
    "prefilled",
    "unlink",
]


@transaction.atomic
def open_incident(
    *,
    by: User,
    changes: IncidentChanges | None = None,
    mention: Mention | None = None,
    seen_version: int | None = None,
) -> Incident:
    """Open a draft from `changes`, and from `mention` where they say nothing; the mention is attached.

    A waiting mention is accepted by the same person. kind, category, status and title must be known in the
    end. `seen_version` is the mention's and needed with it.
    """
    access.require_act(by, Act.OPEN)
    current = None
    if mention is not None:
        if seen_version is None:
            raise RuleViolation(_("Say which version of the mention was seen."), reason="version")
        current = writing.lock_mention(mention, by=by, seen_version=seen_version)
    wanted: IncidentChanges = {**(prefilled(current) if current else {}), **(changes or {})}
    incident = create(wanted, author=by)
    writing.record_change(Act.OPEN, incident, {}, by=by)
    if current is not None:
        batch = uuid4()
        if current.state == MentionState.WAITING:
            verdicts.accept(current, by=by, incident=incident, batch=batch)
        else:
            verdicts.attach(current, incident, by=by, batch=batch)
    return incident


def create(wanted: IncidentChanges, *, author: User, source_key: str | None = None) -> Incident:
    """Insert a draft without recording it; the acts that call this record what they did."""
    blank = Incident(author=author, source_key=source_key)
    columns = fields.incident_columns(blank, wanted)
    if not columns.get("title"):
        raise RuleViolation(_("An incident needs a title."), reason="title")
    lists = fields.incident_lists(wanted)
    starts = wanted.get("when")
    incident = Incident(author=author, source_key=source_key, **columns)
    incident.slug = slugify(incident.title_en or incident.title)[:80].strip("-")
    incident.public_id = next_public_id(starts.start.year if starts else timezone.localdate().year)
    incident.save(force_insert=True)
    wording.index(incident)
    for name, rows in lists.items():
        getattr(incident, name).set(rows)
    return incident


def next_public_id(year: int) -> str:
    """`YYYY-NNNN`, the next of the year; its row stays locked until commit, so no number is lost or given twice."""
    PublicNumber.objects.bulk_create([PublicNumber(year=year)], ignore_conflicts=True)
    number = PublicNumber.objects.select_for_update().get(year=year)
    number.last += 1
    number.save(update_fields=["last"])
    return f"{year}-{number.last:04d}"


def prefilled(mention: Mention) -> IncidentChanges:
    """The fields of a new incident as one mention suggests them; for a form or for `open_incident`."""
    names = mention.names.filter(entity__isnull=False).select_related("entity")
    keys = {
        role: [name.entity.key for name in names if name.role == role and name.entity]
        for role in (MentionEntity.Role.TARGET, MentionEntity.Role.ACTOR)
    }
    written = {
        role: ", ".join(mention.names.filter(role=role).values_list("text", flat=True))[:300]
        for role in keys
    }
    changes: IncidentChanges = {
        "kind": mention.kind,
        "category": mention.category,
        "status": mention.status,
        "title": (mention.article.title or mention.evidence)[:200],
        "when": _when(mention),
        "figure": _figure(mention),
        "elections": [mention.election.code] if mention.election else [],
        "places": [mention.place.code] if mention.place else [],
        "targets": keys[MentionEntity.Role.TARGET],
        "actors": keys[MentionEntity.Role.ACTOR],
        "target_text": written[MentionEntity.Role.TARGET],
        "actor_text": written[MentionEntity.Role.ACTOR],
    }
    return changes


@transaction.atomic
def edit_incident(
    incident: Incident,
    *,
    by: User,
    seen_version: int,
    changes: IncidentChanges,
    reason: str = "",
    act: Act = Act.EDIT,
) -> Incident:
    """Change fields of a draft or a record in review; a published one takes corrections instead."""
    access.require_act(by, act)
    current = writing.lock_incident(incident, by=by, seen_version=seen_version, mine=changes)
    writing.require_draft(current)
    before = portraits.of_incident(current)
    columns = fields.incident_columns(current, changes)
    if columns.get("title", current.title) == "":
        raise RuleViolation(_("An incident needs a title."), reason="title")
    lists = fields.incident_lists(changes)
    if "kind" in changes and changes["kind"] != current.kind and current.mentions.exists():
        raise RuleViolation(_("Detach its mentions before you change its kind."), reason="kind")
    writing.write(current, columns)
    for name, rows in lists.items():
        getattr(current, name).set(rows)
    writing.record_change(act, current, before, by=by, reason=reason)
    return current


@transaction.atomic
def attach(mention: Mention, incident: Incident, *, by: User, seen_version: int) -> Mention:
    """Tie an accepted mention (at the version seen) to an incident of its kind.

    At a published incident it stays unseen until a second person publishes the correction made for it.
    """
    access.require_act(by, Act.ATTACH)
    current = writing.lock_mention(mention, by=by, seen_version=seen_version)
    heir = writing.lock_incident(incident, by=by, seen_version=None)
    return verdicts.attach(current, heir, by=by, batch=uuid4())


@transaction.atomic
def detach(mention: Mention, *, by: User, seen_version: int) -> Mention:
    """Untie a mention from its incident; refused while it is public there."""
    access.require_act(by, Act.DETACH)
    current = writing.lock_mention(mention, by=by, seen_version=seen_version)
    return verdicts.detach(current, by=by)


@transaction.atomic
def cite(incident: Incident, *, by: User, seen_version: int, citation: CitationFields) -> Citation:
    """Cite a source by address for a draft; a published record takes it as a correction."""
    access.require_act(by, Act.CITE)
    current = writing.lock_incident(incident, by=by, seen_version=seen_version)
    writing.require_draft(current)
    before = portraits.of_incident(current)
    try:
        with transaction.atomic():
            cited = Citation.objects.create(incident=current, **fields.citation_columns(citation))
    except IntegrityError:
        raise RuleViolation(_("This address is cited already."), reason="repeated") from None
    writing.write(current, {})
    writing.record_change(Act.CITE, current, before, by=by)
    return cited


@transaction.atomic
def uncite(citation: Citation, *, by: User, seen_version: int) -> Incident:
    """Take a cited source out of a draft."""
    access.require_act(by, Act.CITE)
    current = writing.lock_incident(citation.incident, by=by, seen_version=seen_version)
    writing.require_draft(current)
    before = portraits.of_incident(current)
    current.citations.filter(pk=citation.pk).delete()
    writing.write(current, {})
    writing.record_change(Act.EDIT, current, before, by=by)
    return current


@transaction.atomic
def link(
    source: Incident, target: Incident, *, kind: str, by: User, seen_version: int
) -> IncidentLink:
    """Say that `source`, a draft at the version seen, mitigates, is part of or is related to `target`."""
    access.require_act(by, Act.LINK)
    current = writing.lock_incident(source, by=by, seen_version=seen_version)
    writing.require_draft(current)
    access.require_visible(by, incident=target)
    fields.check_link(current, target, kind)
    before = portraits.of_incident(current)
    made, is_new = IncidentLink.objects.get_or_create(source=current, target=target, kind=kind)
    if is_new:
        writing.write(current, {})
        writing.record_change(Act.LINK, current, before, by=by)
    return made


@transaction.atomic
def unlink(incident_link: IncidentLink, *, by: User, seen_version: int) -> Incident:
    """Take back what `link` said; `seen_version` is the source's."""
    access.require_act(by, Act.UNLINK)
    current = writing.lock_incident(incident_link.source, by=by, seen_version=seen_version)
    writing.require_draft(current)
    before = portraits.of_incident(current)
    current.links_out.filter(pk=incident_link.pk).delete()
    writing.write(current, {})
    writing.record_change(Act.UNLINK, current, before, by=by)
    return current


def choose_headline(
    incident: Incident, *, by: User, seen_version: int, mention: Mention | None, reason: str
) -> Incident:
    """Take one claim's figure as the headline figure and say why; None takes the figure away."""
    figure = _figure(mention) if mention else None
    if mention is not None and (figure is None or mention.incident_id != incident.pk):
        raise RuleViolation(_("This mention gives no figure for the incident."), reason="figure")
    if not reason.strip():
        raise RuleViolation(_("Say why this figure."), reason="note")
    changes: IncidentChanges = {"figure": figure, "figure_reason": reason[:300]}
    return edit_incident(
        incident, by=by, seen_version=seen_version, changes=changes, act=Act.HEADLINE
    )


def _figure(mention: Mention) -> Figure | None:
    if mention.figure_value is None:
        return None
    return Figure(
        mention.figure_value,
        mention.figure_approximate,
        Unit(mention.figure_unit),
        mention.figure_text,
    )


def _when(mention: Mention) -> Period | None:
    if mention.starts_on is None:
        return None
    return Period(
        mention.starts_on,
        mention.ends_on or mention.starts_on,
        Precision(mention.precision or Precision.DAY),
    )
