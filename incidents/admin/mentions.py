"""What sentences say; decided on in the workspace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import RejectionReason
from incidents.models import Mention, MentionEntity, User
from incidents.review import bulk, decide, people

from .records import RecordAdmin, RecordInline, told


class ReasonForm(ActionForm):
    """The action to take, the reason that a rejection needs, and who an assignment is for."""

    reason = forms.ChoiceField(
        label=_("Reason for rejection"),
        choices=[("", "–"), *RejectionReason.choices],
        required=False,
    )

    assignee = forms.ModelChoiceField(
        label=_("Colleague"), queryset=User.objects.none(), required=False, empty_label=_("nobody")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["assignee"].queryset = people.deciders()  # type: ignore[attr-defined]  # a ModelChoiceField


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
    action_form = ReasonForm
    actions = ("reject", "reopen", "assign")

    @admin.action(description=_("Reject the chosen, for the reason beside"))
    def reject(self, request: HttpRequest, queryset: QuerySet[Mention]) -> None:
        """Reject all of them or none, as one act."""
        seen = dict(queryset.values_list("pk", "version"))
        with told(self, request) as by:
            bulk.reject_many(seen, by=by, reason=request.POST.get("reason", ""))

    @admin.action(description=_("Put the chosen back into the queue"))
    def reopen(self, request: HttpRequest, queryset: QuerySet[Mention]) -> None:
        """Reopen each that was decided."""
        for mention in queryset:
            with told(self, request) as by:
                decide.reopen(mention, by=by, seen_version=mention.version)

    @admin.action(description=_("Assign the chosen to the colleague beside"))
    def assign(self, request: HttpRequest, queryset: QuerySet[Mention]) -> None:
        """Give all of them to one person or to nobody, as one act."""
        seen = dict(queryset.values_list("pk", "version"))
        key = request.POST.get("assignee", "")
        to = User.objects.filter(pk=key).first() if key.isdecimal() else None
        with told(self, request) as by:
            bulk.assign_many(seen, by=by, to=to)

    @admin.display(description=_("evidence"))
    def evidence_start(self, mention: Mention) -> str:
        """The beginning of the sentence."""
        return mention.evidence[:90]

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
