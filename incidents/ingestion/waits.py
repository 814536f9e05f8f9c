"""After what time work is taken for lost and repeated; all from one setting, RECOVERY_SECONDS."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings


def first_message() -> timedelta:
    """In which the first message for a new row is expected to have been acted on."""
    return timedelta(seconds=settings.RECOVERY_SECONDS)


def later_message() -> timedelta:
    """In which a repeated message is expected to have been acted on: the queue may be long."""
    return timedelta(seconds=3 * settings.RECOVERY_SECONDS)


def claim() -> timedelta:
    """How long a claim holds: longer than the time limit of a task (incidents/tasks.py).

    Somebody who works on after it does nothing twice: what he stores is stored already.
    """
    return timedelta(seconds=6 * settings.RECOVERY_SECONDS)


def ahead() -> timedelta:
    """How far ahead messages with a time are sent: to the next turn of the timetable."""
    return timedelta(seconds=settings.RECOVERY_SECONDS / 2)
