"""What reviewers accept and reject, so that people see what the extractor is bad at."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from incidents.domain.vocabulary import Role
from incidents.insights import review_quality
from incidents.workspace.gate import StaffRequest, open_to


@open_to(Role.ANALYST)
@require_safe
def learning(request: StaffRequest) -> HttpResponse:
    """Shares by category and by rule."""
    context = {
        "tables": [
            (_("Category"), review_quality.by_category()),
            (_("Rule"), review_quality.by_rule()),
        ]
    }
    return render(request, "workspace/learning.html", context)
