"""Makes a log-in with a role and a random password, printed once."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import Role
from incidents.review import people


class Command(BaseCommand):
    """`manage.py add_user NAME --role analyst`: prints the password; exit code 1 if the name is taken."""

    help = "Make a log-in with a role and print its password once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name, role, and whether to give an existing log-in a new password."""
        parser.add_argument("name")
        parser.add_argument("--role", choices=Role.values, default=Role.ANALYST.value)
        parser.add_argument("--email", default="")
        parser.add_argument(
            "--reset", action="store_true", help="Give an existing log-in this role and a password."
        )

    def handle(self, **options: Any) -> None:
        """Make the log-in and print the password."""
        password = secrets.token_urlsafe(15)
        try:
            people.add(
                options["name"],
                role=Role(options["role"]),
                password=password,
                email=options["email"],
                reset=options["reset"],
            )
        except RuleViolation as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['name']} ({options['role']}): {password}")
