"""When records fall in weeks before and after polling day, one election beside the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from incidents.models import Election, IncidentCount
from incidents.models.counts import NO_WEEK, CountScope

from .numbers import of_shown_kind

WEEKS_BEFORE, WEEKS_AFTER = 52, 12  # the stretch for which the roll-up keeps weeks


@dataclass(frozen=True, slots=True)
class Countdown:
    """Counts of one election by week from polling day (week 0 begins on it), for one shown kind."""

    election: Election
    weeks: Counter[int]
    outside: int

    @property
    def inside(self) -> int:
        """Records within the weeks that are compared."""
        return sum(self.weeks.values())


def countdowns(elections: Iterable[Election], kind: str) -> list[Countdown]:
    """One row for each election with a polling day and at least one such record; one query."""
    wanted = {election.pk: election for election in elections if election.polling_day}
    weeks: dict[int, Counter[int]] = {}
    outside: Counter[int] = Counter()
    rows = (
        of_shown_kind(IncidentCount.objects.about(CountScope.ELECTION), kind)
        .filter(scope_key__in=wanted)
        .values_list("scope_key", "week")
        .annotate(n=Sum("count"))
    )
    for key, week, n in rows:
        if week == NO_WEEK:
            outside[key] += n
        else:
            weeks.setdefault(key, Counter())[week] += n
    return [
        Countdown(election, weeks.get(key, Counter()), outside[key])
        for key, election in wanted.items()
        if key in weeks or outside[key]
    ]
