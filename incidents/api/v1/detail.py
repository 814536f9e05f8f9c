"""Single objects as the API tells them; what is hidden from the person is not found."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from incidents.domain.masking import masked
from incidents.domain.records import Claim
from incidents.domain.vocabulary import Role
from incidents.insights.numbers import SHOWN_KINDS, numbers
from incidents.models import Article, Election, Incident, IncidentLink, Mention, User
from incidents.models.counts import CountScope
from incidents.models.incidents import CorrectionState
from incidents.review import access
from incidents.review.claims import claims

from . import rows

Reader = Any  # a User, or Django's AnonymousUser


def _inside(user: Reader) -> bool:
    return isinstance(user, User) and user.has_role(Role.ANALYST)


def incident(user: Reader, public_id: str) -> rows.Row:
    """The record with its claims, links and corrections; a retracted one bare, with the reason."""
    visible = access.visible_incidents(user)
    if not _inside(user):
        visible = visible | Incident.objects.addressable()
    row = rows.incidents(visible.filter(public_id=public_id)).first()
    if row is None:
        raise Http404(public_id)
    record = Incident.objects.select_related("merged_into").get(pk=row["id"])
    closed = {
        "merged_into": record.merged_into.public_id if record.merged_into else None,
        "retraction_reason": record.retraction_reason,
    }
    if not _inside(user) and not Incident.objects.public().filter(pk=record.pk).exists():
        bare = {name: row[name] for name in row} | _BLANK
        return rows.incident(bare) | closed | {"claims": [], "links": [], "corrections": []}
    found = claims(record, public_only=not _inside(user))
    return {
        **rows.incident(row),
        **closed,
        "claims": [_claim(claim, inside=_inside(user)) for claim in found],
        "links": _links(record, user),
        "corrections": [
            {"on": on, "reason": reason, "changes": changes}
            for on, reason, changes in record.corrections.filter(
                state=CorrectionState.APPLIED
            ).values_list("decided_at", "reason", "changes")
        ],
    }


# A record that left the public keeps its address, but no longer says anything.
_BLANK: rows.Row = {
    "title": "", "title_en": "", "summary": "", "summary_en": "", "note": "", "note_en": "",
    "target_text": "", "actor_text": "", "figure_value": None, "starts_on": None, "ends_on": None,
    "precision": "", "election_codes": [], "target_keys": [], "actor_keys": [], "place_codes": [],
    "slug": "",
}  # fmt: skip


def _claim(claim: Claim, *, inside: bool) -> rows.Row:
    figure = claim.figure
    return {
        "mention": claim.mention,
        "status": claim.status,
        "speaker": claim.speaker,
        "outlet": claim.outlet,
        "url": claim.url,
        "published_on": claim.published_on,
        "evidence": claim.evidence if inside else masked(claim.evidence),
        "figure": {
            "value": figure.value,
            "approximate": figure.approximate,
            "unit": figure.unit,
            "text": figure.text,
        }
        if figure
        else None,
        "weak": claim.weak,
        "independent": claim.story,
    }


def _links(record: Incident, user: Reader) -> list[rows.Row]:
    visible = access.visible_incidents(user)
    links = IncidentLink.objects.order_by("id")
    outgoing = links.filter(source=record, target__in=visible)
    incoming = links.filter(target=record, source__in=visible)
    return [
        *({"kind": kind, "direction": "to", "incident": other}
          for kind, other in outgoing.values_list("kind", "target__public_id")),
        *({"kind": kind, "direction": "from", "incident": other}
          for kind, other in incoming.values_list("kind", "source__public_id")),
    ]  # fmt: skip


def mention(user: Reader, pk: int) -> rows.Row:
    """One mention; why it was extracted is told to analysts."""
    inside = _inside(user)
    row = rows.mentions(access.visible_mentions(user).filter(pk=pk)).first()
    if row is None:
        raise Http404(pk)
    why = Mention.objects.values_list("explanation", flat=True).get(pk=pk) if inside else []
    return {**rows.mention(row, inside=inside), "explanation": why}


def article(user: Reader, pk: int) -> rows.Row:
    """One article; its text is told to analysts."""
    row = rows.articles(access.visible_articles(user).filter(pk=pk)).first()
    if row is None:
        raise Http404(pk)
    text = {"text": Article.objects.values_list("text", flat=True).get(pk=pk)}
    return rows.article(row) | (text if _inside(user) else {})


def election(code: str) -> rows.Row:
    """One election with its calendar and the counts of its public records by shown kind."""
    found = get_object_or_404(Election, code=code)
    counted = numbers(CountScope.ELECTION, found.pk)
    return {
        "code": found.code,
        "name": found.name,
        "name_en": found.name_en,
        "country": found.country,
        "level": found.level,
        "polling_day": found.polling_day,
        "phases": list(found.phases.values("phase", "start", "end")),
        "records": {kind: counted.kinds[kind] for kind in SHOWN_KINDS},
    }
