"""Where a waiting mention stands in the queue, as days of newness, and why; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

RELEVANCE_DAYS = 10.0
OUTLET_DAYS = 2.0
OUTLETS_COUNTED = 5


@dataclass(frozen=True, slots=True)
class Priority:
    """The parts of a mention's place; every part is in days, so that they can be added and told."""

    reported_on: date
    relevance_days: float
    outlets: int

    @property
    def outlet_days(self) -> float:
        """Days that other independent outlets lift it by."""
        return OUTLET_DAYS * min(self.outlets, OUTLETS_COUNTED)

    @property
    def points(self) -> float:
        """The number the queue is ordered by, highest first; it does not change as time passes."""
        return round(self.reported_on.toordinal() + self.relevance_days + self.outlet_days, 3)


def priority(
    reported_on: date, *, relevance: float, confidence: float, outlets: int = 0
) -> Priority:
    """Newest first; a sure mention of a relevant article counts up to ten days newer, each further
    independent outlet that reports the like two days newer, up to ten.

    relevance and confidence in 0..1 (others are cut to that), outlets >= 0.
    """
    share = min(max(relevance, 0.0), 1.0) * min(max(confidence, 0.0), 1.0)
    return Priority(reported_on, round(RELEVANCE_DAYS * share, 3), max(outlets, 0))
