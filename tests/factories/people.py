"""People with log-ins."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from factory.declarations import Sequence
from factory.django import DjangoModelFactory
from factory.helpers import post_generation

from incidents.models import User

PASSWORD = "correct horse battery"


class UserFactory(DjangoModelFactory[User]):
    """A person; `role="analyst"` puts them into the role's group."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda n: f"person-{n}")
    email = ""

    @post_generation
    def role(self: Any, create: bool, name: str | None, **_more: Any) -> None:
        """Membership in the role's group and a known password."""
        if create:
            self.set_password(PASSWORD)
            self.is_staff = name == "administrator"
            self.save()
            if name:
                self.groups.add(Group.objects.get(name=name))
