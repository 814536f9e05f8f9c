"""Sources and their health, polls, and the items they offered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from incidents.models import Item, Poll, Source

from .records import RecordAdmin, RecordInline, ReferenceAdmin


class PollInline(RecordInline[Poll, Source]):
    """The last polls of a source."""

    model = Poll
    fields = ("at", "status", "items", "new", "set_aside", "reason", "error")
    readonly_fields = fields
    max_num = 20
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Poll]:
        """The last few: a source polled for years has thousands."""
        rows = super().get_queryset(request)
        match = request.resolver_match
        key = str(match.kwargs.get("object_id") or 0) if match else "0"
        newest = Poll.objects.filter(source_id=key).order_by("-at").values("pk")[:20]
        return rows.filter(pk__in=list(newest.values_list("pk", flat=True)))


@admin.register(Source)
class SourceAdmin(ReferenceAdmin[Source]):
    """Sources, how they are polled and how they are doing."""

    list_display = (
        "name", "kind", "enabled", "health", "last_success_at", "next_poll_at", "failures",
        "empty_polls", "reliability",
    )  # fmt: skip
    list_filter = ("kind", "enabled", "reliability", "language", "country", "official")
    search_fields = ("name", "url", "homepage")
    actions = ("poll_now", "enable", "disable")
    inlines = (PollInline,)
    readonly_fields = (
        "next_poll_at", "last_poll_at", "last_success_at", "failures", "empty_polls", "silent_since",
        "last_error_shown",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("name", "homepage", "kind", "url", "language", "country", "note")}),
        (gettext_lazy("Trust"), {"fields": ("reliability", "official", "visible_to")}),
        (
            gettext_lazy("Polling"),
            {
                "fields": (
                    "enabled",
                    "cadence",
                    "link_pattern",
                    "include",
                    "exclude",
                )
            },
        ),
        (gettext_lazy("Health"), {"fields": readonly_fields}),
    )

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The groups that alone may see it, as check boxes."""
        kwargs["widget"] = forms.CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("health"))
    def health(self, source: Source) -> str:
        """In one word how the source is doing, told by a sign as well."""
        if source.silent_since:
            return format_html('<span class="health health--bad">✕ {}</span>', _("silent"))
        if source.failures:
            return format_html('<span class="health health--bad">! {}</span>', _("failing"))
        if not source.enabled:
            return format_html('<span class="health">– {}</span>', _("off"))
        if source.last_success_at is None:
            return format_html('<span class="health">… {}</span>', _("not polled yet"))
        return format_html('<span class="health">✓ {}</span>', _("well"))

    @admin.display(description=gettext_lazy("last error"))
    def last_error_shown(self, source: Source) -> str:
        """The error with its line breaks."""
        if not source.last_error:
            return "-"
        return format_html('<pre class="error">{}</pre>', source.last_error)

    @admin.action(description=gettext_lazy("Poll the chosen sources now"))
    def poll_now(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """Make them due and wake a worker for each."""
        from incidents import tasks  # not for every command that loads the admin

        keys = list(queryset.values_list("pk", flat=True))
        queryset.update(next_poll_at=timezone.now())
        for key in keys:
            tasks.wake(tasks.poll_source, key)
        text = ngettext("%d source is polled now.", "%d sources are polled now.", len(keys))
        self.message_user(request, text % len(keys), messages.SUCCESS)

    @admin.action(description=gettext_lazy("Switch polling on"))
    def enable(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """Poll them from now on."""
        queryset.update(enabled=True, next_poll_at=timezone.now())

    @admin.action(description=gettext_lazy("Switch polling off"))
    def disable(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        """Poll them no longer."""
        queryset.update(enabled=False)


@admin.register(Poll)
class PollAdmin(RecordAdmin[Poll]):
    """All polls."""

    list_display = ("at", "source", "status", "items", "new", "set_aside", "reason")
    list_filter = ("reason", "source")
    search_fields = ("source__name", "error")
    list_select_related = ("source",)
    date_hierarchy = "at"


@admin.register(Item)
class ItemAdmin(RecordAdmin[Item]):
    """Addresses found or submitted."""

    list_display = ("__str__", "source", "state", "reason", "attempts", "found_at", "next_try_at")
    list_filter = ("state", "source")
    search_fields = ("url", "title", "external_id")
    list_select_related = ("source",)
    date_hierarchy = "found_at"
