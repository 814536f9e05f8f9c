"""Log-ins and their roles."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import Role
from incidents.models import User

from . import access


@transaction.atomic
def add(name: str, *, role: Role, password: str, email: str = "", reset: bool = False) -> User:
    """Make a log-in with one role; `reset` gives an existing one the role and password instead.

    Administrators may use the admin. Raises RuleViolation for a name that is taken or not allowed.
    """
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError as error:
        raise RuleViolation(f"{name}: {' '.join(error.messages)}", reason="name") from None
    person = User.objects.filter(username=name).first()
    if person is not None and not reset:
        raise RuleViolation(_("There is a log-in called %s already.") % name, reason="taken")
    person = person or User(username=name)
    person.email = email or person.email
    person.is_active = True
    person.is_staff = role == Role.ADMINISTRATOR
    person.set_password(password)
    person.save()
    give_role(person, role)
    return person


def give_role(person: User, role: Role) -> None:
    """Put the person into the role's group and out of the other roles' groups."""
    if not Group.objects.filter(name=role.value).exists():
        access.ensure_roles()
    person.groups.remove(*person.groups.filter(name__in=Role.values))
    person.groups.add(Group.objects.get(name=role.value))
    person.__dict__.pop("_role_names", None)


def deciders() -> QuerySet[User]:
    """People who may decide on mentions, to whom mentions can be assigned."""
    may = User.objects.filter(is_active=True, groups__permissions__codename=access.DECIDE)
    return may.distinct().order_by("username")
