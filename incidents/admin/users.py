"""People, their roles, and how they log in."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from axes.utils import reset
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from knox.models import AuthToken

from incidents.domain.vocabulary import Role
from incidents.models import SavedFilter, User

from .records import RecordAdmin, ReferenceAdmin
from .site import is_administrator


@admin.register(User)
class PersonAdmin(ReferenceAdmin[User], DjangoUserAdmin[User]):
    """People with a log-in; the role is given by group, and each role includes the ones before it."""

    list_display = (
        "username",
        "first_name",
        "last_name",
        "email",
        "roles",
        "is_active",
        "last_login",
    )
    list_filter = ("groups", "is_active", "is_superuser")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (gettext_lazy("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (gettext_lazy("Role"), {"fields": ("groups", "is_active", "is_superuser")}),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: what a person decided keeps their name. Make them inactive instead."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With the groups that the list shows."""
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("role"))
    def roles(self, person: User) -> str:
        """The roles given, in words."""
        names = [group.name for group in person.groups.all()]
        return ", ".join(str(Role(name).label) for name in names if name in Role.values) or "-"

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Roles as check boxes."""
        if db_field.name == "groups":
            kwargs["queryset"] = Group.objects.filter(name__in=Role.values)
            kwargs["widget"] = forms.CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class _Removable(RecordAdmin[Any]):
    """Rows whose only change is their removal."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators."""
        return is_administrator(request)


@admin.register(Authenticator)
class SecondFactorAdmin(_Removable):
    """Second factors, without their secrets; delete one for a person who lost the device."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__username",)
    fields = list_display
    list_select_related = ("user",)


@admin.register(AuthToken)
class TokenAdmin(_Removable):
    """API tokens; delete one to revoke it. People make their own on their profile page."""

    list_display = ("token_key", "user", "created", "expiry")
    search_fields = ("token_key", "user__username")
    fields = list_display
    list_select_related = ("user",)


@admin.register(AccessAttempt)
class AccessAttemptAdmin(RecordAdmin[AccessAttempt]):
    """Failed log-ins that still count."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start", "user_agent")
    search_fields = ("username", "ip_address")
    fields = (*list_display, "path_info")
    actions = ("unlock",)

    @admin.action(description=gettext_lazy("Unlock the chosen log-ins"))
    def unlock(self, request: HttpRequest, queryset: QuerySet[AccessAttempt]) -> None:
        """Forget the failures of these names and addresses."""
        freed = sum(
            reset(username=row.username, ip=row.ip_address) for row in queryset if row.username
        )
        self.message_user(request, _("Unlocked: %d.") % freed, messages.SUCCESS)


@admin.register(AccessLog)
class AccessLogAdmin(RecordAdmin[AccessLog]):
    """Who logged in and out, when and from where."""

    list_display = ("attempt_time", "logout_time", "username", "ip_address", "user_agent")
    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"


@admin.register(AccessFailureLog)
class AccessFailureAdmin(RecordAdmin[AccessFailureLog]):
    """All failed log-ins."""

    list_display = ("attempt_time", "username", "ip_address", "locked_out", "user_agent")
    list_filter = ("locked_out",)
    search_fields = ("username", "ip_address")
    date_hierarchy = "attempt_time"


@admin.register(SavedFilter)
class SavedFilterAdmin(RecordAdmin[SavedFilter]):
    """Filters of the queue that people keep."""

    list_display = ("owner", "name", "query")
    search_fields = ("owner__username", "name")
    list_select_related = ("owner",)


@admin.register(Session)
class SessionAdmin(_Removable):
    """Open sessions by number; delete one to end it."""

    list_display = ("session_key", "person", "expire_date")
    fields = list_display

    @admin.display(description=gettext_lazy("person"))
    def person(self, session: Session) -> str:
        """Whose session it is."""
        key = str(session.get_decoded().get("_auth_user_id", "0"))
        return str(User.objects.filter(pk=key).first() or "-")
