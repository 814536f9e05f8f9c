"""What failed on the way in, why, and trying again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incidents import tasks
from incidents.domain.vocabulary import Role
from incidents.ingestion import faults as failures
from incidents.models import Fault, Source
from incidents.workspace.gate import StaffRequest, open_to

MOST = 100


@open_to(Role.ANALYST)
@require_safe
def faults(request: StaffRequest) -> HttpResponse:
    """Open failures, the newest first, and sources that have fallen silent."""
    open_ones = Fault.objects.filter(solved_at__isnull=True)
    stage = request.GET.get("stage", "")
    if stage in Fault.Stage.values:
        open_ones = open_ones.filter(stage=stage)
    context = {
        "faults": open_ones.select_related("source", "item__source", "article")[:MOST],
        "stages": Fault.Stage.choices,
        "stage": stage,
        "silent": Source.objects.filter(enabled=True, silent_since__isnull=False),
        "most": MOST,
    }
    return render(request, "workspace/faults.html", context)


@open_to(Role.ANALYST)
@require_POST
def retry(request: StaffRequest, pk: int) -> HttpResponse:
    """Try the failed step again."""
    subject = failures.retry(get_object_or_404(Fault, pk=pk))
    tasks.follow_up_retry(subject)
    if subject is None:
        messages.info(request, _("It was solved already, or is gone."))
    else:
        messages.success(request, _("It is tried again now."))
    return redirect("faults")
