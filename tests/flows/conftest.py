"""A running stack for the flow tests, shared by all of them in one test process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.stack import Stack


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here, and keep it in one test process: a stack a process would be too many."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.flow)
            item.add_marker(pytest.mark.xdist_group("flows"))


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The product, started as `make run` starts it, on servers of its own."""
    # Lost work is repeated within seconds, so that tests of it need not wait for minutes.
    running = Stack(
        FETCH_ALLOWED_PRIVATE="127.0.0.1", FETCH_HOST_GAP_SECONDS="0", RECOVERY_SECONDS="2"
    )
    try:
        running.start()
        yield running
    finally:
        running.stop()
