"""The readers of the environment: what they take, and how they refuse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import env


@pytest.fixture(autouse=True)
def _no_note_left() -> Iterator[None]:
    """What a test lets `use_running` read is forgotten after it."""
    yield
    env._running.clear()


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("1", True), ("YES", True), ("off", False)]
)
def test_a_switch_takes_the_usual_spellings(
    monkeypatch: pytest.MonkeyPatch, text: str, value: bool
) -> None:
    monkeypatch.setenv("DEBUG", text)
    assert env.env_bool("DEBUG", default=not value) is value


def test_a_switch_refuses_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="DEBUG='maybe'"):
        env.env_bool("DEBUG", default=False)


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "")
    monkeypatch.setenv("LANGUAGE_CODE", " ")
    assert env.env_bool("DEBUG", default=True) is True
    assert env.env_str("LANGUAGE_CODE", "id") == "id"


@pytest.mark.parametrize(("text", "told"), [("many", "whole number"), ("-1", "at least 0")])
def test_a_number_refuses_words_and_too_little(
    monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    monkeypatch.setenv("HSTS_SECONDS", text)
    with pytest.raises(ImproperlyConfigured, match=told):
        env.env_int("HSTS_SECONDS", 0)


def test_a_list_drops_empty_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, ,b.example,")
    assert env.env_list("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_a_choice_names_what_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    with pytest.raises(ImproperlyConfigured, match="INFO, DEBUG"):
        env.env_choice("LOG_LEVEL", "INFO", ["INFO", "DEBUG"])


def test_a_secret_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from-the-file\n", "utf-8")
    monkeypatch.setenv("SECRET_KEY", "from-the-variable")
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    assert env.env_str("SECRET_KEY") == "from-the-file"


def test_a_missing_secret_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "absent"))
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY_FILE=.*absent"):
        env.env_str("SECRET_KEY")


def test_a_database_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://me:p%40ss@db:5433/siaga?sslmode=require")
    found = env.env_database("DATABASE_URL")
    wanted = {"NAME": "siaga", "USER": "me", "PASSWORD": "p@ss", "HOST": "db", "PORT": "5433"}
    assert wanted.items() <= found.items()
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_database_password_may_stand_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("p/@:ss\n", "utf-8")
    monkeypatch.setenv("DATABASE_URL", "postgres://siaga@db/siaga")
    monkeypatch.setenv("DATABASE_PASSWORD_FILE", str(tmp_path / "password"))
    assert env.env_database("DATABASE_URL")["PASSWORD"] == "p/@:ss"


def test_a_database_behind_a_socket_is_found_by_its_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://siaga@/siaga?host=/srv/a%20b/run")
    assert env.env_database("DATABASE_URL")["HOST"] == "/srv/a b/run"


@pytest.mark.parametrize(
    "url", ["mysql://db/siaga", "postgres://db", "postgres://db:many/siaga", "siaga"]
)
def test_an_unusable_database_address_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.env_database("DATABASE_URL")


@pytest.mark.parametrize(
    ("url", "broker"),
    [
        ("redis://cache:6379/2", "redis://cache:6379/2"),
        ("unix:///run/redis.sock", "redis+socket:///run/redis.sock?virtual_host=0"),
        ("unix:///run/redis.sock?db=3", "redis+socket:///run/redis.sock?virtual_host=3"),
    ],
)
def test_celery_gets_the_redis_address_in_its_own_spelling(
    monkeypatch: pytest.MonkeyPatch, url: str, broker: str
) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    assert env.env_redis("REDIS_URL") == (url, broker)


def test_an_unusable_redis_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "localhost:6379")
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        env.env_redis("REDIS_URL")


def test_another_terminal_finds_the_running_servers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    note = tmp_path / "run.env"
    note.write_text("DATABASE_URL=postgres://a@/b?host=/c\nREDIS_URL=unix:///d\n", "utf-8")

    env.use_running(note)

    assert env.env_str("DATABASE_URL") == "postgres://a@/b?host=/c"
    assert env.env_str("REDIS_URL") == "unix:///d"


def test_a_database_named_by_the_environment_makes_the_note_void(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://mine/mine")
    monkeypatch.delenv("REDIS_URL", raising=False)
    note = tmp_path / "run.env"
    note.write_text("DATABASE_URL=postgres://theirs/theirs\nREDIS_URL=unix:///theirs\n", "utf-8")

    env.use_running(note)

    assert env.env_str("DATABASE_URL") == "postgres://mine/mine"
    assert env.env_str("REDIS_URL") == ""


def test_without_a_run_there_is_no_note(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    env.use_running(tmp_path / "run.env")
    assert env.env_database("DATABASE_URL")["UNNAMED"] is True
