"""One migrated database for a run of several test processes, of which each gets a copy."""

from __future__ import annotations

import fcntl
from contextlib import closing
from pathlib import Path

import psycopg2
from django.db import connection
from psycopg2.extensions import AsIs, quote_ident


def template_name() -> str:
    """The database that is copied; nothing of it is there outside a run."""
    return f"test_{connection.settings_dict['NAME']}_template"


def make_template(folder: Path) -> str:
    """Its name; the first test process to ask makes it, while the others wait. They share `folder`."""
    name = template_name()
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / "template.made"
        if not made.exists():
            _migrate(name)
            made.touch()
    return name


def _migrate(name: str) -> None:
    given, of_tests = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    wanted, of_tests["NAME"] = of_tests["NAME"], name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        # A database that somebody is connected to cannot be copied; kept, only left.
        connection.creation.destroy_test_db(given, verbosity=0, keepdb=True)
    finally:
        of_tests["NAME"] = wanted


def drop_template() -> None:
    """Remove it once all copies are made."""
    parameters = {**connection.get_connection_params(), "dbname": "postgres"}
    for ours in ("cursor_factory", "client_encoding"):
        parameters.pop(ours, None)
    try:
        connected = psycopg2.connect(**parameters)
    except psycopg2.OperationalError:  # the tests have said so: without a server there is none
        return
    with closing(connected) as plain:
        plain.autocommit = True
        with plain.cursor() as cursor:
            name = AsIs(quote_ident(template_name(), plain))
            cursor.execute("DROP DATABASE IF EXISTS %s", [name])
