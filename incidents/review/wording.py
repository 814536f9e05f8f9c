"""The words by which an incident is found: stems of its titles, summaries and names."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from incidents.domain.stems import stems
from incidents.models import Incident

WORDED = frozenset(
    ("title", "title_en", "summary", "summary_en", "target_text", "actor_text"),
)


def index(incident: Incident) -> None:
    """Store the stems of the record as it is now; one query."""
    indonesian = " ".join(
        (incident.title, incident.summary, incident.target_text, incident.actor_text)
    )
    english = f"{incident.title_en} {incident.summary_en}"
    words = [*stems(indonesian, "id"), *stems(english, "en")]
    Incident.objects.filter(pk=incident.pk).update(
        stems=SearchVector(Value(" ".join(words)), config="simple")
    )
