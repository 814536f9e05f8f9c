"""Who may call what: nothing is open unless a view says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from incidents.domain.vocabulary import Role
from incidents.models import User

if TYPE_CHECKING:  # the framework's views read this module while they are being imported
    from rest_framework.views import APIView


class DenyUnlessAllowed(BasePermission):
    """Refuses everybody; a view that may be called names another permission."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Never."""
        return False


class PublicReading(BasePermission):
    """Anybody may read; nobody may write here."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Only methods that change nothing."""
        return request.method in SAFE_METHODS


class AnalystsOnly(BasePermission):
    """People with the role of analyst or one that includes it."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """By role; acts check again what they need."""
        return isinstance(request.user, User) and request.user.has_role(Role.ANALYST)


class AnalystsWrite(AnalystsOnly):
    """Anybody may read, analysts may write."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """By method, then by role."""
        return request.method in SAFE_METHODS or super().has_permission(request, view)
