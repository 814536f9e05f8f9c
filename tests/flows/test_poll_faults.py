"""Worker, broker and database are killed while feeds are polled: every article is there, once, extracted once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.flows.polling import Outlets, outcome
from tests.flows.stack import Stack

FEEDS, ITEMS = 6, 5


@pytest.fixture
def outlets() -> Iterator[Outlets]:
    """Sites with a feed each."""
    running = Outlets(FEEDS, ITEMS)
    yield running
    running.stop()


def test_nothing_is_lost_and_nothing_comes_twice(stack: Stack, outlets: Outlets) -> None:
    before = outcome(stack)
    outlets.enlist(stack)
    for number, name in enumerate(("worker", "redis", "postgres"), start=1):
        seen = number * FEEDS
        stack.until(lambda seen=seen: outcome(stack).items - before.items >= seen, seconds=60)  # type: ignore[misc]  # bound now
        old = stack.kill(name)
        stack.until_restarted(name, old, seconds=60)
    expected = FEEDS * ITEMS
    stack.until(lambda: outcome(stack).extracted - before.extracted >= expected, seconds=90)
    after = outcome(stack)
    assert after.since(before).is_whole(expected)
    assert after.mentions > before.mentions
