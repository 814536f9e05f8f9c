"""Each wrong setting is told with its id; right settings are told nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from pytest_django.fixtures import Settings

from tracker.checks import check_settings

KEY = "k" * 50
STORAGE = "django.core.files.storage.FileSystemStorage"


def ids() -> set[str]:
    """The ids of what the checks say now."""
    return {str(message.id) for message in check_settings(app_configs=None)}


@pytest.fixture(autouse=True)
def right(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A site as the operator's guide sets it up."""
    monkeypatch.setitem(project.DATABASES["default"], "UNNAMED", False)
    monkeypatch.setitem(project.STORAGES["evidence"], "BACKEND", STORAGE)
    settings.REDIS_URL = "redis://redis/0"
    settings.SECRET_KEY = KEY
    settings.DEBUG = False
    settings.SITE_URL, settings.HTTPS = "https://siaga.example", True
    settings.ALLOWED_HOSTS = ["siaga.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.FETCH_ALLOWED_PRIVATE = []
    settings.VAR_DIR = tmp_path
    return settings


def test_a_site_set_up_by_the_guide_has_nothing_to_be_told() -> None:
    assert ids() == set()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("REDIS_URL", "", "tracker.E002"),
        ("SECRET_KEY", "", "tracker.E003"),
        ("SECRET_KEY", "short", "tracker.E003"),
        ("SECRET_KEY", "change-me-" * 6, "tracker.E003"),
        ("MFA_SECRET_KEY", "short", "tracker.E003"),
        ("DEBUG", True, "tracker.E004"),
        ("MFA_REQUIRED_ROLES", ["editor", "edtior"], "tracker.E005"),
        ("SITE_URL", "siaga.example", "tracker.E006"),
        ("SITE_URL", "https://siaga.example/tracker", "tracker.E006"),
        ("ALLOWED_HOSTS", ["other.example"], "tracker.E007"),
        ("FETCH_ALLOWED_PRIVATE", ["127.0.0.1"], "tracker.E008"),
        (
            "REST_FRAMEWORK",
            {"DEFAULT_THROTTLE_RATES": {"anon": "many", "user": "1200/min"}},
            "tracker.E009",
        ),
        ("LANGUAGE_CODE", "xx", "tracker.E010"),
        ("VAR_DIR", "/dev/null/var", "tracker.E012"),
        ("SECURE_PROXY_SSL_HEADER", None, "tracker.W001"),
    ],
)
def test_a_wrong_setting_is_told(right: Settings, name: str, value: Any, told: str) -> None:
    setattr(right, name, value)
    assert ids() == {told}


def test_a_database_that_nobody_named_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(project.DATABASES["default"], "UNNAMED", True)
    assert ids() == {"tracker.E001"}


def test_a_storage_that_does_not_exist_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(project.STORAGES["evidence"], "BACKEND", "nowhere.Storage")
    assert ids() == {"tracker.E011"}


@pytest.mark.parametrize("allowed", ["*", ".example", "siaga.example"])
def test_the_sites_host_may_be_allowed_in_any_of_djangos_ways(
    right: Settings, allowed: str
) -> None:
    right.ALLOWED_HOSTS = [allowed]
    assert ids() == set()


def test_every_message_has_a_cure(right: Settings) -> None:
    right.REDIS_URL, right.DEBUG, right.ALLOWED_HOSTS = "", True, []
    assert all(message.hint for message in check_settings(app_configs=None))
