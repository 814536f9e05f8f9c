"""Handing in reports by hand: a text, an address, a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from incidents import tasks
from incidents.domain.vocabulary import Role
from incidents.ingestion import submit as intake
from incidents.ingestion.submit import Submission
from incidents.workspace.forms.submit import AddressForm, FileForm, TextForm
from incidents.workspace.gate import StaffRequest, open_to


def _text(form: forms.Form) -> Sequence[Submission]:
    given = form.cleaned_data
    return [intake.submit_text(given.pop("text"), **given)]


def _address(form: forms.Form) -> Sequence[Submission]:
    return [intake.submit_url(form.cleaned_data["url"])]


def _file(form: forms.Form) -> Sequence[Submission]:
    file = form.cleaned_data["file"]
    return intake.submit_upload(file.name, file.read())


_WAYS: dict[str, tuple[type[forms.Form], Callable[[forms.Form], Sequence[Submission]]]] = {
    "address": (AddressForm, _address),
    "text": (TextForm, _text),
    "file": (FileForm, _file),
}


@open_to(Role.ANALYST)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: StaffRequest) -> HttpResponse:
    """Three ways to hand in a report, and what became of what was handed in."""
    blank = {name: form(auto_id=f"{name}_%s") for name, (form, _act) in _WAYS.items()}
    way = request.POST.get("way", "")
    if request.method != "POST" or way not in _WAYS:
        return render(request, "workspace/submit.html", blank)
    make, act = _WAYS[way]
    form = make(request.POST, request.FILES, auto_id=f"{way}_%s")
    if not form.is_valid():
        return render(request, "workspace/submit.html", blank | {way: form}, status=422)
    results = act(form)
    tasks.follow_up(*results)
    refused = all(one.outcome == "refused" for one in results)
    # What was refused stays in its form, so that it can be mended and sent again.
    context = blank | ({way: form} if refused else {}) | {"results": results, "refused": refused}
    return render(request, "workspace/submit.html", context, status=422 if refused else 200)
