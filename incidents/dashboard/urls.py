"""Addresses of the public pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path("incidents/", views.incident_list, name="incidents"),
    path("incidents/feed.atom", views.feed, name="incidents-feed"),
    path("incidents/<slug:address>", views.incident, name="incident"),
    path("elections/", views.election_list, name="elections"),
    path("elections/<slug:code>", views.election, name="election"),
    path("language/", views.language, name="language"),
    path("about/", views.about, name="about"),
]
