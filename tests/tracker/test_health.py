"""/healthz tells a load balancer whether this process can serve."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings


@pytest.mark.django_db
def test_it_is_well_when_database_and_redis_answer(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "redis": True}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_redis_that_is_gone_is_unwell_and_told_without_details(
    client: Client, settings: Settings
) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "redis": False}


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
