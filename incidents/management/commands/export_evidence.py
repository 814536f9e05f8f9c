"""`manage.py export_evidence ID FILE`: the archived pages behind an incident as a WARC file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.domain.errors import PermanentError
from incidents.ingestion.evidence import export_warc
from incidents.models import Incident


class Command(BaseCommand):
    """Writes FILE (by custom .warc.gz) anew; refuses to overwrite."""

    help = "Writes the archived pages behind an incident into a WARC file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("incident", metavar="ID", help="the public id, such as 2019-0004")
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            incident = Incident.objects.get(public_id=options["incident"])
            with path.open("xb") as file:
                number = export_warc(incident, file)
        except Incident.DoesNotExist:
            raise CommandError(f"There is no incident {options['incident']}.") from None
        except FileExistsError:
            raise CommandError(f"{path} exists already.") from None
        except (OSError, PermanentError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{number} pages in {path}.")
