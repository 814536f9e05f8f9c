"""The timetable: one row a recurring task; each expires before its successor."""

from __future__ import annotations

from celery.schedules import crontab

from .env import env_int

# How soon lost work is noticed: a message, a claim or a poll that nothing came of is repeated
# after this time or a small multiple of it (incidents/ingestion/claims.py).
RECOVERY_SECONDS = env_int("RECOVERY_SECONDS", 60, least=2)


def _every(seconds: float) -> dict[str, object]:
    return {"schedule": seconds, "options": {"expires": seconds * 0.9}}


SCHEDULE: dict[str, dict[str, object]] = {
    "poll-due": {"task": "incidents.tasks.poll_due", **_every(float(RECOVERY_SECONDS))},
    "requeue-stale": {"task": "incidents.tasks.requeue_stale", **_every(RECOVERY_SECONDS / 2)},
    "check-sources": {"task": "incidents.tasks.check_sources", **_every(3600.0)},
    "refit-models": {
        "task": "incidents.tasks.refit_models",
        "schedule": crontab(hour=2, minute=40),
        "options": {"expires": 3600 * 6},
    },
}
