"""`manage.py verify_evidence`: re-hashes the archive and checks the evidence of every mention."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from incidents.ingestion.evidence import totals, verify


class Command(BaseCommand):
    """Reads everything once; names what does not hold and exits with 1."""

    help = "Checks archived bytes, texts and evidence against each other."

    def handle(self, *_args: Any, **_options: Any) -> None:
        numbers = totals()
        broken = 0
        for checked in tqdm(verify(), total=sum(numbers.values()), unit="check", disable=None):
            if checked.problem:
                broken += 1
                self.stderr.write(f"{checked.what}: {checked.problem}")
        looked_at = ", ".join(f"{number} {name}" for name, number in numbers.items())
        if broken:
            raise CommandError(f"{broken} broken of {looked_at}.", returncode=1)
        self.stdout.write(f"{looked_at}: all hold.")
