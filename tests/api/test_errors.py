"""Errors: one shape, no exception text, throttling, unknown addresses."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings
from rest_framework.test import APIClient
from rest_framework.throttling import AnonRateThrottle

from incidents.api.errors import in_one_shape
from incidents.api.v1 import reading
from incidents.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("kind=nonsense", "kind"),
        ("category=x", "category"),
        ("since=yesterday", "since"),
        ("election=pemilu-1900", "election"),
        ("place=XX-YY", "place"),
        ("target=nobody", "target"),
        ("ordering=secret", "ordering"),
        ("page_size=0", "page_size"),
        ("page_size=101", "page_size"),
        ("page_size=ten", "page_size"),
        ("after=nonsense", "after"),
        ("after=2019-99-99~1", "after"),
        ("q=" + "x" * 201, "q"),
    ],
)
def test_wrong_values_are_named(public: APIClient, query: str, field: str) -> None:
    answer = public.get(f"/api/v1/incidents/?{query}")

    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"code", "message", "fields"}
    assert answer.json()["error"]["fields"][field]


@pytest.mark.parametrize(
    "query", ["after=~99999999999999999999", "q=%00", "kind=%00", "q=%F0%9F%98%80"]
)
def test_hostile_values_are_no_server_error(public: APIClient, query: str) -> None:
    assert public.get(f"/api/v1/incidents/?{query}").status_code in {200, 400}


def test_an_unknown_address_is_not_found_in_the_one_shape(public: APIClient) -> None:
    answer = public.get("/api/v1/nonsense/deep/")

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not-found"


def test_a_method_that_is_not_there_is_refused_in_the_one_shape(
    client_of: Any, analyst: User
) -> None:
    answer = client_of(analyst).delete("/api/v1/elections/")

    assert answer.status_code in {403, 405}
    assert set(answer.json()["error"]) == {"code", "message", "fields"}


def test_an_unforeseen_error_says_nothing_of_itself(
    monkeypatch: pytest.MonkeyPatch, public: APIClient, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: object) -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr(reading.Elections, "visible", broken)

    answer = public.get("/api/v1/elections/")

    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "server-error"
    assert b"hunter2" not in answer.content
    assert "hunter2" in caplog.text


def test_broken_json_is_refused_in_the_one_shape(client_of: Any, analyst: User) -> None:
    answer = client_of(analyst).post(
        "/api/v1/incidents/", b'{"title": ', content_type="application/json"
    )

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "parse-error"


def test_too_many_requests_are_told_when_to_come_back(
    monkeypatch: pytest.MonkeyPatch, public: APIClient
) -> None:
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    answers = [public.get("/api/v1/places/") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["error"]["code"] == "throttled"
    assert int(answers[2]["Retry-After"]) > 0


@override_settings(LANGUAGE_CODE="en")
def test_messages_of_nested_fields_become_one_list() -> None:
    from rest_framework.exceptions import ValidationError

    answer = in_one_shape(ValidationError({"figure": {"unit": ["missing"]}, "x": "bad"}), {})

    assert answer.data["error"]["fields"] == {"figure": ["unit: missing"], "x": ["bad"]}
