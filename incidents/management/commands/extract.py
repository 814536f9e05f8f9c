"""`manage.py extract PATH...`: prints what reports in files say, without storing anything."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from incidents.domain.errors import PermanentError
from incidents.extraction.predictions import Prediction
from incidents.management.reports import files_in, reports


class Command(BaseCommand):
    """Asks no database and no network; one line of JSON for each report, or lines for people."""

    help = "Extracts mentions from reports (corpus JSON, JSON lines, text, HTML, EML, WARC; files or folders)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
        parser.add_argument(
            "--format", choices=("jsonl", "text"), default="jsonl", help="default: jsonl"
        )
        parser.add_argument(
            "--country", metavar="CC", help="where the outlets sit, ISO 3166-1 alpha-2, as in ID"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        written, refused = 0, 0
        write = _as_text if options["format"] == "text" else _as_json
        for found in self._predictions(options["paths"], options["country"]):
            if isinstance(found, str):
                refused += 1
                tqdm.write(f"refused  {found}", file=self.stderr)
            else:
                written += 1
                self.stdout.write(write(found))
        if refused:
            raise CommandError(f"{refused} of {written + refused} refused.", returncode=1)
        if not written:
            raise CommandError("There is no report in what was given.", returncode=1)

    def _predictions(self, paths: list[str], country: str | None) -> Iterator[Prediction | str]:
        """Predictions in the order of the files; for what cannot be read, a line that says why."""
        for path in tqdm(files_in(paths), unit="file", disable=None):
            try:
                for report in reports(path):
                    if isinstance(report, PermanentError):
                        yield f"{path}: {report}"
                    else:
                        yield report.predicted(country)
            except PermanentError as error:
                yield f"{path}: {error}"
            except OSError as error:
                yield f"{path}: {error.strerror or error}."


def _as_json(found: Prediction) -> str:
    return json.dumps(found, ensure_ascii=False)


def _as_text(found: Prediction) -> str:
    relevant = "relevant" if found["relevant"] else "not relevant"
    head = f"{found['id']}: {relevant} ({found['relevance']:.2f}) {' '.join(found['elections'])}"
    lines = [head.rstrip()]
    for mention in found["mentions"]:
        details = [
            f"{name}: {value}"
            for name, value in (
                ("count", _figure(mention["count"])),
                ("when", mention["when"]),
                ("by", mention["reported_by"]),
                ("targets", ", ".join(mention["targets"])),
                ("actors", ", ".join(mention["actors"])),
                ("place", mention["place"]),
                ("because", ", ".join(cue["text"] for cue in mention["explanation"])),
            )
            if value
        ]
        named = f"{mention['kind']}/{mention['category']} {mention['status']}"
        lines.append(f"  {named} ({mention['confidence']:.2f})")
        lines.append(f"    “{mention['evidence']}”")
        lines += [f"    {detail}" for detail in details]
    return "\n".join(lines)


def _figure(count: dict[str, Any] | None) -> str:
    if count is None:
        return ""
    return f"{'about ' if count['approx'] else ''}{count['value']:,} {count['unit']}"
