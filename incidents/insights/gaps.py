"""Where protection is missing or only promised: threats without a measure, measures planned against done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from incidents.domain.vocabulary import Category, Kind, LinkKind, Status
from incidents.models import Incident, IncidentLink

from .numbers import Numbers


@dataclass(frozen=True, slots=True)
class Promises:
    """Measures by how far they got."""

    done: int
    planned: int
    called_for: int


def promises(counted: Numbers) -> Promises:
    """Measures in place against those planned or called for."""
    of = {status: counted.states[Kind.MITIGATION, status] for status in Status.values}
    return Promises(of[Status.IN_PLACE], of[Status.PLANNED], of[Status.CALLED_FOR])


def without_measure(kind: Kind) -> QuerySet[Incident]:
    """Public threats or attacks that no public measure is linked to, newest first; outages left out."""
    answered = IncidentLink.objects.filter(
        target=OuterRef("pk"), kind=LinkKind.MITIGATES, source__in=Incident.objects.public()
    )
    return (
        Incident.objects.public()
        .filter(~Exists(answered), kind=kind, starts_on__isnull=False)
        .exclude(category=Category.OVERLOAD)
        .order_by("-starts_on", "-id")
    )
