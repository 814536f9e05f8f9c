"""An article on its own: what is archived of it, its versions and copies, and adding what was missed."""

from __future__ import annotations

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incidents.domain.errors import PermanentError, RuleViolation
from incidents.domain.vocabulary import Role
from incidents.ingestion import snapshots
from incidents.models import Article
from incidents.review import decide
from incidents.workspace.forms.mentions import MissedForm
from incidents.workspace.forms.queue import only_filters
from incidents.workspace.gate import StaffRequest, open_to
from incidents.workspace.lookup import article_for
from incidents.workspace.review_page import article_context


@open_to(Role.ANALYST)
@require_safe
def article(request: StaffRequest, pk: int) -> HttpResponse:
    """The text with its marks, what is known of it, other versions and copies."""
    return _shown(request, article_for(request.user, pk))


def _shown(
    request: StaffRequest, one: Article, status: int = 200, missed: MissedForm | None = None
) -> HttpResponse:
    context = article_context(request.user, one, only_filters(request.GET)) | {
        "missed": missed or MissedForm(one),
        "versions": Article.objects.filter(canonical_url=one.canonical_url)
        .exclude(canonical_url="")
        .defer("text")
        .order_by("pk"),
        "copies": Article.objects.filter(story=one.story_id).exclude(pk=one.pk).defer("text")
        if one.story_id
        else [],
    }
    return render(request, "workspace/article.html", context, status=status)


@open_to(Role.ANALYST)
@require_POST
def add_mention(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a mention that the extractor missed; it counts as accepted by the one who adds it."""
    one = article_for(request.user, pk)
    form = MissedForm(one, request.POST)
    if not form.is_valid():
        return _shown(request, one, 422, form)
    fields = {
        name: form.cleaned_data[name] for name in ("start", "end", "kind", "category", "status")
    }
    try:
        added = decide.add_mention(one, by=request.user, **fields)
    except RuleViolation as error:
        form.add_error(None, str(error))
        return _shown(request, one, 422, form)
    messages.success(request, _("Added. Correct its details here."))
    return redirect(reverse("mention", args=[added.pk]) + only_filters(request.GET))


@csp({"default-src": [NONE], "sandbox": True})  # type: ignore[arg-type]  # typed for views without arguments
@open_to(Role.ANALYST)
@require_safe
def archived(request: StaffRequest, pk: int) -> HttpResponse:
    """The archived bytes: as plain text in a sandbox, or (`?download`) as a file; never as a page."""
    snapshot = article_for(request.user, pk).snapshot
    try:
        body = snapshots.read(snapshot)
    except PermanentError:
        messages.error(request, _("The archived bytes cannot be read. Tell an administrator."))
        return redirect("article", pk)
    if "download" in request.GET or not snapshot.media_type.startswith(
        ("text/", "application/json")
    ):
        response = HttpResponse(body, content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="{snapshot.sha256[:12]}.bin"'
    else:
        response = HttpResponse(body, content_type="text/plain; charset=utf-8")
    response["X-Archived-SHA256"] = snapshot.sha256
    return response
