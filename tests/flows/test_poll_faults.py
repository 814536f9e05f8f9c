"""Worker, broker and database are killed while feeds are polled and files ingested: every article is there, once, extracted once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.polling import Outlets, outcome, write_reports
from tests.flows.stack import Stack

FEEDS, ITEMS, FILES = 6, 5, 40


@pytest.fixture
def outlets() -> Iterator[Outlets]:
    """Sites with a feed each."""
    running = Outlets(FEEDS, ITEMS)
    yield running
    running.stop()


def test_nothing_is_lost_and_nothing_comes_twice(
    stack: Stack, outlets: Outlets, tmp_path: Path
) -> None:
    before = outcome(stack)
    outlets.enlist(stack)
    write_reports(tmp_path, FILES)
    ingest = stack.manage_in_background("ingest", str(tmp_path))
    for number, name in enumerate(("worker", "redis", "postgres"), start=1):
        seen = number * FEEDS
        stack.until(lambda seen=seen: outcome(stack).items - before.items >= seen, seconds=60)  # type: ignore[misc]  # bound now
        old = stack.kill(name)
        stack.until_restarted(name, old, seconds=60)
    expected = FEEDS * ITEMS
    stack.until(lambda: ingest.poll() is not None, seconds=90)
    stack.until(lambda: outcome(stack).extracted - before.extracted >= expected + FILES, seconds=90)
    after = outcome(stack).since(before)
    assert after.is_whole(expected, besides=FILES)
    assert after.mentions > FILES
    assert ingest.returncode == 0
