"""The admin site: for administrators only, logged in through the same door as everybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import Role
from incidents.models import User


def is_administrator(request: HttpRequest) -> bool:
    """Whether the person may open the admin at all."""
    user = request.user
    return isinstance(user, User) and user.is_authenticated and user.has_role(Role.ADMINISTRATOR)


class TrackerAdminSite(AdminSite):
    """Django's admin with our name, our log-in (second factor, throttling) and our classes only."""

    site_header = "Siaga"
    site_title = "Siaga"
    index_title = _("Administration")

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Register our own classes; those of packages show secrets, or let anybody's tokens be made."""
        if admin_class is None or not admin_class.__module__.startswith("incidents."):
            return
        super().register(model_or_iterable, admin_class, **options)

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Our own records first, then what belongs to log-ins."""
        found = super().get_app_list(request, app_label)
        return sorted(found, key=lambda app: app["app_label"] != "incidents")

    def has_permission(self, request: HttpRequest) -> bool:
        """Administrators."""
        return is_administrator(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Log in where everybody does; a person without the role is refused instead of asked again."""
        if request.user.is_authenticated:
            raise PermissionDenied
        response = redirect("account_login")
        response["Location"] += f"?next={request.GET.get('next', '/admin/')}"
        return response

    def password_change(  # type: ignore[override]  # the stub promises a page; a redirect serves as well
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One page for changing a password."""
        return redirect("account_change_password")
