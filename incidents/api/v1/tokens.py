"""Tokens for programs: made for a person who is logged in, shown once, stored hashed, revocable."""

from __future__ import annotations

from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from drf_spectacular.utils import extend_schema
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.authentication import BasicAuthentication, SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api.permissions import AnalystsOnly
from incidents.models import User

from . import inputs, shapes


@extend_schema(tags=["tokens"])
class Tokens(GenericAPIView[Any]):
    """Make a token, or revoke the one that is used."""

    queryset = AuthToken.objects.none()
    authentication_classes = (TokenAuthentication, SessionAuthentication, BasicAuthentication)
    permission_classes = (AnalystsOnly,)
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        summary="Make a token, logged in or by name and password (HTTP Basic)",
        request=inputs.Nothing,
        responses={201: shapes.TokenAnswer, 401: shapes.Error, 403: shapes.Error},
    )
    def post(self, request: Request) -> Response:
        """A password alone is not enough for an account with a second factor, a token for none."""
        user = cast("User", request.user)
        if isinstance(request.successful_authenticator, TokenAuthentication):
            raise PermissionDenied
        if isinstance(request.successful_authenticator, BasicAuthentication) and is_mfa_enabled(
            user
        ):
            raise PermissionDenied
        made, token = AuthToken.objects.create(user=user)
        return Response({"token": token, "expires_at": made.expiry}, status=201)

    @extend_schema(
        summary="Revoke the token that this request carries",
        responses={204: None, 401: shapes.Error, 403: shapes.Error},
    )
    def delete(self, request: Request) -> Response:
        """Only a token revokes itself; others are revoked on the profile page."""
        if not isinstance(request.auth, AuthToken):
            raise PermissionDenied
        request.auth.delete()
        return Response(status=204)
