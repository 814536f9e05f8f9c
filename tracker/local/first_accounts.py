"""The accounts of a new installation, with passwords that nobody else knows."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction

from incidents.domain.vocabulary import Role
from incidents.models import User

from .files import write_private

ACCOUNTS = {"admin": Role.ADMINISTRATOR, "analyst": Role.ANALYST, "editor": Role.EDITOR}


def make_first_accounts(passwords: Path) -> None:
    """Make ACCOUNTS while there is nobody yet; the passwords are written down first.

    A start that was cut off between the two finds the file and uses it.
    """
    if User.objects.exists():
        return
    if not passwords.exists():
        write_private(passwords, {name: secrets.token_urlsafe(12) for name in ACCOUNTS})
    known = dict(line.split("=", 1) for line in passwords.read_text("utf-8").splitlines())
    with transaction.atomic():
        for name, role in ACCOUNTS.items():
            person = User.objects.create_user(
                username=name,
                password=known[name],
                is_staff=role is Role.ADMINISTRATOR,
                is_superuser=role is Role.ADMINISTRATOR,
            )
            person.groups.add(Group.objects.get_or_create(name=role.value)[0])
