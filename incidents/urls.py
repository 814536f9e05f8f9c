"""Addresses of the app's doors."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("incidents.api.urls")),
    path("workspace/", include("incidents.workspace.urls")),
    path("", include("incidents.dashboard.urls")),
]
