"""Pages by key, newest first: no OFFSET, no totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from incidents.models.keyset import Keyset, Page

SIZE, MOST = 50, 100


class NewestFirst(BasePagination):
    """`?after=` cursor, `?page_size=` up to 100, `?ordering=` one of the view's `orderings`.

    A view names its orders as `orderings = {"-starts_on": Keyset("starts_on"), ...}`, the default first.
    """

    orderings: dict[str, Keyset] = {"-id": Keyset()}

    def paginate_queryset(
        self,
        queryset: QuerySet[Any] | Sequence[Any],
        request: Request,
        view: APIView | None = None,
    ) -> list[Any]:
        """The rows of the page that the request asks for."""
        orderings = getattr(view, "orderings", self.orderings)
        query = request.query_params
        wanted = query.get("ordering", "") or next(iter(orderings))
        if wanted not in orderings:
            message = _("Expected one of: %s") % ", ".join(orderings)
            raise ValidationError({"ordering": [message]})
        self._request = request
        rows = cast("QuerySet[Any]", queryset)
        page: Page = orderings[wanted].page(
            rows, after=query.get("after", ""), size=_size(query.get("page_size", ""))
        )
        self._page = page
        return page.rows

    def get_paginated_response(self, data: Any) -> Response:
        """The rows, and the address of the next page or null."""
        address = self._request.build_absolute_uri()
        cursor = self._page.next_cursor
        following = (
            replace_query_param(remove_query_param(address, "after"), "after", cursor)
            if cursor
            else None
        )
        return Response({"next": following, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """For the OpenAPI description."""
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {"type": "string", "format": "uri", "nullable": True},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """For the OpenAPI description."""
        orderings = list(getattr(view, "orderings", self.orderings))
        return [
            _parameter("after", {"type": "string"}, "Cursor of a page, from `next`."),
            _parameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE},
                "Rows on a page.",
            ),
            _parameter(
                "ordering",
                {"type": "string", "enum": orderings, "default": orderings[0]},
                "Order of the rows; those without a value come last.",
            ),
        ]


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": schema,
        "description": description,
    }


def _size(text: str) -> int:
    if not text:
        return SIZE
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= MOST:
        message = _("Expected a whole number from 1 to %s.") % MOST
        raise ValidationError({"page_size": [message]})
    return int(text)
