"""What people decided: read-only, as the database keeps it."""

from __future__ import annotations

from django.contrib import admin

from incidents.models import ChainHead, Decision

from .records import RecordAdmin


@admin.register(Decision)
class DecisionAdmin(RecordAdmin[Decision]):
    """The chain of decisions."""

    list_display = ("number", "at", "who", "act", "model", "object_id", "reason")
    list_filter = ("act", "model", "who")
    search_fields = ("=number", "=object_id", "reason", "who__username")
    list_select_related = ("who",)
    date_hierarchy = "at"


@admin.register(ChainHead)
class ChainHeadAdmin(RecordAdmin[ChainHead]):
    """Where the chain ends."""

    list_display = ("number", "hash")
