"""The timetable: one row a recurring task; each expires before its successor."""

from __future__ import annotations

SCHEDULE: dict[str, dict[str, object]] = {
    "poll-due": {"task": "incidents.tasks.poll_due", "schedule": 60.0, "options": {"expires": 55}},
    "requeue-stale": {
        "task": "incidents.tasks.requeue_stale",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "check-sources": {
        "task": "incidents.tasks.check_sources",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
}
