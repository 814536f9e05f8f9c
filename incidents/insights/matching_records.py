"""Mentions and incidents read from their rows for matching: what each tells, nothing of its review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Prefetch, Q, QuerySet

from incidents.domain.matching import MatchIncident, MatchMention
from incidents.domain.records import Period
from incidents.domain.vocabulary import CLOSED_LIFECYCLES, MentionState, Precision
from incidents.models import Incident, Mention, MentionEntity

MOST_INCIDENTS = 60
MOST_MENTIONS = 100
_NEAR = timedelta(days=45)
# Sentences of an incident that are compared; more of them say the same again.
_SENTENCES = 12


def candidates(mention: Mention, among: QuerySet[Incident]) -> QuerySet[Incident]:
    """The newest open incidents of the mention's kind that share category, election or time with it."""
    alike = Q(category=mention.category)
    day = mention.starts_on or mention.reported_on
    if mention.election_id:
        of_election = Incident.elections.through.objects.filter(election=mention.election_id)
        alike |= Q(pk__in=of_election.values("incident"))
    if day:
        alike |= Q(starts_on__range=(day - _NEAR, day + _NEAR))
    found = among.exclude(lifecycle__in=CLOSED_LIFECYCLES).filter(alike, kind=mention.kind)
    keys = found.exclude(pk=mention.incident_id or 0).order_by("-starts_on", "-pk").values("pk")
    attesting = Mention.objects.filter(state=MentionState.ACCEPTED).order_by("pk")
    return among.filter(pk__in=keys[:MOST_INCIDENTS]).prefetch_related(
        "elections", "targets", "actors", "places", Prefetch("mentions", attesting)
    )


def neighbours(mention: Mention, among: QuerySet[Mention]) -> QuerySet[Mention]:
    """Mentions of other articles with its kind and category that were reported around the same days."""
    day = mention.reported_on
    if day is None:
        return among.none()
    return (
        among.filter(
            kind=mention.kind,
            category=mention.category,
            reported_on__range=(day - _NEAR, day + _NEAR),
            state__in=(MentionState.WAITING, MentionState.ACCEPTED),
        )
        .exclude(article=mention.article_id)
        .select_related("article", "election", "place")
        .prefetch_related("names")
        .order_by("-pk")[:MOST_MENTIONS]
    )


def of_mention(mention: Mention) -> MatchMention:
    """A mention with its article's text; reads the article, names, election and place where not loaded."""
    names = list(mention.names.all())
    article = mention.article
    return MatchMention(
        key=mention.pk,
        article=article.pk,
        kind=mention.kind,
        category=mention.category,
        status=mention.status,
        evidence=mention.evidence,
        text=f"{article.title}\n{article.text}",
        published=article.published_on or mention.reported_on,
        when=_period(mention),
        figure=mention.figure_value,
        elections=frozenset({mention.election.code} if mention.election else ()),
        targets=tuple(n.text for n in names if n.role == MentionEntity.Role.TARGET),
        actors=tuple(n.text for n in names if n.role == MentionEntity.Role.ACTOR),
        place=mention.place.name if mention.place else mention.place_text,
    )


def of_incidents(incidents: Iterable[Incident]) -> list[MatchIncident]:
    """Incidents with the sentences that attest them; no query for those that `candidates` gave."""
    return [_of_incident(incident) for incident in incidents]


def _of_incident(incident: Incident) -> MatchIncident:
    mentions = [m for m in incident.mentions.all() if m.state == MentionState.ACCEPTED]
    days = [m.reported_on for m in mentions if m.reported_on]
    told = (incident.title, incident.title_en, incident.summary, incident.summary_en)
    figures = (incident.figure_value, *(m.figure_value for m in mentions))
    actors, targets = incident.actors.all(), incident.targets.all()
    return MatchIncident(
        key=incident.pk,
        kind=incident.kind,
        category=incident.category,
        text="\n".join([*filter(None, told), *(m.evidence for m in mentions[:_SENTENCES])]),
        when=_period(incident),
        reported=(min(days), max(days)) if days else None,
        figures=tuple({figure for figure in figures if figure}),
        elections=frozenset(election.code for election in incident.elections.all()),
        targets=(*(entity.name for entity in targets), incident.target_text),
        actors=(*(entity.name for entity in actors), incident.actor_text),
        places=tuple(place.name for place in incident.places.all()),
    )


def _period(row: Mention | Incident) -> Period | None:
    if row.starts_on is None:
        return None
    return Period(
        row.starts_on, row.ends_on or row.starts_on, Precision(row.precision or Precision.DAY)
    )
