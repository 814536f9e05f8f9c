"""Counts of public records by kind, category, state, year, election and province, from the roll-up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q, Sum

from incidents.domain.vocabulary import Category, Kind
from incidents.models import IncidentCount
from incidents.models.counts import NO_MONTH, CountScope, IncidentCountQuerySet

OUTAGE = "outage"
SHOWN_KINDS = (Kind.ATTACK.value, Kind.THREAT.value, Kind.MITIGATION.value, OUTAGE)


_IS_OUTAGE = ExpressionWrapper(Q(category=Category.OVERLOAD), output_field=BooleanField())


def shown_kind(kind: str, category: str) -> str:
    """The kind under which a record is counted: an overload is an outage, never an attack."""
    return OUTAGE if category == Category.OVERLOAD else kind


def of_shown_kind(rows: IncidentCountQuerySet, kind: str) -> IncidentCountQuerySet:
    """The numbers that `shown_kind` would put under `kind`, chosen by the database."""
    if kind == OUTAGE:
        return rows.filter(category=Category.OVERLOAD)
    return rows.filter(kind=kind).exclude(category=Category.OVERLOAD)


@dataclass(slots=True)
class Numbers:
    """Counts of one set of records; every field counts each record once."""

    kinds: Counter[str] = field(default_factory=Counter)
    categories: Counter[tuple[str, str]] = field(default_factory=Counter)
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    years: Counter[tuple[int, str]] = field(default_factory=Counter)
    months: Counter[tuple[date, str]] = field(default_factory=Counter)
    undated: int = 0

    @property
    def total(self) -> int:
        """All records, outages included."""
        return sum(self.kinds.values())

    def of_category(self, kind: str) -> list[tuple[str, int]]:
        """Categories of one kind, the commonest first."""
        found = [(c, n) for (k, c), n in self.categories.items() if k == kind and n]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def year_span(self) -> range:
        """First to last year with a record; empty where there is none."""
        known = [year for (year, _kind), n in self.years.items() if n]
        return range(min(known), max(known) + 1) if known else range(0)

    def latest_months(self, most: int = 24) -> list[date]:
        """First days of the `most` months up to the last one with a record, the earliest first."""
        last = max((month for (month, _kind), n in self.months.items() if n), default=None)
        if last is None:
            return []
        count = last.year * 12 + last.month - 1
        return [date(n // 12, n % 12 + 1, 1) for n in range(count - most + 1, count + 1)]


def numbers(scope: CountScope = CountScope.ALL, key: int = 0) -> Numbers:
    """All counts of one scope; two queries over a narrow table.

    The database adds up first: so the rows to read grow with months and with codes, not with both.
    """
    result = Numbers()
    rows = IncidentCount.objects.about(scope, key)
    coded = rows.values_list("kind", "category", "status").annotate(n=Sum("count"))
    for kind, category, status, n in coded:
        shown = shown_kind(kind, category)
        result.kinds[shown] += n
        result.categories[shown, category] += n
        result.states[shown, status] += n
    dated = rows.annotate(outage=_IS_OUTAGE).values_list("month", "kind", "outage")
    for month, kind, outage, n in dated.annotate(n=Sum("count")):
        shown = OUTAGE if outage else kind
        if month == NO_MONTH:
            result.undated += n
        else:
            result.years[month.year, shown] += n
            result.months[month, shown] += n
    return result


def by_key(scope: CountScope) -> dict[int, Counter[str]]:
    """For each election or place (by primary key) its counts by shown kind; one query."""
    result: dict[int, Counter[str]] = {}
    rows = (
        IncidentCount.objects.about(scope)
        .values_list("scope_key", "kind", "category")
        .annotate(n=Sum("count"))
    )
    for key, kind, category, n in rows:
        result.setdefault(key, Counter())[shown_kind(kind, category)] += n
    return result
