"""Worker, broker and database are killed while 200 reports are read in: each is there once, extracted once."""

from __future__ import annotations

import json
from pathlib import Path

from tests.flows.polling import report
from tests.flows.stack import Stack

REPORTS = 200
FIRST = 500_000  # numbers that no other flow uses
_STATES = """
    SELECT count(*), count(DISTINCT text_sha256), count(*) FILTER (WHERE state = 'extracted')
    FROM incidents_article WHERE outlet = 'Kabar Uji Cabut'
"""
# The history that triggers keep has one row for each time an article became extracted.
_TIMES_EXTRACTED = """
    SELECT count(*), count(DISTINCT e.pgh_obj_id)
    FROM incidents_articleevent e JOIN incidents_article a ON a.id = e.pgh_obj_id
    WHERE a.outlet = 'Kabar Uji Cabut' AND e.state = 'extracted'
"""


def test_two_hundred_reports_survive_kills(stack: Stack, tmp_path: Path) -> None:
    for number in range(REPORTS):
        text = {"text": "\n\n".join(report(FIRST + number)), "outlet": "Kabar Uji Cabut"}
        (tmp_path / f"{number}.json").write_text(json.dumps(text), encoding="utf-8")

    reading = stack.manage_in_background("ingest", str(tmp_path))
    for share, name in ((0.1, "worker"), (0.3, "redis"), (0.5, "postgres")):
        stack.until(lambda share=share: _stored(stack) >= share * REPORTS, seconds=90)  # type: ignore[misc]  # bound now
        old = stack.kill(name)
        stack.until_restarted(name, old, seconds=60)
    stack.until(lambda: reading.poll() is not None, seconds=120)
    if reading.returncode:  # it lost its database; an operator starts it again
        stack.manage("ingest", str(tmp_path))
    stack.until(lambda: _states(stack) == (REPORTS, REPORTS, REPORTS), seconds=120)

    assert stack.rows(_TIMES_EXTRACTED)[0] == (REPORTS, REPORTS)


def _stored(stack: Stack) -> int:
    return _states(stack)[0]


def _states(stack: Stack) -> tuple[int, ...]:
    return tuple(int(str(each)) for each in stack.rows(_STATES)[0])
