"""The list of records with its filters in the address, as a page, a CSV file and a feed."""

from __future__ import annotations

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incidents.dashboard.caching import public_page
from incidents.dashboard.downloads import csv_stream
from incidents.dashboard.filter_form import active_filters, tidy
from incidents.exchange.atom import atom
from incidents.exchange.records import COLUMNS, record_rows
from incidents.filters import IncidentFilters
from incidents.models import Incident
from incidents.models.keyset import BadCursorError, Keyset

PAGE, FEED, MOST_COUNTED = 25, 50, 1000
_ORDER = Keyset("starts_on")


@public_page
def incident_list(request: HttpRequest) -> HttpResponse:
    """Public records by filter, the newest event first; wrong values are named and nothing is listed."""
    chosen = IncidentFilters(request.GET, queryset=Incident.objects.public())
    form = tidy(chosen.form)
    context: dict[str, object] = {"form": form, "records": [], "active": []}
    status = 200
    if form.is_valid():
        rows = chosen.qs
        context["active"] = active_filters(form, request.GET)
        context["count"] = rows.order_by()[: MOST_COUNTED + 1].count()
        context["most_counted"] = MOST_COUNTED
        try:
            page = _ORDER.page(
                rows.prefetch_related("elections"), after=request.GET.get("after", ""), size=PAGE
            )
        except BadCursorError:
            status = 400
            context["bad_page"] = True
        else:
            context["records"] = page.rows
            context |= _neighbours(request, page.next_cursor)
    else:
        status = 400
    return render(request, "incidents/incident_list.html", context, status=status)


def _neighbours(request: HttpRequest, next_cursor: str) -> dict[str, str]:
    query = request.GET.copy()
    cursor = query.pop("after", None)
    here = reverse("incidents")
    newest = f"{here}?{query.urlencode()}" if query else here
    query["after"] = next_cursor
    return {
        "newer_url": newest if cursor else "",
        "older_url": f"{here}?{query.urlencode()}" if next_cursor else "",
        "plain_query": request.GET.urlencode(),
    }


@public_page
def incident_csv(request: HttpRequest) -> HttpResponseBase:
    """All records that the filters leave, as CSV."""
    chosen = IncidentFilters(request.GET, queryset=Incident.objects.public())
    if not chosen.form.is_valid():
        return incident_list(request)
    rows = (
        chosen.qs.order_by(F("starts_on").desc(nulls_last=True), "-id")
        .prefetch_related("elections", "targets", "actors", "places", "citations")
        .iterator(chunk_size=500)
    )
    return csv_stream("siaga-records", COLUMNS, record_rows(rows, site=settings.SITE_URL))


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """The records published last, as Atom, in the reader's language."""
    newest = Incident.objects.public().order_by("-published_at", "-id")[:FEED]
    body = atom(
        newest,
        site=settings.SITE_URL,
        feed_url=settings.SITE_URL + reverse("incidents-feed"),
        title=_("Siaga: newest records"),
        language=get_language() or "id",
        updated=timezone.now().replace(minute=0, second=0, microsecond=0),
    )
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
