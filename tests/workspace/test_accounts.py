"""Log-in, second factor, tokens, sessions: nobody gets in by another way."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from knox.models import AuthToken
from pytest_django import Settings

from incidents.models import User
from tests.factories.people import PASSWORD

Login = Callable[[User], Client]


def enter(client: Client, username: str, password: str = PASSWORD, **more: str) -> Any:
    """Send the log-in form."""
    return client.post("/accounts/login/", {"login": username, "password": password, **more})


def code_of(secret: str) -> str:
    """The code that an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def test_a_person_logs_in_and_lands_where_they_wanted(client: Client, analyst: User) -> None:
    answer = client.get("/workspace/incidents/")
    assert answer.headers["Location"] == "/accounts/login/?next=/workspace/incidents/"
    answer = enter(client, "andi", next="/workspace/incidents/")
    assert answer.headers["Location"] == "/workspace/incidents/"
    assert client.get("/workspace/incidents/").status_code == 200


def test_a_wrong_password_says_nothing_of_the_account(client: Client, analyst: User) -> None:
    known = enter(client, "andi", "wrong").content
    unknown = enter(client, "nobody-at-all", "wrong").content
    strip = re.compile(rb'(value="[^"]*")|andi|nobody-at-all')
    assert strip.sub(b"", known) == strip.sub(b"", unknown)


def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 404


def test_too_many_failures_lock_the_name_from_this_address(
    client: Client, analyst: User, settings: Settings
) -> None:
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 3
    for _attempt in range(3):
        answer = enter(client, "andi", "wrong")
    assert answer.status_code == 429
    assert enter(client, "andi").status_code == 429
    assert client.get("/workspace/").status_code == 302


@time_machine.travel("2026-11-01T00:00:10Z", tick=False)
def test_a_second_factor_is_set_up_and_asked_for(client: Client, analyst: User) -> None:
    enter(client, "andi")
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    page = client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200
    client.post("/accounts/logout/")

    answer = enter(client, "andi")
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/workspace/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    recovery = Authenticator.objects.get(user=analyst, type="recovery_codes")
    code = RecoveryCodes(recovery).get_unused_codes()[0]
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/workspace/").status_code == 200


@time_machine.travel("2026-11-01T00:00:10Z", tick=False)  # a code is good for half a minute
def test_codes_cannot_be_guessed_at_will(client: Client, analyst: User) -> None:
    cache.clear()
    TOTP.activate(analyst, "JBSWY3DPEHPK3PXP")
    enter(client, "andi")
    for _guess in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    right = code_of("JBSWY3DPEHPK3PXP")
    assert client.post("/accounts/2fa/authenticate/", {"code": right}).status_code == 200
    assert client.get("/workspace/").status_code == 302
    cache.clear()  # as after a quarter of an hour
    client.post("/accounts/2fa/authenticate/", {"code": right})
    assert client.get("/workspace/").status_code == 200


@pytest.mark.parametrize("path", ["/workspace/", "/admin/", "/"])
def test_roles_that_need_a_second_factor_do_nothing_before(
    login: Login, editor: User, analyst: User, settings: Settings, path: str
) -> None:
    settings.MFA_REQUIRED_ROLES = ["editor"]
    client = login(editor)
    assert client.get(path).headers["Location"] == "/accounts/2fa/totp/activate/"
    assert client.get("/accounts/profile/").status_code == 200
    api = client.get("/api/v1/incidents/")
    assert (api.status_code, api.json()["code"]) == (403, "second-factor")
    assert login(analyst).get("/workspace/").status_code == 200
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    assert client.get("/workspace/").status_code == 200


def test_a_token_is_shown_once_works_and_is_revoked(
    login: Login, analyst: User, client: Client
) -> None:
    own = login(analyst)
    asked = own.post("/accounts/profile/tokens/")
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    page = own.post(asked.headers["Location"], {"password": PASSWORD}).content.decode()
    found = re.search(r'id="new-token">([^<]+)<', page)
    assert found
    secret = found[1]
    assert secret not in own.get("/accounts/profile/").content.decode()
    ask = {"HTTP_AUTHORIZATION": f"Token {secret}"}
    reply = client.post("/api/v1/articles/", {}, content_type="application/json", **ask)  # type: ignore[arg-type]
    assert reply.status_code == 400 or reply.status_code == 422
    own.post(f"/accounts/profile/tokens/{AuthToken.objects.get().token_key}/revoke/")
    reply = client.post("/api/v1/articles/", {}, content_type="application/json", **ask)  # type: ignore[arg-type]
    assert reply.status_code == 401


def test_nobody_revokes_a_token_of_somebody_else(login: Login, analyst: User, editor: User) -> None:
    token, _secret = AuthToken.objects.create(user=editor)
    answer = login(analyst).post(f"/accounts/profile/tokens/{token.token_key}/revoke/")
    assert answer.status_code == 404
    assert AuthToken.objects.count() == 1


def test_other_sessions_are_ended_and_a_new_password_ends_them_too(
    login: Login, analyst: User, editor: User
) -> None:
    here, there, other = login(analyst), login(analyst), login(editor)
    here.post("/accounts/profile/sessions/end/")
    assert there.get("/accounts/profile/").status_code == 302
    assert here.get("/accounts/profile/").status_code == 200
    assert other.get("/accounts/profile/").status_code == 200
    there = login(analyst)
    new = {
        "oldpassword": PASSWORD,
        "password1": "kata sandi panjang 77",
        "password2": "kata sandi panjang 77",
    }
    assert here.post("/accounts/password/change/", new).status_code == 302
    assert there.get("/accounts/profile/").status_code == 302


def test_weak_passwords_are_refused(login: Login, analyst: User) -> None:
    for weak in ("pendek", "password1234", "123456789012"):
        sent = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
        assert login(analyst).post("/accounts/password/change/", sent).status_code == 200
    analyst.refresh_from_db()
    assert analyst.check_password(PASSWORD)


def test_sessions_end_by_themselves(login: Login, analyst: User, settings: Settings) -> None:
    client = login(analyst)
    session = Session.objects.get(pk=client.session.session_key)
    assert 0 < settings.SESSION_COOKIE_AGE <= 12 * 3600
    Session.objects.filter(pk=session.pk).update(expire_date="2020-01-01T00:00Z")
    assert client.get("/workspace/").status_code == 302
