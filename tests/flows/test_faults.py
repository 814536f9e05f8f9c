"""A killed process is started again and the site answers; of what is read in meanwhile nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.polling import Outlets, outcome, write_reports
from tests.flows.stack import Stack

REPORTS = 200
FEEDS, ITEMS = 6, 5
# Before each kill, so much of the files is stored and so many sources have been polled.
KILLS = (("worker", 0.1, 2), ("redis", 0.3, 4), ("postgres", 0.5, FEEDS))
# The history that triggers keep has one row for each time an article became extracted.
_TIMES_EXTRACTED = """
    SELECT count(*), count(DISTINCT pgh_obj_id) FROM incidents_articleevent WHERE state = 'extracted'
"""


@pytest.fixture
def outlets() -> Iterator[Outlets]:
    """Sites with a feed each."""
    running = Outlets(FEEDS, ITEMS)
    yield running
    running.stop()


@pytest.mark.parametrize("name", ["web", "beat"])
def test_a_killed_process_is_started_again(stack: Stack, name: str) -> None:
    before = stack.rows("SELECT count(*) FROM incidents_user")

    old = stack.kill(name)
    stack.until_restarted(name, old)

    stack.until(lambda: stack.get("/healthz")[0] == 200)
    assert stack.rows("SELECT count(*) FROM incidents_user") == before


def test_nothing_is_lost_or_doubled_when_worker_broker_and_database_are_killed(
    stack: Stack, outlets: Outlets, tmp_path: Path
) -> None:
    before = outcome(stack)
    write_reports(tmp_path, REPORTS)
    enlisted = 0
    reading = stack.manage_in_background("ingest", str(tmp_path))
    for name, share, feeds in KILLS:
        outlets.enlist(stack, enlisted, feeds)
        enlisted = feeds
        # The kill comes while the items of the new feeds are fetched and the files are read.
        stack.until(lambda feeds=feeds: outcome(stack).since(before).items == feeds * ITEMS)  # type: ignore[misc]  # bound now
        stack.until(
            lambda share=share: outcome(stack).since(before).articles >= share * REPORTS,  # type: ignore[misc]  # bound now
            seconds=90,
        )
        old = stack.kill(name)
        stack.until_restarted(name, old, seconds=60)
    stack.until(lambda: reading.poll() is not None, seconds=120)
    if reading.returncode:  # it lost its database; an operator starts it again
        stack.manage("ingest", str(tmp_path))

    polled = FEEDS * ITEMS
    stack.until(lambda: outcome(stack).since(before).is_whole(polled, besides=REPORTS), seconds=120)
    after = outcome(stack).since(before)
    assert after.mentions > REPORTS
    times, articles = stack.rows(_TIMES_EXTRACTED)[0]
    assert times == articles == outcome(stack).extracted
    stack.until(lambda: stack.get("/healthz")[0] == 200)
