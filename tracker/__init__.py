"""Wiring of the project: settings, addresses, Celery; no rules of the tracker's own."""

from .celery import app as celery_app

__all__ = ["celery_app"]
