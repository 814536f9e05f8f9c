"""Answers that a reader keeps as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse, StreamingHttpResponse

from incidents.exchange.tables import csv_lines

_TYPE = "text/csv; charset=utf-8; header=present"


def csv_response(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A small table as a file called `name`.csv."""
    body = "".join(csv_lines(columns, rows))
    return HttpResponse(
        body,
        content_type=_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def csv_stream(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """A table of any length, sent while it is read."""
    return StreamingHttpResponse(
        csv_lines(columns, rows),
        content_type=_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
