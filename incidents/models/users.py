"""People who log in; what they may do follows from their role's group (`review.access`)."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import Role


class User(AbstractUser):
    """A person with a log-in."""

    language = models.CharField(_("language"), max_length=5, blank=True, default="")

    def has_role(self, role: Role) -> bool:
        """Whether the person has `role` or one that includes it; one query the first time."""
        if not self.is_active:
            return False
        if self.is_superuser:
            return True
        order = list(Role)
        return any(order.index(Role(name)) >= order.index(role) for name in self.role_names())

    def role_names(self) -> frozenset[str]:
        """The roles given through groups, read once per instance."""
        cached: frozenset[str] | None = self.__dict__.get("_role_names")
        if cached is None:
            names = self.groups.filter(name__in=Role.values).values_list("name", flat=True)
            cached = self.__dict__["_role_names"] = frozenset(names)
        return cached
