"""Addresses of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.generic import TemplateView

urlpatterns: list[URLPattern | URLResolver] = [
    path("docs/", TemplateView.as_view(template_name="incidents/overview.html"), name="api-docs"),
]
