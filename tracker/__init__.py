"""Wiring of the project: settings, addresses, Celery; no rules of the tracker's own."""

import os

# The matrices that extraction multiplies are small: threads would only wait for each other.
# numpy reads this when it is first loaded, so it stands before everything.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from .celery import app as celery_app

__all__ = ["celery_app"]
