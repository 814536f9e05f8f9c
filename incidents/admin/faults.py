"""What failed, with the error, and trying it again."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from incidents.ingestion import faults
from incidents.models import Fault

from .records import RecordAdmin


class OpenFilter(admin.SimpleListFilter):
    """Open failures, unless all are asked for."""

    title = _("solved")
    parameter_name = "solved"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Fault]
    ) -> list[tuple[str, str]]:
        """Open is what one sees without choosing."""
        return [("yes", gettext("solved")), ("all", gettext("all"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Fault]) -> QuerySet[Fault]:
        """By whether it was solved since."""
        if self.value() == "all":
            return queryset
        return queryset.filter(solved_at__isnull=self.value() != "yes")


@admin.register(Fault)
class FaultAdmin(RecordAdmin[Fault]):
    """Failures of ingestion and extraction."""

    list_display = ("subject", "stage", "reason", "message", "times", "last_at", "permanent")
    list_filter = (OpenFilter, "stage", "permanent", "reason")
    search_fields = ("subject", "message", "reason")
    date_hierarchy = "last_at"
    actions = ("retry",)
    fields = (
        "stage", "subject", "reason", "error", "permanent", "times", "first_at", "last_at",
        "solved_at", "source", "item", "article",
    )  # fmt: skip
    readonly_fields = ("error",)

    @admin.display(description=_("error"))
    def error(self, fault: Fault) -> str:
        """The error with its line breaks."""
        return format_html('<pre class="error">{}</pre>', fault.message)

    @admin.action(description=_("Try the chosen ones again"))
    def retry(self, request: HttpRequest, queryset: QuerySet[Fault]) -> None:
        """Make each failed step due again and wake a worker for it."""
        from incidents import tasks  # not for every command that loads the admin

        again = [faults.retry(fault) for fault in queryset]
        for subject in again:
            tasks.follow_up_retry(subject)
        number = sum(subject is not None for subject in again)
        text = ngettext("%d step is tried again.", "%d steps are tried again.", number) % number
        self.message_user(request, text, messages.SUCCESS)
