"""A killed process is started again and the site answers; what was written before is still there."""

from __future__ import annotations

import pytest

from tests.flows.stack import Stack


@pytest.mark.parametrize("name", ["postgres", "redis", "worker", "web", "beat"])
def test_a_killed_process_is_started_again(stack: Stack, name: str) -> None:
    before = stack.rows("SELECT count(*) FROM incidents_user")

    old = stack.kill(name)
    stack.until_restarted(name, old)

    stack.until(lambda: stack.get("/healthz")[0] == 200)
    assert stack.rows("SELECT count(*) FROM incidents_user") == before
