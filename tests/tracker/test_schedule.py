"""The timetable names tasks that exist, and no turn outlives its successor."""

from __future__ import annotations

from typing import Any, cast

import pytest

from tracker.celery import app
from tracker.schedule import SCHEDULE


@pytest.mark.parametrize("name", SCHEDULE)
def test_an_entry_names_a_task_and_expires_before_the_next_turn(name: str) -> None:
    app.loader.import_default_modules()
    entry = cast("dict[str, Any]", SCHEDULE[name])
    assert entry["task"] in app.tasks
    if isinstance(entry["schedule"], float):
        assert entry["options"]["expires"] < entry["schedule"]
    else:  # a time of day
        assert entry["options"]["expires"] < 24 * 3600
