"""JSON written by orjson, which is several times faster than the standard encoder."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer


def _encode(value: object) -> object:
    if isinstance(value, Promise | Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in an answer")


class OrjsonRenderer(BaseRenderer):
    """`application/json`, UTF-8; null for an answer without a body."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """The bytes of `data`; datetimes as ISO 8601 with `Z`."""
        if data is None:
            return b""
        return orjson.dumps(
            data, default=_encode, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS
        )
