"""Adding a source: look at a site, see what would be kept, save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import tasks
from incidents.domain.errors import TrackerError
from incidents.domain.vocabulary import Role
from incidents.ingestion.discover import Discovery, Found, discover
from incidents.models import Source
from incidents.workspace.forms.submit import LookForm, SourceForm
from incidents.workspace.gate import StaffRequest, open_to

MOST_TRIED = 4  # the person waits for it: about two seconds each


@open_to(Role.EDITOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """First look at an address; then save one of the ways to poll it."""
    if request.method == "POST" and "kind" in request.POST:
        return _save(request)
    look = LookForm(request.POST or None)
    if request.method == "POST" and look.is_valid():
        try:
            found = discover(most=MOST_TRIED, **look.cleaned_data)
            return _page(request, look, found)
        except TrackerError as error:
            look.add_error("address", str(error))
    return _page(request, look, status=422 if look.errors else 200)


def _page(
    request: StaffRequest,
    look: LookForm,
    discovery: Discovery | None = None,
    form: SourceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    ways = [_way(discovery, found, look) for found in discovery.found] if discovery else []
    context = {"look": look, "discovery": discovery, "ways": ways, "form": form}
    return render(request, "workspace/source_add.html", context, status=status)


def _way(discovery: Discovery, found: Found, look: LookForm) -> dict[str, Any]:
    initial = {
        "name": discovery.name[:120],
        "kind": found.kind,
        "url": found.url,
        "homepage": discovery.homepage,
        "language": discovery.language,
        "country": "ID",
        "include": look.cleaned_data["include"],
        "exclude": look.cleaned_data["exclude"],
    }
    known = Source.objects.filter(url=found.url).first()
    return {"found": found, "known": known, "form": SourceForm(initial=initial, auto_id=False)}


def _save(request: StaffRequest) -> HttpResponse:
    form = SourceForm(request.POST, auto_id="source_%s")
    if not form.is_valid():
        return _page(request, LookForm(), form=form, status=422)
    form.instance.next_poll_at = timezone.now()
    source = form.save()
    tasks.follow_up_retry(source)
    messages.success(request, _("“%s” is polled from now on.") % source)
    return redirect("source-add")
