"""What the page of one incident shows to those who work on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from incidents.domain.lifecycle import STEPS
from incidents.domain.records import Claim, FigureRange
from incidents.domain.vocabulary import (
    CLOSED_LIFECYCLES,
    PUBLIC_LIFECYCLES,
    Act,
    Lifecycle,
    Status,
    Unit,
)
from incidents.models import Correction, Incident, IncidentLink, User
from incidents.models.incidents import CorrectionState
from incidents.review import access
from incidents.review import discard as discarding
from incidents.review.claims import claims, ranges

from .forms.incidents import (
    CitationForm,
    HeadlineForm,
    IncidentForm,
    LinkForm,
    MergeForm,
    ReasonForm,
    SplitForm,
    fields_of,
)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One claim with its codes in words."""

    claim: Claim
    status: str
    unit: str
    is_headline: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """The claims side by side, the ranges of their figures, and from how many independent texts they come."""

    rows: list[LedgerRow]
    ranges: list[tuple[FigureRange, str]]
    stories: int


def ledger_of(incident: Incident) -> Ledger:
    """The claims ledger of a record; two queries."""
    found = claims(incident)
    rows = [
        LedgerRow(
            claim,
            str(Status(claim.status).label) if claim.status else "",
            str(Unit(claim.figure.unit).label) if claim.figure else "",
            claim.figure is not None
            and (claim.figure.value, str(claim.figure.unit))
            == (incident.figure_value, incident.figure_unit),
        )
        for claim in found
    ]
    stretches = [(stretch, str(Unit(stretch.unit).label)) for stretch in ranges(found)]
    return Ledger(rows, stretches, len({claim.story for claim in found}))


def allowed_acts(user: User, incident: Incident) -> set[str]:
    """The acts that the person's role and the record's state allow; the act itself asks again."""
    steps = {act for (state, _next), act in STEPS.items() if state == incident.lifecycle}
    acts = {act.value for act in steps if access.can(user, act)}
    if not discarding.may_discard(user, incident):
        acts.discard(Act.DISCARD.value)
    if incident.lifecycle not in CLOSED_LIFECYCLES:
        acts |= {a.value for a in (Act.SPLIT, Act.ATTACH) if access.can(user, a)}
    if incident.lifecycle in (Lifecycle.DRAFT, Lifecycle.IN_REVIEW):
        acts |= {
            a.value for a in (Act.EDIT, Act.CITE, Act.LINK, Act.HEADLINE) if access.can(user, a)
        }
    if incident.lifecycle in PUBLIC_LIFECYCLES and access.can(user, Act.PROPOSE_CORRECTION):
        acts.add(Act.PROPOSE_CORRECTION.value)
    return acts


def incident_context(user: User, incident: Incident, **sent: forms.Form) -> dict[str, Any]:
    """All that the page shows; forms in `sent` take the place of the empty ones of the same name."""
    seen = {"seen_version": incident.version}
    blank: dict[str, forms.Form] = {
        "form": IncidentForm(fields_of(incident)),
        "headline": HeadlineForm(initial=seen, auto_id="headline_%s"),
        "citation": CitationForm(initial=seen, auto_id="citation_%s"),
        "link": LinkForm(initial=seen, auto_id="link_%s"),
        "send_back": ReasonForm(initial=seen, auto_id="send_back_%s"),
        "retract": ReasonForm(initial=seen, auto_id="retract_%s"),
        "discard": ReasonForm(initial=seen, auto_id="discard_%s"),
        "merge": MergeForm(initial=seen, auto_id="merge_%s"),
        "split": SplitForm(incident),
        "reason": ReasonForm(initial=seen, auto_id="correction_%s"),
    }
    return {
        **blank,
        **sent,
        "incident": incident,
        "acts": allowed_acts(user, incident),
        "ledger": ledger_of(incident),
        "mentions": incident.mentions.select_related("article").order_by("pk"),
        "citations": incident.citations.all(),
        "links_out": IncidentLink.objects.filter(source=incident).select_related("target"),
        "links_in": IncidentLink.objects.filter(target=incident).select_related("source"),
        "corrections": Correction.objects.filter(incident=incident).select_related("author"),
        "pending": CorrectionState.PROPOSED,
        "own": user.pk == incident.author_id,
        "has_public_page": incident.published_at is not None,
    }
