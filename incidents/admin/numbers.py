"""Numbers kept ready for the public pages, and models learned from decisions."""

from __future__ import annotations

from django.contrib import admin

from incidents.models import ExtractorModel, IncidentCount

from .records import RecordAdmin


@admin.register(IncidentCount)
class IncidentCountAdmin(RecordAdmin[IncidentCount]):
    """Public records by month, kind, category and status; kept by the database."""

    list_display = ("scope", "scope_key", "month", "kind", "category", "status", "count")
    list_filter = ("scope", "kind", "category")
    date_hierarchy = "month"


@admin.register(ExtractorModel)
class ExtractorModelAdmin(RecordAdmin[ExtractorModel]):
    """Models learned from decisions; one is rolled back by command."""

    list_display = ("kind", "version", "created_at", "active", "kept", "given_up_at")
    list_filter = ("kind", "active", "kept")
    fields = ("kind", "version", "created_at", "scores", "kept", "active", "given_up_at")
