"""Public pages: what is recorded, for readers without a log-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

# Without a token in the form every reader gets the same bytes, so that public pages can be cached; all
# that a forged request could do is to set the reader's language.
language = csrf_exempt(set_language)


def overview(request: HttpRequest) -> HttpResponse:
    """What is recorded, at a glance."""
    return render(request, "incidents/overview.html")


def incident_list(request: HttpRequest) -> HttpResponse:
    """Records by filter."""
    return render(request, "incidents/overview.html")


def feed(request: HttpRequest) -> HttpResponse:
    """The newest records as Atom."""
    return render(request, "incidents/overview.html")


def incident(request: HttpRequest, address: str) -> HttpResponse:
    """One record."""
    return render(request, "incidents/overview.html")


def election_list(request: HttpRequest) -> HttpResponse:
    """All elections."""
    return render(request, "incidents/overview.html")


def election(request: HttpRequest, code: str) -> HttpResponse:
    """One election."""
    return render(request, "incidents/overview.html")


def about(request: HttpRequest) -> HttpResponse:
    """Method and codebook."""
    return render(request, "incidents/overview.html")
