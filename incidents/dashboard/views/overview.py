"""The first page: what is recorded, at a glance."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from incidents.dashboard.caching import public_page
from incidents.dashboard.charts import (
    Chart,
    by_month,
    by_year,
    categories,
    countdown,
    ledger,
    tile_map,
)
from incidents.dashboard.downloads import csv_response
from incidents.domain.vocabulary import ElectionLevel, Kind
from incidents.insights.countdown import countdowns
from incidents.insights.gaps import promises, without_measure
from incidents.insights.numbers import Numbers, by_key, numbers
from incidents.models import Election, Incident, Place
from incidents.models.counts import CountScope
from incidents.models.keyset import Keyset

NEWEST, GAPS_SHOWN, MOST_GAPS = 8, 5, 100


def _charts(counted: Numbers) -> dict[str, Chart]:
    """The charts of the page by name; four queries."""
    elections = Election.objects.filter(level=ElectionLevel.NATIONAL, polling_day__isnull=False)
    places = Place.objects.filter(tile_column__isnull=False)
    made = (
        by_year(counted),
        by_month(counted),
        categories(counted, Kind.ATTACK, name="attack-categories"),
        ledger(counted),
        categories(counted, Kind.MITIGATION, name="measure-categories"),
        countdown(countdowns(elections.order_by("polling_day"), Kind.ATTACK)),
        tile_map(list(places), by_key(CountScope.PLACE)),
    )
    return {chart.name: chart for chart in made}


@public_page
def overview(request: HttpRequest) -> HttpResponse:
    """Counts, charts, the newest records, and where protection is missing."""
    counted = numbers()
    gaps = without_measure(Kind.THREAT)
    found = list(gaps.prefetch_related("elections")[:MOST_GAPS])
    per_election = by_key(CountScope.ELECTION)
    context = {
        "numbers": counted,
        "charts": _charts(counted),
        "newest": Keyset("starts_on")
        .page(Incident.objects.public().prefetch_related("elections"), after="", size=NEWEST)
        .rows,
        "gaps": found[:GAPS_SHOWN],
        "gap_count": len(found),
        "promises": promises(counted),
        "elections": [
            (election, per_election[election.pk])
            for election in Election.objects.all()
            if election.pk in per_election
        ],
    }
    return render(request, "incidents/overview.html", context)


@public_page
def chart_data(request: HttpRequest, name: str) -> HttpResponse:
    """The table behind one chart of the first page, as CSV."""
    chart = _charts(numbers()).get(name)
    if chart is None:
        raise Http404(name)
    return csv_response(f"siaga-{name}", chart.columns, chart.rows)
