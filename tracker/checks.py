"""System checks of the settings: each wrong value has an id, the reason, and the cure."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from django.apps.config import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from incidents.domain.vocabulary import Role

LEAST_SECRET_KEY = 32
_RATE = re.compile(r"\d+/(s|sec|second|m|min|minute|h|hour|d|day)")


def check_settings(
    *, app_configs: Sequence[AppConfig] | None, **_kwargs: object
) -> list[CheckMessage]:
    """What is wrong with the values that the environment gave."""
    return [message for check in CHECKS for message in check()]


register(check_settings, Tags.compatibility)


def database_is_named() -> Iterator[CheckMessage]:
    """E001."""
    if settings.DATABASES["default"].get("UNNAMED"):
        yield Error(
            "DATABASE_URL is not set, and no `make run` is going on in this folder.",
            hint="Start `make run` in another terminal, or set DATABASE_URL=postgres://...",
            id="tracker.E001",
        )


def redis_is_named() -> Iterator[CheckMessage]:
    """E002."""
    if not settings.REDIS_URL:
        yield Error(
            "REDIS_URL is not set.", hint="For example redis://localhost/0", id="tracker.E002"
        )


def secret_key_is_secret() -> Iterator[CheckMessage]:
    """E003."""
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:  # Django's own answer to an empty one
        key = ""
    if len(key) < LEAST_SECRET_KEY or "change-me" in key:
        yield Error(
            f"SECRET_KEY is missing, an example, or shorter than {LEAST_SECRET_KEY} characters.",
            hint="python -c 'import secrets; print(secrets.token_urlsafe(50))' makes one.",
            id="tracker.E003",
        )
    if settings.MFA_SECRET_KEY and len(settings.MFA_SECRET_KEY) < LEAST_SECRET_KEY:
        yield Error(
            f"MFA_SECRET_KEY is shorter than {LEAST_SECRET_KEY} characters.",
            hint="Leave it empty, or make one as for SECRET_KEY.",
            id="tracker.E003",
        )


def no_debugging_in_public() -> Iterator[CheckMessage]:
    """E004."""
    if settings.DEBUG and settings.HTTPS:
        yield Error(
            "DEBUG is on while SITE_URL is https: error pages would show settings to everybody.",
            hint="Set DEBUG=false.",
            id="tracker.E004",
        )


def required_roles_exist() -> Iterator[CheckMessage]:
    """E005."""
    if unknown := set(settings.MFA_REQUIRED_ROLES) - set(Role.values):
        yield Error(
            f"MFA_REQUIRED_ROLES has unknown roles: {', '.join(sorted(unknown))}.",
            hint=f"Roles are {', '.join(Role.values)}.",
            id="tracker.E005",
        )


def site_url_is_an_address() -> Iterator[CheckMessage]:
    """E006 for an unusable SITE_URL, E007 when its host would be refused."""
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        yield Error(
            f"SITE_URL={settings.SITE_URL!r} is not an address of a site.",
            hint="For example https://siaga.example.org, without a path.",
            id="tracker.E006",
        )
    elif not _host_allowed(parts.hostname):
        yield Error(
            f"ALLOWED_HOSTS does not have {parts.hostname}, the host of SITE_URL.",
            hint=f"Add it: ALLOWED_HOSTS={','.join([*settings.ALLOWED_HOSTS, parts.hostname])}",
            id="tracker.E007",
        )


def _host_allowed(host: str) -> bool:
    return any(
        allowed in {"*", host} or (allowed.startswith(".") and f".{host}".endswith(allowed))
        for allowed in settings.ALLOWED_HOSTS
    )


def private_hosts_stay_closed() -> Iterator[CheckMessage]:
    """E008."""
    if settings.HTTPS and settings.FETCH_ALLOWED_PRIVATE:
        yield Error(
            "FETCH_ALLOWED_PRIVATE is set on a public site: a source could name the machines "
            "behind it.",
            hint="Leave it empty; it is for tests on one machine.",
            id="tracker.E008",
        )


def rates_are_rates() -> Iterator[CheckMessage]:
    """E009."""
    for name, rate in cast(
        "dict[str, str]", settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
    ).items():
        if not _RATE.fullmatch(rate):
            yield Error(
                f"API_RATE of {name!r} is {rate!r}.",
                hint="API_RATE_ANONYMOUS and API_RATE_USER are written like 120/min.",
                id="tracker.E009",
            )


def language_is_offered() -> Iterator[CheckMessage]:
    """E010."""
    offered = [code for code, _name in settings.LANGUAGES]
    if settings.LANGUAGE_CODE not in offered:
        yield Error(
            f"LANGUAGE_CODE={settings.LANGUAGE_CODE!r} is not a language of the pages.",
            hint=f"One of {', '.join(offered)}.",
            id="tracker.E010",
        )


def evidence_storage_exists() -> Iterator[CheckMessage]:
    """E011."""
    backend = str(settings.STORAGES["evidence"]["BACKEND"])
    try:
        import_string(backend)
    except ImportError as error:
        yield Error(
            f"EVIDENCE_STORAGE={backend!r} cannot be imported: {error}.",
            hint="A storage class, for example storages.backends.s3.S3Storage with its library.",
            id="tracker.E011",
        )


def evidence_can_be_written() -> Iterator[CheckMessage]:
    """E012."""
    folder = Path(settings.VAR_DIR) / "evidence"
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        yield Error(
            f"SIAGA_VAR={settings.VAR_DIR}: this user cannot write in its folder evidence.",
            hint="Give the folder to the user that runs the site.",
            id="tracker.E012",
        )


def https_is_seen_behind_a_proxy() -> Iterator[CheckMessage]:
    """W001."""
    if settings.HTTPS and not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        yield checks.Warning(
            "SITE_URL is https and BEHIND_PROXY is off: behind a proxy that ends TLS every page "
            "would redirect to itself.",
            hint="Set BEHIND_PROXY=true when a proxy sets X-Forwarded-Proto.",
            id="tracker.W001",
        )


CHECKS: tuple[Callable[[], Iterator[CheckMessage]], ...] = (
    database_is_named,
    redis_is_named,
    secret_key_is_secret,
    no_debugging_in_public,
    required_roles_exist,
    site_url_is_an_address,
    private_hosts_stay_closed,
    rates_are_rates,
    language_is_offered,
    evidence_storage_exists,
    evidence_can_be_written,
    https_is_seen_behind_a_proxy,
)
