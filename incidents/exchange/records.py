"""Public incidents as rows of plain values, for CSV and feeds; reads only what it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from incidents.models import Incident

COLUMNS = (
    "id", "kind", "category", "status", "title", "title_en", "summary", "summary_en",
    "first_day", "last_day", "date_precision", "elections", "targets", "actors", "places",
    "figure", "figure_approximate", "figure_unit", "note", "note_en", "sources", "state", "codebook",
    "url",
)  # fmt: skip


def record_rows(incidents: Iterable[Incident], *, site: str) -> Iterator[list[object]]:
    """One row of COLUMNS for each incident; wants elections, targets, actors, places, citations prefetched."""
    for incident in incidents:
        yield [
            incident.public_id, incident.kind, incident.category, incident.status,
            incident.title, incident.title_en, incident.summary, incident.summary_en,
            incident.starts_on, incident.ends_on, incident.precision,
            " ".join(election.code for election in incident.elections.all()),
            "; ".join(entity.name for entity in incident.targets.all() if entity.name_public),
            "; ".join(entity.name for entity in incident.actors.all() if entity.name_public),
            " ".join(place.code for place in incident.places.all()),
            incident.figure_value,
            incident.figure_approximate if incident.figure_value is not None else None,
            incident.figure_unit, incident.note, incident.note_en,
            " ".join(citation.url for citation in incident.citations.all()),
            incident.lifecycle, incident.codebook, f"{site}{incident.get_absolute_url()}",
        ]  # fmt: skip
