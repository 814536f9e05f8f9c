"""Tokens: how one is made, used and revoked, and who gets none."""

from __future__ import annotations

import base64

import pytest
from rest_framework.test import APIClient

from incidents.models import User
from tests.factories import make_draft
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def knowing(user: User, password: str = PASSWORD) -> APIClient:
    """A client that sends a name and a password."""
    pair = base64.b64encode(f"{user.username}:{password}".encode()).decode()
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Basic {pair}")
    return client


def holding(token: str) -> APIClient:
    """A client that sends a token."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def test_a_token_is_made_by_password_used_and_revoked(analyst: User) -> None:
    make_draft(analyst)

    made = knowing(analyst).post("/api/v1/tokens/")
    assert made.status_code == 201, made.content
    assert made.json()["expires_at"]
    client = holding(made.json()["token"])
    assert len(client.get("/api/v1/mentions/").json()["results"]) == 1
    assert client.delete("/api/v1/tokens/").status_code == 204
    gone = client.get("/api/v1/mentions/")
    assert gone.status_code == 401
    assert set(gone.json()["error"]) == {"code", "message", "fields"}


def test_a_token_makes_no_further_token(analyst: User) -> None:
    token = knowing(analyst).post("/api/v1/tokens/").json()["token"]

    assert holding(token).post("/api/v1/tokens/").status_code == 403


def test_wrong_passwords_and_people_without_a_role_get_none(analyst: User, reader: User) -> None:
    assert knowing(analyst, "wrong").post("/api/v1/tokens/").status_code == 401
    assert knowing(reader).post("/api/v1/tokens/").status_code == 403
    assert APIClient().post("/api/v1/tokens/").status_code == 401


def test_a_password_alone_is_not_enough_for_an_account_with_a_second_factor(
    analyst: User,
) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(
        user=analyst, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )

    assert knowing(analyst).post("/api/v1/tokens/").status_code == 403
