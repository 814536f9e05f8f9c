"""What all pages of the admin share: records are read here; reference data may be edited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin, TabularInline
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db import models
from django.db.models import Model
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from incidents.domain.errors import RuleViolation
from incidents.models import User

from .site import is_administrator

M = TypeVar("M", bound=Model)
P = TypeVar("P", bound=Model)


@contextmanager
def told(page: ModelAdmin[Any], request: HttpRequest) -> Iterator[User]:
    """Who acts; a rule that the act would break is told to them instead of raised."""
    try:
        yield cast("User", request.user)
    except RuleViolation as error:
        page.message_user(request, str(error), messages.ERROR)


class RecordAdmin(ModelAdmin[M]):
    """Rows that the pipeline or the acts of review write: to be looked at, never edited by hand."""

    list_per_page = 50
    show_full_result_count = False  # counting a million rows to say so helps nobody
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https", "widget": AdminURLFieldWidget},
    }

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Shown to whoever may open the admin."""
        return is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators see all rows."""
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody edits one by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes one."""
        return False


class ReferenceAdmin(RecordAdmin[M]):
    """Reference data that administrators keep; what is referred to cannot be deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Administrators."""
        return is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators."""
        return is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators; the database refuses where rows depend on it."""
        return is_administrator(request)


class RecordInline(TabularInline[M, P]):
    """Rows that belong to the record shown, to be looked at."""

    extra = 0
    can_delete = False
    show_change_link = True

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """All that is shown: without this, columns that no form can edit could not be shown."""
        return self.fields or self.readonly_fields

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As for the record."""
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


class NamedFormSet(BaseInlineFormSet[M, P, ModelForm[M]]):
    """Rows of a table of fields: each field carries its name, which the page shows only at the column's head."""

    def add_fields(self, form: ModelForm[M], index: int | None) -> None:
        """Name every field for those who cannot see the column."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", field.label or "")


class ReferenceInline(RecordInline[M, P]):
    """Rows that belong to the reference record shown, edited with it."""

    formset = NamedFormSet  # type: ignore[assignment]  # its parameters cannot be named here
    extra = 1
    can_delete = True
    show_change_link = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """None beyond those named."""
        return self.readonly_fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators."""
        return is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators."""
        return is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Administrators."""
        return is_administrator(request)
