"""Every error of the API in one shape: {"error": {"code", "message", "fields"}}, and no exception's own text."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from incidents.domain.errors import AccessDenied, EditConflict, PermanentError, RuleViolation
from incidents.models.keyset import BadCursorError

logger = logging.getLogger(__name__)


def body(code: str, message: str, fields: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """The one shape."""
    return {"error": {"code": code, "message": message, "fields": fields or {}}}


def in_one_shape(error: Exception, context: dict[str, Any]) -> Response:
    """The answer for an exception; what was not foreseen is logged and told as a bare 500."""
    answer = _of_rules(error) or _of_framework(error, context)
    if answer is None:
        logger.error("Unforeseen error in the API", exc_info=error)
        message = _("Something went wrong on the server. The error was recorded.")
        answer = Response(body("server-error", message), status=500)
    set_rollback()
    return answer


def _of_rules(error: Exception) -> Response | None:
    """Refusals of our own rules; their messages are written for people."""
    if isinstance(error, EditConflict):
        data = body(error.reason, str(error))
        theirs = {name: list(values) for name, values in error.theirs.items()}
        data["error"]["conflict"] = {
            "seen_version": error.seen,
            "current_version": error.current,
            "changed": theirs,
            "by": list(error.by),
        }
        return Response(data, status=409)
    if isinstance(error, AccessDenied):
        return Response(body(error.reason, str(error)), status=403)
    if isinstance(error, RuleViolation | PermanentError):
        return Response(body(error.reason, str(error)), status=422)
    if isinstance(error, BadCursorError):
        message = _("The cursor is none that this list gave out.")
        return Response(body("bad-cursor", message, {"after": [message]}), status=400)
    return None


def _of_framework(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    answer = exception_handler(error, context)
    if answer is None or not isinstance(error, exceptions.APIException):
        return answer
    if isinstance(error, exceptions.ValidationError):
        message = _("Some values cannot be used as they are.")
        answer.data = body("invalid", message, _fields(error.detail))
    else:
        code = str(error.get_codes()).replace("_", "-")
        answer.data = body(code, str(error.detail))
    return answer


def _fields(detail: Any) -> dict[str, list[str]]:
    if isinstance(detail, dict):
        return {str(name): _messages(value) for name, value in detail.items()}
    return {"": _messages(detail)}


def _messages(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [f"{name}: {text}" for name, inner in value.items() for text in _messages(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in _messages(inner)]
    return [str(value)]
