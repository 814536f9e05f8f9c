"""The public page on how good the extraction is: on labelled articles, and by reviewers' decisions."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from incidents.dashboard.caching import public_page
from incidents.insights.labelled_quality import Measured, measured
from incidents.insights.version_quality import Decisions, decisions

# Decisions are counted afresh after so many seconds: they change slowly, and counting reads them all.
_COUNTED_FOR = 600
_KEY = "quality-decisions"


@public_page
def quality(request: HttpRequest) -> HttpResponse:
    """Precision and recall per category, and agreement per version of the extractor."""
    found = measured()
    counted: Decisions = cache.get_or_set(_KEY, decisions, _COUNTED_FOR)  # type: ignore[assignment] # the function's own result
    context = {
        "measured": found,
        "totals": _totals(found) if found else (),
        "shares": _shares(found) if found else (),
        "categories": [
            (kind, category, agreement)
            for (kind, category), agreement in counted.categories.items()
        ],
        "versions": counted.versions,
    }
    return render(request, "incidents/quality.html", context)


def _totals(found: Measured) -> list[tuple[str, Any]]:
    return [
        (_("Mentions: kind, category and sentence"), found.mentions),
        (_("Relevance of articles"), found.relevance),
        (_("Elections"), found.elections),
    ]


def _shares(found: Measured) -> list[tuple[str, float, int]]:
    names = {
        "status": _("Status"),
        "reported_by": _("Speaker"),
        "figures exact": _("Figure, with unit and approximation"),
        "evidence found in the text": _("Sentence found in the text"),
    }
    return [(label, *found.shares[name]) for name, label in names.items()]
