"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .quality import quality
from .views import about, elections, overview, record, records

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("data/<slug:name>.csv", overview.chart_data, name="chart-data"),
    path("incidents/", records.incident_list, name="incidents"),
    path("incidents/records.csv", records.incident_csv, name="incidents-csv"),
    path("incidents/feed.atom", records.feed, name="incidents-feed"),
    path("incidents/<slug:address>", record.incident, name="incident"),
    path("elections/", elections.election_list, name="elections"),
    path("elections/<slug:code>", elections.election, name="election"),
    path(
        "elections/<slug:code>/<slug:name>.csv",
        elections.election_chart,
        name="election-chart-data",
    ),
    path("language/", about.language, name="language"),
    path("about/", about.about, name="about"),
    path("quality/", quality, name="quality"),
]
