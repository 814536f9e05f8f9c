"""The person's own page: roles, password, second factor, API tokens, sessions."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from knox.models import AuthToken

from incidents.domain.vocabulary import Role
from incidents.models import User


def _names(request: HttpRequest) -> frozenset[str]:
    return request.user.role_names() if isinstance(request.user, User) else frozenset()


def _page(request: HttpRequest, *, new_token: str = "") -> HttpResponse:
    context = {
        "tokens": AuthToken.objects.filter(user=request.user).order_by("-created"),
        "new_token": new_token,
        "second_factor": is_mfa_enabled(request.user),
        "roles": [role.label for role in Role if role in _names(request)],
        "now": timezone.now(),
    }
    return render(request, "account/profile.html", context)


@never_cache
@login_required
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """What the person may do, and how they log in."""
    return _page(request)


@never_cache
@login_required
@require_POST
@reauthentication_required(app="incidents")  # type: ignore[untyped-decorator]  # allauth has no types
def create_token(request: HttpRequest) -> HttpResponse:
    """Make an API token, after the password was asked for again: it acts without a second factor.

    It is shown in this one answer and kept only as a hash.
    """
    _token, secret = AuthToken.objects.create(user=request.user)
    return _page(request, new_token=secret)


@login_required
@require_POST
def revoke_token(request: HttpRequest, key: str) -> HttpResponse:
    """Delete one of the person's own tokens."""
    get_object_or_404(AuthToken, user=request.user, token_key=key).delete()
    messages.success(request, _("The token was revoked."))
    return redirect("profile")


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Log the person out everywhere but here."""
    mine, ended = str(request.user.pk), 0
    live = Session.objects.filter(expire_date__gt=timezone.now())
    for session in live.exclude(session_key=request.session.session_key).iterator():
        if session.get_decoded().get("_auth_user_id") == mine:
            session.delete()
            ended += 1
    messages.success(request, _("Other sessions ended: %d.") % ended)
    return redirect("profile")
