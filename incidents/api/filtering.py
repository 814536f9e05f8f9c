"""Filters of the API's lists, made only where a request names one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView


class WhereAsked(DjangoFilterBackend):
    """The view's FilterSet; a request without any of its parameters does not pay for making it."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> QuerySet[Any]:
        """The rows that the filters leave; raises ValidationError for wrong values."""
        wanted = getattr(view, "filterset_class", None)
        if wanted is None or request.query_params.keys().isdisjoint(wanted.base_filters):
            return queryset
        found: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return found
