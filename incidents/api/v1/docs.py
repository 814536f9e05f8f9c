"""The description of the API: as OpenAPI for programs, and as a page for people, drawn here without script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation."""

    name: str
    place: str
    required: bool
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the page."""

    anchor: str
    method: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    sent: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of data: its fields with kind and meaning."""

    name: str
    about: str
    fields: tuple[Parameter, ...]


@cache
def schema() -> dict[str, Any]:
    """The OpenAPI description; made once, it depends on the code alone."""
    with override("en"):  # one description for readers of all languages
        made: dict[str, Any] = SchemaGenerator().get_schema(  # type: ignore[no-untyped-call] # the library types it not
            request=None, public=True
        )
    return made


@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """OpenAPI 3 as YAML."""
    body = OpenApiYamlRenderer().render(schema())  # type: ignore[no-untyped-call] # the library types it not
    response = HttpResponse(body, content_type="application/yaml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=3600)
    return response


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    return render(request, "incidents/api_docs.html", {"groups": groups(), "shapes": shapes()})


def groups() -> dict[str, list[Operation]]:
    """Operations by tag, in the order of the description."""
    found: dict[str, list[Operation]] = {}
    for path, methods in schema()["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["api"])[0]
            found.setdefault(tag, []).append(_operation(path, method, operation))
    return found


def shapes() -> list[Shape]:
    """The shapes of data that operations speak of; lists of codes are told where they are used."""
    return [
        Shape(name, _line(shape), _fields(shape))
        for name, shape in schema()["components"]["schemas"].items()
        if shape.get("properties")
    ]


def _operation(path: str, method: str, operation: dict[str, Any]) -> Operation:
    return Operation(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        parameters=tuple(
            Parameter(
                one["name"],
                one["in"],
                one.get("required", False),
                _kind(one["schema"]),
                one.get("description", ""),
            )
            for one in operation.get("parameters", ())
        ),
        sent=_content(operation.get("requestBody", {})),
        answers=tuple(
            (code, _content(answer)) for code, answer in operation.get("responses", {}).items()
        ),
    )


def _content(holder: dict[str, Any]) -> str:
    for media in holder.get("content", {}).values():
        return _kind(media.get("schema", {}))
    return ""


def _fields(shape: dict[str, Any]) -> tuple[Parameter, ...]:
    required = shape.get("required", ())
    return tuple(
        Parameter(name, "", name in required, _kind(field), _line(field))
        for name, field in shape["properties"].items()
    )


def _kind(field: dict[str, Any]) -> str:
    """A type in a word or two: `string`, `date`, `list of Figure`, or the codes allowed."""
    for name in ("allOf", "oneOf", "anyOf"):
        if name in field:
            parts = (_kind(part) for part in field[name])
            return " | ".join(part for part in parts if part)
    if "$ref" in field:
        name = str(field["$ref"]).rpartition("/")[2]
        codes = schema()["components"]["schemas"].get(name, {}).get("enum")
        return ", ".join(str(code) for code in codes if code) if codes else name
    if "enum" in field:
        return ", ".join(str(code) for code in field["enum"] if code is not None)
    if field.get("type") == "array":
        return f"[{_kind(field.get('items', {}))}]"
    if results := field.get("properties", {}).get("results"):
        return _kind(results)
    return str(field.get("format") or field.get("type") or "")


def _line(field: dict[str, Any]) -> str:
    """The first line of a description; drf-spectacular lists codes after it."""
    return str(field.get("description", "")).split("\n", 1)[0].split("* `", 1)[0].strip()
