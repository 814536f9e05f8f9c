"""Elections: all of them with their counts, and one with its calendar, charts and records."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from incidents.dashboard.caching import public_page
from incidents.dashboard.charts import Chart, categories, countdown, ledger
from incidents.dashboard.downloads import csv_response
from incidents.domain.vocabulary import Kind
from incidents.insights.countdown import countdowns
from incidents.insights.numbers import SHOWN_KINDS, Numbers, by_key, numbers
from incidents.models import Election, Incident
from incidents.models.counts import CountScope
from incidents.models.keyset import Keyset

LATEST = 12


@public_page
def election_list(request: HttpRequest) -> HttpResponse:
    """Elections with at least one record first, then those without."""
    counts = by_key(CountScope.ELECTION)
    rows = [(election, counts.get(election.pk, Counter())) for election in Election.objects.all()]
    context = {
        "with_records": [row for row in rows if row[1]],
        "without_records": [election for election, count in rows if not count],
    }
    return render(request, "incidents/election_list.html", context)


def _charts(election: Election, counted: Numbers) -> list[Chart]:
    made = []
    if counted.kinds[Kind.ATTACK.value]:
        made += [
            categories(counted, Kind.ATTACK, name="attack-categories", election=election.code),
            ledger(counted, election=election.code),
        ]
    if counted.kinds[Kind.MITIGATION.value]:
        made.append(
            categories(counted, Kind.MITIGATION, name="measure-categories", election=election.code)
        )
    if series := countdowns([election], Kind.ATTACK):
        made.append(countdown(series))
    return made


@public_page
def election(request: HttpRequest, code: str) -> HttpResponse:
    """One election; seven queries."""
    found = get_object_or_404(Election, code=code)
    counted = numbers(CountScope.ELECTION, found.pk)
    records = Incident.objects.public().filter(elections=found).prefetch_related("elections")
    context = {
        "election": found,
        "phases": found.phases.all(),
        "numbers": counted,
        "kinds": [(kind, counted.kinds[kind]) for kind in SHOWN_KINDS],
        "charts": _charts(found, counted),
        "records": Keyset("starts_on").page(records, after="", size=LATEST).rows,
        "more": counted.total > LATEST,
    }
    return render(request, "incidents/election.html", context)


@public_page
def election_chart(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The table behind one chart of an election, as CSV."""
    found = get_object_or_404(Election, code=code)
    charts = {chart.name: chart for chart in _charts(found, numbers(CountScope.ELECTION, found.pk))}
    if name not in charts:
        return render(request, "404.html", status=404)
    chart = charts[name]
    return csv_response(f"siaga-{code}-{name}", chart.columns, chart.rows)
