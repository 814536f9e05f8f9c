"""Tokens: how one is made, used and revoked, and who gets none."""

from __future__ import annotations

import base64

import pytest
from rest_framework.test import APIClient

from incidents.models import User
from tests.factories import make_draft
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def basic(user: User, password: str = PASSWORD) -> dict[str, str]:
    pair = base64.b64encode(f"{user.username}:{password}".encode()).decode()
    return {"HTTP_AUTHORIZATION": f"Basic {pair}"}


def test_a_token_is_made_by_password_used_and_revoked(analyst: User) -> None:
    make_draft(analyst)
    client = APIClient()

    made = client.post("/api/v1/tokens/", **basic(analyst))
    assert made.status_code == 201, made.content
    assert made.json()["expires_at"]
    header = {"HTTP_AUTHORIZATION": f"Token {made.json()['token']}"}
    assert len(client.get("/api/v1/mentions/", **header).json()["results"]) == 1
    assert client.delete("/api/v1/tokens/", **header).status_code == 204
    gone = client.get("/api/v1/mentions/", **header)
    assert gone.status_code == 401
    assert set(gone.json()["error"]) == {"code", "message", "fields"}


def test_a_token_makes_no_further_token(analyst: User) -> None:
    client = APIClient()
    token = client.post("/api/v1/tokens/", **basic(analyst)).json()["token"]

    again = client.post("/api/v1/tokens/", HTTP_AUTHORIZATION=f"Token {token}")

    assert again.status_code == 403


def test_wrong_passwords_and_people_without_a_role_get_none(analyst: User, reader: User) -> None:
    client = APIClient()

    assert client.post("/api/v1/tokens/", **basic(analyst, "wrong")).status_code == 401
    assert client.post("/api/v1/tokens/", **basic(reader)).status_code == 403
    assert client.post("/api/v1/tokens/").status_code == 401


def test_a_password_alone_is_not_enough_for_an_account_with_a_second_factor(
    analyst: User,
) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(
        user=analyst, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )

    assert APIClient().post("/api/v1/tokens/", **basic(analyst)).status_code == 403
