"""The steps before and beside the first page, each its own process: static, schema, records."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

_DATABASE_WAIT_SECONDS = 30.0


def main(step: str) -> None:
    """Run one step."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    {"static": static, "schema": schema, "records": records}[step]()


def static() -> None:
    """Style sheets and scripts, named by content, for the web process to serve."""
    call_command("collectstatic", interactive=False, verbosity=0)


def schema() -> None:
    """Tables and, in an empty database, the first accounts."""
    wait_for_database(_DATABASE_WAIT_SECONDS)
    call_command("migrate", interactive=False, verbosity=1)
    from .first_accounts import make_first_accounts

    make_first_accounts(Path(os.environ["SIAGA_VAR"]) / "passwords.txt")


def records() -> None:
    """Reference data and starter records; what is there already stays."""
    call_command("load_reference")


def wait_for_database(seconds: float) -> None:
    """Return when the database takes connections; raises its own error after `seconds`."""
    from django.db import OperationalError, connection

    until = time.monotonic() + seconds
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


if __name__ == "__main__":
    main(sys.argv[1])
