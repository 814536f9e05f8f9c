"""The migrations make exactly the models, in one line, on an empty database."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=out)
    except SystemExit:
        pytest.fail(f"makemigrations would write:\n{out.getvalue()}")


@pytest.mark.django_db
def test_the_migrations_are_one_line() -> None:
    loader = MigrationLoader(connection)
    assert loader.detect_conflicts() == {}
    assert len(loader.graph.leaf_nodes("incidents")) == 1


@pytest.mark.django_db
def test_all_of_them_have_run_on_the_test_database() -> None:
    out = StringIO()
    call_command("showmigrations", plan=True, stdout=out)
    assert "[ ]" not in out.getvalue()
