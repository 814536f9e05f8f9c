"""Workers keep their database connection between tasks, and get another one when it is broken."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from celery.fixups.django import DjangoWorkerFixup  # type: ignore[attr-defined]  # not in its stubs
from celery.signals import task_prerun, worker_init
from django.db import connection

from incidents.extraction.knowledge import knowledge
from tracker.celery import app


def _before_a_task(*, eager: bool) -> None:
    task_prerun.send(sender=None, task=SimpleNamespace(request=SimpleNamespace(is_eager=eager)))


@pytest.mark.django_db(transaction=True)
def test_a_connection_is_kept_between_tasks() -> None:
    connection.ensure_connection()
    before = connection.connection
    fixup = DjangoWorkerFixup(app)
    for _ in range(3):
        fixup.close_database()
        _before_a_task(eager=False)
        connection.cursor().execute("SELECT 1")
    assert connection.connection is before


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_opened_anew() -> None:
    connection.ensure_connection()
    before = connection.connection
    before.close()  # as after a restart of the server
    _before_a_task(eager=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    assert connection.connection is not before


@pytest.mark.django_db
def test_a_task_run_in_place_leaves_the_transaction_of_its_caller() -> None:
    before = connection.connection
    _before_a_task(eager=True)
    assert connection.connection is before


def test_a_worker_reads_the_models_before_its_processes_are_made() -> None:
    before = knowledge.cache_info()
    worker_init.send(sender=None)
    after = knowledge.cache_info()
    assert after.hits + after.misses == before.hits + before.misses + 1
