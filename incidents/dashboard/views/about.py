"""How records are made, what their words mean, and the language switch."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from incidents.dashboard.caching import public_page
from incidents.dashboard.codebook import CATEGORIES, KINDS, STATES
from incidents.domain.vocabulary import (
    CODEBOOK_VERSION,
    HOSTILE_CATEGORIES,
    MITIGATION_CATEGORIES,
    Kind,
    Status,
)

# Without a token in the form every reader gets the same bytes, so that public pages can be cached; all
# that a forged request could do is to set the reader's language.
language = csrf_exempt(set_language)


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """The method and the codebook."""
    context = {
        "version": CODEBOOK_VERSION,
        "kinds": [(kind, KINDS[kind]) for kind in Kind],
        "hostile": [(category, CATEGORIES[category]) for category in HOSTILE_CATEGORIES],
        "protective": [(category, CATEGORIES[category]) for category in MITIGATION_CATEGORIES],
        "states": [(status, STATES[status]) for status in Status],
    }
    return render(request, "incidents/about.html", context)
