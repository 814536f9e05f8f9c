"""Who may open a page at all; what may be done to one object is decided by `review.access`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from incidents.domain.vocabulary import Role
from incidents.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request behind `open_to`: its user is one of ours, and htmx may have sent it."""

    user: User


def open_to(
    role: Role,
) -> Callable[[Callable[Concatenate[StaffRequest, P], HttpResponseBase]], View[P]]:
    """Let people with `role` (or a higher one) pass; others log in or are refused (403)."""

    def decorate(view: Callable[Concatenate[StaffRequest, P], HttpResponseBase]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_login(request)
            if not request.user.has_role(role):
                raise PermissionDenied(_("This page needs the role “%s”.") % role.label)
            response = view(cast("StaffRequest", request), *args, **kwargs)
            add_never_cache_headers(response)  # nothing of it stays in a browser after log-out
            return response

        return cast("View[P]", guarded)

    return decorate


def _to_login(request: HttpRequest) -> HttpResponse:
    # A form sent after the session ended must not be replayed by GET after log-in.
    back = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER")
    return redirect_to_login(back or "/workspace/")
