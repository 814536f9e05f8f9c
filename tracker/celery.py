"""The Celery application; its tasks are in incidents/tasks.py, its timetable in schedule.py."""

from __future__ import annotations

import os

from celery import Celery

from .schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks(["incidents"])
