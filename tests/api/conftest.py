"""Clients by role, and a fresh count of requests for each test."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from incidents.models import User

Clients = Callable[[User | None], APIClient]


@pytest.fixture(autouse=True)
def _fresh_throttle() -> None:
    cache.clear()


@pytest.fixture
def client_of() -> Clients:
    """A client that acts as the person, or as nobody."""

    def make(person: User | None = None) -> APIClient:
        client = APIClient(HTTP_ACCEPT_LANGUAGE="en")
        if person is not None:
            client.force_authenticate(person)
        return client

    return make


@pytest.fixture
def public(client_of: Clients) -> APIClient:
    """A reader without a log-in."""
    return client_of(None)
