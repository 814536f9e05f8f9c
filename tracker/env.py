"""Typed readers of the environment that fail loudly; secrets may come from a file (`NAME_FILE`)."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
_running: dict[str, str] = {}


def use_running(path: Path) -> None:
    """Let a command find the servers of a `make run` that goes on, noted in `path`.

    What the environment sets itself wins; where it names a database, the note is not read at all.
    """
    _running.clear()
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"):
        return
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return
    except OSError as error:
        raise ImproperlyConfigured(f"{path}: {error.strerror}.") from error
    for line in lines:
        name, _, value = line.partition("=")
        _running[name] = value


def env_str(name: str, default: str = "") -> str:
    """The variable's text, or that of the file named by `NAME_FILE`, without surrounding space.

    An empty variable is one that is not set: compose files pass on what the operator left empty.
    """
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text("utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE={path}: {error.strerror}") from error
    return os.environ.get(name, "").strip() or _running.get(name, default)


def env_choice(name: str, default: str, choices: Collection[str]) -> str:
    """One of `choices`."""
    value = env_str(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value!r}: expected one of {', '.join(choices)}.")
    return value


def env_bool(name: str, *, default: bool) -> bool:
    """True or false; anything but the usual spellings is refused."""
    value = env_str(name, "1" if default else "0").lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: expected true or false.")


def env_int(name: str, default: int, *, least: int = 0) -> int:
    """A whole number not below `least`."""
    value = env_str(name, str(default))
    try:
        number = int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r}: expected a whole number.") from error
    if number < least:
        raise ImproperlyConfigured(f"{name}={number}: expected at least {least}.")
    return number


def env_list(name: str, default: str = "") -> list[str]:
    """Comma-separated parts, empty ones dropped."""
    return [part.strip() for part in env_str(name, default).split(",") if part.strip()]


def env_database(name: str) -> dict[str, object]:
    """Django's database settings from a `postgres://` address; `?host=/dir` names a socket folder.

    The password may stand apart, in DATABASE_PASSWORD or the file DATABASE_PASSWORD_FILE names.
    """
    url = env_str(name)
    if not url:  # told by check tracker.E001; commands that need no database go on
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "siaga", "UNNAMED": True}
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name}: expected postgres://user:password@host:port/database.")
    options = dict(parse_qsl(parts.query))
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}.") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or "") or env_str("DATABASE_PASSWORD"),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def env_redis(name: str) -> tuple[str, str]:
    """A Redis address as clients write it, and as Celery does: for sockets the two differ."""
    url = env_str(name)
    parts = urlsplit(url)
    if url and parts.scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"{name}: expected redis://, rediss:// or unix:// address.")
    if parts.scheme != "unix":
        return url, url
    number = dict(parse_qsl(parts.query)).get("db", "0")
    return url, f"redis+socket://{parts.path}?virtual_host={number}"
