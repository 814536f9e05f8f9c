"""A local site to fetch from, and no waiting between requests to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings

from tests.ingestion.site import Site


@pytest.fixture(autouse=True)
def _no_gap(settings: Settings) -> None:
    settings.FETCH_HOST_GAP_SECONDS = 0
    cache.clear()  # robots.txt of earlier sites on the same port


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that has no pages yet."""
    running = Site()
    yield running
    running.stop()
