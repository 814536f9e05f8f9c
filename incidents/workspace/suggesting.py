"""Incidents that a mention may attest, each with the reason why it is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from incidents.domain.vocabulary import Lifecycle
from incidents.models import Incident, Mention, User
from incidents.review.access import visible_incidents

MOST = 6
_NEAR = timedelta(days=45)
_CLOSED = (Lifecycle.RETRACTED, Lifecycle.MERGED)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An incident and why it may be the one."""

    incident: Incident
    reason: str


def _open_incidents(user: User) -> QuerySet[Incident]:
    return visible_incidents(user).exclude(lifecycle__in=_CLOSED)


def suggestions(user: User, mention: Mention) -> list[Suggestion]:
    """The likeliest incidents of the mention's kind, the most reasons first; two queries."""
    alike = Q(category=mention.category)
    day = mention.starts_on or mention.reported_on
    if mention.election_id:
        alike |= Q(elections=mention.election_id)
    if day:
        alike |= Q(starts_on__range=(day - _NEAR, day + _NEAR))
    found = (
        _open_incidents(user)
        .filter(alike, kind=mention.kind)
        .exclude(pk=mention.incident_id or 0)
        .annotate(reports=Count("mentions", distinct=True))
        .prefetch_related("elections")
        .order_by("-starts_on", "-pk")[:60]
    )
    rated = sorted(
        ((_reasons(mention, incident), incident) for incident in found),
        key=lambda pair: -len(pair[0]),
    )
    return [
        Suggestion(incident, ", ".join(reasons)) for reasons, incident in rated[:MOST] if reasons
    ]


def _reasons(mention: Mention, incident: Incident) -> list[str]:
    reasons = []
    if incident.category == mention.category:
        reasons.append(_("same category: %s") % incident.get_category_display())
    if mention.election_id in {election.pk for election in incident.elections.all()}:
        reasons.append(_("same election: %s") % mention.election)
    if _near(mention, incident):
        reasons.append(_("about the same time"))
    if mention.figure_value and mention.figure_value == incident.figure_value:
        reasons.append(_("same figure"))
    return reasons


def _near(mention: Mention, incident: Incident) -> bool:
    day = mention.starts_on or mention.reported_on
    return bool(day and incident.starts_on and abs(incident.starts_on - day) <= _NEAR)


def find_incidents(user: User, words: str) -> list[Suggestion]:
    """Incidents whose number or title has all the words."""
    found = _open_incidents(user)
    for word in words.split()[:8]:
        found = found.filter(
            Q(public_id__startswith=word) | Q(title__icontains=word) | Q(title_en__icontains=word)
        )
    reason = _("found by “%s”") % words
    return [Suggestion(incident, reason) for incident in found.order_by("-pk")[:20]]
