"""What sentences say; decided on in the workspace."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from incidents.models import Mention, MentionEntity

from .records import RecordAdmin, RecordInline


class NameInline(RecordInline[MentionEntity, Mention]):
    """Names in the mention."""

    model = MentionEntity


@admin.register(Mention)
class MentionAdmin(RecordAdmin[Mention]):
    """Mentions."""

    list_display = (
        "id",
        "kind",
        "category",
        "status",
        "evidence_start",
        "state",
        "incident",
        "work",
    )
    list_filter = ("state", "kind", "status", "category", "rejection", "flagged_vanished")
    search_fields = ("=id", "evidence", "reported_by")
    list_select_related = ("incident",)
    date_hierarchy = "created_at"
    inlines = (NameInline,)

    @admin.display(description=_("evidence"))
    def evidence_start(self, mention: Mention) -> str:
        """The beginning of the sentence."""
        return mention.evidence[:120]

    @admin.display(description=_("work on it"))
    def work(self, mention: Mention) -> str:
        """A way to the review page."""
        return format_html('<a href="{}">{}</a>', reverse("mention", args=[mention.pk]), _("open"))


@admin.register(MentionEntity)
class MentionEntityAdmin(RecordAdmin[MentionEntity]):
    """Names as written, and the entities they stand for."""

    list_display = ("text", "role", "entity", "mention")
    list_filter = ("role",)
    search_fields = ("text", "entity__name")
    list_select_related = ("entity", "mention")
