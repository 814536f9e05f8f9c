"""The Celery application; its tasks are in incidents/tasks.py, its timetable in schedule.py."""

from __future__ import annotations

import os

from celery import Celery, Task, signals
from django.db import close_old_connections

from .schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks(["incidents"])


@signals.task_prerun.connect
def check_connections(task: Task[..., object], **_said: object) -> None:
    """Before each task as before each request: a database connection that is old or broken is opened anew."""
    if not task.request.is_eager:  # then the transaction round it is the caller's
        close_old_connections()


@signals.worker_init.connect
def read_models(**_said: object) -> None:
    """Before the processes of a worker are made: they share what is read here, and none reads it again."""
    from incidents.extraction.knowledge import knowledge  # not for those who only send tasks

    knowledge()
