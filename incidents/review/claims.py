"""Who says what of an incident: its claims side by side, and the range of the figures among them."""

from __future__ import annotations

from collections.abc import Iterable

from incidents.domain.masking import without_names
from incidents.domain.records import Claim, Figure, FigureRange
from incidents.domain.vocabulary import MentionState, Unit
from incidents.models import Citation, Incident, Mention
from incidents.models.mentions import hidden_names


def claims(incident: Incident, *, public_only: bool = False) -> list[Claim]:
    """One claim for each accepted mention and each cited source, earliest report first; two queries.

    `public_only`: those that were let out, without the names of private persons; numbers and addresses of
    persons are for `domain.masking.masked` when it is shown.
    """
    mentions = incident.mentions.filter(state=MentionState.ACCEPTED).select_related("article")
    if public_only:
        mentions = mentions.filter(published_at__isnull=False)
        mentions = mentions.annotate(hidden_names=hidden_names())
    found = [
        *(_of_mention(mention) for mention in mentions.defer("article__text")),
        *(_of_citation(citation) for citation in incident.citations.all()),
    ]
    return sorted(found, key=lambda claim: (str(claim.published_on or "9999"), claim.outlet))


def figure_range(incident: Incident, *, public_only: bool = False) -> list[FigureRange]:
    """Lowest and highest figure of each unit claimed and not denied, the unit with most stories first."""
    return ranges(claims(incident, public_only=public_only))


def ranges(found: Iterable[Claim]) -> list[FigureRange]:
    """`figure_range` of claims that were read already."""
    by_unit: dict[Unit, list[tuple[Figure, str]]] = {}
    for claim in found:
        if claim.figure is not None and claim.status != "denied":
            by_unit.setdefault(claim.figure.unit, []).append((claim.figure, claim.story))
    made = [
        FigureRange(
            unit=unit,
            lowest=min(figure.value for figure, _story in figures),
            highest=max(figure.value for figure, _story in figures),
            approximate=any(figure.approximate for figure, _story in figures),
            stories=len({story for _figure, story in figures}),
        )
        for unit, figures in by_unit.items()
    ]
    return sorted(made, key=lambda each: -each.stories)


def _of_mention(mention: Mention) -> Claim:
    article = mention.article
    hidden: list[str] = getattr(mention, "hidden_names", [])
    figure = None
    if mention.figure_value is not None:
        figure = Figure(
            mention.figure_value,
            mention.figure_approximate,
            Unit(mention.figure_unit),
            mention.figure_text,
        )
    return Claim(
        mention=mention.pk,
        citation=None,
        status=mention.status,
        speaker=without_names(mention.reported_by, hidden),
        outlet=article.outlet,
        url=article.canonical_url,
        published_on=article.published_on,
        evidence=without_names(mention.evidence, hidden),
        figure=figure,
        story=f"story:{article.story_id}" if article.story_id else f"article:{article.pk}",
        credibility=mention.credibility,
        public=mention.published_at is not None,
        flagged_vanished=mention.flagged_vanished,
    )


def _of_citation(citation: Citation) -> Claim:
    return Claim(
        mention=None,
        citation=citation.pk,
        status="",
        speaker=citation.reported_by,
        outlet=citation.outlet,
        url=citation.url,
        published_on=citation.published_on,
        evidence="",
        figure=None,
        story=f"citation:{citation.pk}",
        credibility=6,
        public=True,
        weak=citation.weak,
    )
