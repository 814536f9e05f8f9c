"""The named cast, and a test database that can be emptied between tests."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from incidents.models import User
from tests.databases import drop_template, make_template
from tests.factories import UserFactory


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Of several test processes one migrates, and all get a copy."""
    if hasattr(request.config, "workerinput"):
        with django_db_blocker.unblock():
            template = make_template(tmp_path_factory.getbasetemp().parent)
        connection.settings_dict["TEST"]["TEMPLATE"] = template


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that has started the others tidies up after them."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        drop_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Let flushes empty the decisions: the product refuses to, and a test of its own says so."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE incidents_decision DISABLE TRIGGER decision_no_truncate")


@pytest.fixture
def reader(db: None) -> User:
    """Rina reads what is published, also TLP:GREEN."""
    return UserFactory.create(username="rina", role="reader")


@pytest.fixture
def analyst(db: None) -> User:
    """Andi decides on mentions and writes records."""
    return UserFactory.create(username="andi", role="analyst")


@pytest.fixture
def reviewer(db: None) -> User:
    """Ratna, a second analyst, works on the same queue."""
    return UserFactory.create(username="ratna", role="analyst")


@pytest.fixture
def editor(db: None) -> User:
    """Eka approves, corrects and retracts."""
    return UserFactory.create(username="eka", role="editor")


@pytest.fixture
def administrator(db: None) -> User:
    """Adi looks after people and sources."""
    return UserFactory.create(username="adi", role="administrator")


@pytest.fixture
def outsider(db: None) -> User:
    """Olga has a log-in and no role."""
    return UserFactory.create(username="olga")
