"""Secrets of the second factor are not in the database as they are."""

from __future__ import annotations

import logging

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.utils import timezone
from pytest_django import Settings

from incidents.models import User

SECRET = "JBSWY3DPEHPK3PXP"


def _code(secret: str) -> str:
    code: str = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
    return code


@pytest.mark.django_db
def test_the_database_holds_neither_secret_nor_seed(analyst: User) -> None:
    TOTP.activate(analyst, SECRET)
    seed = RecoveryCodes.activate(analyst).get_unused_codes()
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert "sealed:" in Authenticator.objects.get(type="totp").data["secret"]
    again = RecoveryCodes(Authenticator.objects.get(type="recovery_codes"))
    assert again.get_unused_codes() == seed
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(_code(SECRET))


@pytest.mark.django_db
def test_a_secret_stored_before_still_opens(analyst: User) -> None:
    old = Authenticator.objects.create(user=analyst, type="totp", data={"secret": SECRET})
    assert TOTP(old).validate_code(_code(SECRET))


def test_the_same_secret_never_looks_the_same() -> None:
    seal = get_adapter()
    one, other = seal.encrypt(SECRET), seal.encrypt(SECRET)
    assert one != other
    assert seal.decrypt(one) == seal.decrypt(other) == SECRET


def test_a_key_of_its_own_can_be_introduced_later(settings: Settings) -> None:
    before = get_adapter().encrypt(SECRET)
    settings.MFA_SECRET_KEY = "k" * 40
    after = get_adapter().encrypt(SECRET)
    assert {get_adapter().decrypt(each) for each in (before, after)} == {SECRET}
    settings.MFA_SECRET_KEY = ""
    assert get_adapter().decrypt(before) == SECRET
    assert get_adapter().decrypt(after) != SECRET


def test_another_key_opens_nothing_and_lets_nobody_in(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    sealed = get_adapter().encrypt(SECRET)
    settings.SECRET_KEY = "another key of at least thirty-two characters"
    with caplog.at_level(logging.ERROR):
        found = {get_adapter().decrypt(sealed) for _try in range(3)}
    assert len(found) == 3
    assert all(len(each) == 32 for each in found)
    assert "sealed under another key" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("harm", ["cut short", "changed", "emptied"])
def test_a_secret_that_was_tampered_with_does_not_open(harm: str) -> None:
    sealed: str = get_adapter().encrypt(SECRET)
    harmed = {
        "cut short": sealed[:-4],
        "changed": sealed[:30] + ("B" if sealed[30] == "A" else "A") + sealed[31:],
        "emptied": "sealed:",
    }
    assert get_adapter().decrypt(harmed[harm]) != SECRET
