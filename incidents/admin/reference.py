"""Elections, places, bodies and persons: data that administrators keep."""

from __future__ import annotations

from django.contrib import admin

from incidents.models import Alias, Election, ElectionPhase, Entity, Place

from .records import ReferenceAdmin, ReferenceInline


class PhaseInline(ReferenceInline[ElectionPhase, Election]):
    """The calendar of an election."""

    model = ElectionPhase


@admin.register(Election)
class ElectionAdmin(ReferenceAdmin[Election]):
    """Elections."""

    list_display = ("code", "name", "country", "level", "polling_day")
    list_filter = ("level", "country")
    search_fields = ("code", "name", "name_en")
    date_hierarchy = "polling_day"
    inlines = (PhaseInline,)


@admin.register(ElectionPhase)
class ElectionPhaseAdmin(ReferenceAdmin[ElectionPhase]):
    """Phases of all calendars, for comparing them."""

    list_display = ("election", "phase", "start", "end")
    list_filter = ("phase",)
    search_fields = ("election__code", "election__name")
    list_select_related = ("election",)
    autocomplete_fields = ("election",)


class AliasInline(ReferenceInline[Alias, Entity]):
    """Other names of an entity."""

    model = Alias


@admin.register(Entity)
class EntityAdmin(ReferenceAdmin[Entity]):
    """Bodies, persons in office, groups and systems."""

    list_display = ("key", "name", "kind", "country", "private_person", "name_public")
    list_filter = ("kind", "country", "private_person", "name_public")
    search_fields = ("key", "name", "name_en", "aliases__name")
    inlines = (AliasInline,)


@admin.register(Alias)
class AliasAdmin(ReferenceAdmin[Alias]):
    """All other names, for finding which entity one stands for."""

    list_display = ("name", "entity")
    search_fields = ("name", "entity__name")
    list_select_related = ("entity",)
    autocomplete_fields = ("entity",)


@admin.register(Place)
class PlaceAdmin(ReferenceAdmin[Place]):
    """Countries, provinces, districts."""

    list_display = ("code", "name", "name_en", "parent")
    search_fields = ("code", "name", "name_en")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
