"""Incidents that a mention may belong to, and mentions that tell the same event, by what each of them tells."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from incidents.extraction.grouping import alike
from incidents.extraction.matching import Reason, rank
from incidents.insights import matching_records
from incidents.models import Mention, User
from incidents.review.access import visible_incidents, visible_mentions

from .suggesting import MOST, Suggestion

REASONS = {
    Reason.CATEGORY: _("same category"),
    Reason.NEAR_CATEGORY: _("a category that the same event may have"),
    Reason.ELECTION: _("same election"),
    Reason.PERIOD: _("same time"),
    Reason.REPORTED: _("reported in the same days"),
    Reason.FIGURE: _("same figure"),
    Reason.TARGET: _("same target"),
    Reason.ACTOR: _("same attacker"),
    Reason.PLACE: _("same place"),
    Reason.WORDING: _("similar wording"),
}


def suggestions(user: User, mention: Mention) -> list[Suggestion]:
    """The incidents that the mention may belong to, the likeliest first, each with its reasons."""
    among = visible_incidents(user)
    found = {incident.pk: incident for incident in matching_records.candidates(mention, among)}
    records = matching_records.of_incidents(found.values())
    return [
        Suggestion(
            found[int(match.incident.key)], ", ".join(str(REASONS[r]) for r in match.reasons)
        )
        for match in rank(matching_records.of_mention(mention), records, most=MOST)
    ]


def same_event(user: User, mention: Mention) -> list[Mention]:
    """Mentions of other articles, waiting or accepted, that seem to tell what this one tells."""
    near = {m.pk: m for m in matching_records.neighbours(mention, visible_mentions(user))}
    others = [matching_records.of_mention(m) for m in near.values()]
    found = alike(matching_records.of_mention(mention), others) if others else []
    return [near[int(one.key)] for one in found]
