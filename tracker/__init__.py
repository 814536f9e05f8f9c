"""Wiring of the project: settings, addresses, Celery; no rules of the tracker's own."""

import os

# The matrices that extraction multiplies are small: threads would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from .celery import app as celery_app  # noqa: E402  (numpy reads the setting when it is loaded)

__all__ = ["celery_app"]
