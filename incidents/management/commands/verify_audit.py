"""Checks the chain of decisions; exit code 1 when a row was altered, is missing or was moved."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.review import audit


class Command(BaseCommand):
    """`manage.py verify_audit [--expect HASH]`: prints the number of decisions and the newest hash."""

    help = "Check the chain of decisions. Note the hash it prints elsewhere and pass it as --expect later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: a hash noted earlier."""
        parser.add_argument(
            "--expect",
            default="",
            metavar="HASH",
            help="A hash that an earlier run printed; it must still be in the chain.",
        )

    def handle(self, **options: Any) -> None:
        """Print every flaw, then the sum."""
        report = audit.verify(expected_head=options["expect"])
        for flaw in report.flaws:
            self.stderr.write(f"{flaw.what}: {flaw.message}")
        if not report.holds:
            raise CommandError(f"{len(report.flaws)} flaws in {report.read} decisions.")
        self.stdout.write(f"{report.read} decisions, the chain holds. Newest: {report.head}")
