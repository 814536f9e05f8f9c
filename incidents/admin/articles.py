"""Archived bytes, articles and stories."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from incidents.models import Article, Snapshot, Story, StoryBand

from .records import RecordAdmin


@admin.register(Snapshot)
class SnapshotAdmin(RecordAdmin[Snapshot]):
    """Bytes as received."""

    list_display = ("sha256", "url", "fetched_at", "status", "media_type", "size")
    list_filter = ("media_type", "status")
    search_fields = ("sha256", "url")
    date_hierarchy = "fetched_at"


@admin.register(Article)
class ArticleAdmin(RecordAdmin[Article]):
    """One version of one text."""

    list_display = ("title", "outlet", "published_on", "language", "relevant", "state", "mentions")
    list_filter = ("state", "relevant", "language", "source")
    search_fields = ("title", "canonical_url", "outlet")
    list_select_related = ("source",)
    date_hierarchy = "received_at"
    fieldsets = (
        (None, {"fields": ("title", "canonical_url", "source", "outlet", "byline", "language")}),
        (
            _("Dates"),
            {"fields": ("published_on", "published_precision", "published_from", "modified_on")},
        ),
        (
            _("Pipeline"),
            {"fields": ("state", "attempts", "error", "extractor_version", "received_at")},
        ),
        (_("Copies"), {"fields": ("version_of", "story", "near", "snapshot", "text_sha256")}),
        (_("Content"), {"fields": ("relevant", "relevance", "elections", "text")}),
    )

    @admin.display(description=_("mentions"))
    def mentions(self, article: Article) -> str:
        """A way to the mentions of the article."""
        address = reverse("admin:incidents_mention_changelist")
        return format_html('<a href="{}?article__id={}">{}</a>', address, article.pk, _("show"))


@admin.register(Story)
class StoryAdmin(RecordAdmin[Story]):
    """Articles that carry one text."""

    list_display = ("__str__", "first_seen")
    date_hierarchy = "first_seen"


@admin.register(StoryBand)
class StoryBandAdmin(RecordAdmin[StoryBand]):
    """The index by which copies are found."""

    list_display = ("band", "article")
    list_select_related = ("article",)
