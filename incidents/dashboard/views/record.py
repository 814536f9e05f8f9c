"""One record: summary, claims with who said them, evidence, time line, related records, corrections."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from incidents.dashboard.caching import public_page
from incidents.dashboard.timeline import timeline
from incidents.domain.vocabulary import Lifecycle
from incidents.models import Entity, Incident, IncidentLink
from incidents.models.incidents import CorrectionState
from incidents.review.claims import claims, ranges

_ADDRESS = re.compile(r"(\d{4}-\d{4,6})(?:-[-\w]*)?")
_MOST_HEIRS = 20


def _by_address(address: str) -> Incident:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise Http404(address)
    return get_object_or_404(Incident.objects.addressable(), public_id=found[1])


def heir_of(incident: Incident) -> Incident:
    """The record into which this one was merged, followed to the end; itself if it was not."""
    for _step in range(_MOST_HEIRS):
        if incident.lifecycle != Lifecycle.MERGED or incident.merged_into is None:
            return incident
        incident = incident.merged_into
    return incident


@public_page
def incident(request: HttpRequest, address: str) -> HttpResponseBase:
    """One record at its permanent address; a merged one leads to its heir, a retracted one says so."""
    record = _by_address(address)
    if record.lifecycle == Lifecycle.MERGED:
        heir = heir_of(record)
        if not Incident.objects.addressable().filter(pk=heir.pk).exists():
            raise Http404(address)
        return redirect(heir, permanent=True)
    if request.path != record.get_absolute_url():
        return redirect(record, permanent=True)
    if record.lifecycle == Lifecycle.RETRACTED:
        return render(request, "incidents/retracted.html", {"record": record})
    return render(request, "incidents/incident.html", _context(record))


def _context(record: Incident) -> dict[str, object]:
    """What the page shows; eleven queries whatever the record holds."""
    found = claims(record, public_only=True)
    quoted = [claim for claim in found if claim.mention is not None]
    citations = list(record.citations.all())
    public = Incident.objects.public()
    links = IncidentLink.objects.select_related("source", "target")
    corrections = list(
        record.corrections.filter(state=CorrectionState.APPLIED).order_by("decided_at")
    )
    targets = [entity for entity in record.targets.all() if entity.name_public]
    actors = [entity for entity in record.actors.all() if entity.name_public]
    return {
        "record": record,
        "elections": record.elections.all(),
        "targets": targets,
        "target_text": _beside(targets, record.target_text),
        "actors": actors,
        "actor_text": _beside(actors, record.actor_text),
        "places": record.places.all(),
        "claims": quoted,
        "citations": citations,
        "figure_ranges": [r for r in ranges(found) if r.lowest != r.highest],
        "independent": len({claim.story for claim in found}),
        "links_out": links.filter(source=record, target__in=public),
        "links_in": links.filter(target=record, source__in=public),
        "corrections": corrections,
        "timeline": timeline(record, quoted, citations, corrections),
    }


def _beside(entities: list[Entity], text: str) -> str:
    """The words of the report, unless they only repeat the names that are shown anyway."""
    return "" if text in {name for one in entities for name in (one.name, one.name_en)} else text
