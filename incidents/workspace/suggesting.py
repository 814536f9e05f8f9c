"""Incidents offered for a mention: what an offer is, and finding one by number or words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from incidents.domain.vocabulary import CLOSED_LIFECYCLES
from incidents.models import Incident, User
from incidents.review.access import visible_incidents

MOST = 6
_FOUND_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An incident and why it may be the one."""

    incident: Incident
    reason: str


def find_incidents(user: User, words: str) -> list[Suggestion]:
    """Open incidents whose number or title has all the words, the newest first."""
    found = visible_incidents(user).exclude(lifecycle__in=CLOSED_LIFECYCLES)
    for word in words.split()[:8]:
        found = found.filter(
            Q(public_id__startswith=word) | Q(title__icontains=word) | Q(title_en__icontains=word)
        )
    reason = _("found by “%s”") % words
    return [Suggestion(incident, reason) for incident in found.order_by("-pk")[:_FOUND_AT_MOST]]
