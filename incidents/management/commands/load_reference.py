"""Loads places, elections, entities, sources and the starter records; safe to repeat."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.management import reference, starter
from incidents.management.reference import REFERENCE, BadReferenceError, Tally

_Load = Callable[[], Tally]


def _steps() -> list[tuple[str, _Load]]:
    steps: list[tuple[str, _Load]] = [
        (
            "places",
            lambda: reference.load_places(reference.read_rows(REFERENCE / "places.json")),
        ),
        ("elections", lambda: reference.load_elections(reference.of_packs("elections.json"))),
        ("entities", lambda: reference.load_entities(reference.of_packs("entities.json"))),
    ]
    sources = REFERENCE / "sources.json"
    if sources.exists():
        steps.append(
            ("sources", lambda: reference.load_sources(reference.read_rows(sources))),
        )
    return steps


class Command(BaseCommand):
    """`manage.py load_reference`: exit code 0 when all is loaded, 1 when a file is bad."""

    help = "Load places, elections, entities, sources and starter records; safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: leave the starter records out."""
        parser.add_argument(
            "--without-records", action="store_true", help="Leave the starter records out."
        )

    def handle(self, **options: Any) -> None:
        """Load step by step, one line each."""
        steps = _steps()
        if not options["without_records"]:
            records = REFERENCE / "chronology.json"
            steps.append(("records", lambda: starter.load_records(reference.read_rows(records))))
        for number, (name, load) in enumerate(steps, start=1):
            try:
                tally = load()
            except BadReferenceError as error:
                raise CommandError(str(error)) from error
            except (KeyError, TypeError, ValueError) as error:
                raise CommandError(f"{name}: a row lacks or garbles {error}") from error
            self.stdout.write(
                f"[{number}/{len(steps)}] {name}: {tally.total} in the files, {tally.new} new"
            )
