"""Middleware: people whose role asks for a second factor set it up before anything else."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from incidents.domain.vocabulary import Role

# Where such a person may still go: to set it up, to leave, to choose the language.
_OPEN = ("/accounts/", "/i18n/", "/static/")


def second_factor_required(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send people of `settings.MFA_REQUIRED_ROLES` (or a higher role) without one to its page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(_OPEN) or not _lacks_second_factor(request):
            return get_response(request)
        text = _("Your role needs a second factor. Set one up to go on.")
        if request.path.startswith("/api/"):
            return JsonResponse({"code": "second-factor", "message": text}, status=403)
        messages.warning(request, text)
        return redirect("mfa_activate_totp")

    return middleware


def _lacks_second_factor(request: HttpRequest) -> bool:
    user = request.user
    if not settings.MFA_REQUIRED_ROLES or not user.is_authenticated:
        return False
    if not any(user.has_role(Role(name)) for name in settings.MFA_REQUIRED_ROLES):
        return False
    return not is_mfa_enabled(user)
