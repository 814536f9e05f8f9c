"""Readers of the public pages in either language."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def english() -> Client:
    """A reader whose browser asks for English."""
    return Client(HTTP_ACCEPT_LANGUAGE="en")


@pytest.fixture
def indonesian() -> Client:
    """A reader whose browser asks for Indonesian."""
    return Client(HTTP_ACCEPT_LANGUAGE="id")
