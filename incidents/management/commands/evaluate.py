"""`manage.py evaluate DIR`: how well extraction agrees with labelled articles."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from incidents.domain.errors import PermanentError
from incidents.extraction import version
from incidents.extraction.scoring import Scores, score
from incidents.insights import labelled_quality
from incidents.management.reports import reports

_NEEDED = {"id", "text", "relevant", "elections", "mentions"}


class Command(BaseCommand):
    """Extracts every article of a folder afresh and compares; nothing is stored unless asked."""

    help = "Scores extraction on labelled articles (one JSON file each; format: docs/codebook.md)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--json", action="store_true", help="one JSON object, not a table")
        parser.add_argument(
            "--errors", type=int, default=0, metavar="N", help="list the first N errors"
        )
        parser.add_argument(
            "--predictions", type=Path, metavar="FILE", help="score these instead (JSON lines)"
        )
        parser.add_argument(
            "--save",
            action="store_true",
            help=f"keep the result for the public quality page ({labelled_quality.STORED.name})",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["save"] and options["predictions"]:
            raise CommandError("Only results of this version are kept: --save or --predictions.")
        gold = _labelled(options["folder"])
        told = _told(options["predictions"]) if options["predictions"] else _extracted(gold)
        scores = score(gold.values(), told)
        if options["json"]:
            self.stdout.write(json.dumps(scores.report(), ensure_ascii=False))
        else:
            self.stdout.write(table(scores.report()))
        for line in scores.errors[: options["errors"]]:
            self.stdout.write(line)
        if options["save"]:
            _save(options["folder"], scores)
            self.stderr.write(f"Kept in {labelled_quality.STORED}.")


def _labelled(folder: Path) -> dict[Path, dict[str, Any]]:
    """The labelled articles of a folder by file."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise CommandError(f"{folder}: no labelled articles (*.json).")
    gold = {}
    for path in files:
        try:
            record = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{path}: {error}") from error
        if not isinstance(record, dict) or not record.keys() >= _NEEDED:
            raise CommandError(f"{path}: an article has {', '.join(sorted(_NEEDED))}.")
        gold[path] = record
    return gold


def _extracted(gold: dict[Path, dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for path in tqdm(gold, unit="article", disable=None):
        for report in reports(path):
            if isinstance(report, PermanentError):
                raise CommandError(f"{path}: {report}")
            found.append(report.predicted())
    return found


def _told(path: Path) -> list[dict[str, Any]]:
    try:
        # Only line feeds end a record: a text may hold line separators of Unicode.
        lines = path.read_text("utf-8").split("\n")
        return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}") from error


def table(report: dict[str, Any]) -> str:
    """The scores, one a line, categories last."""
    lines = []
    for name, value in report.items():
        if name == "by category":
            lines.append(name)
            lines += [
                f"  {label:34s} p {v['p']:.2f}  r {v['r']:.2f}  f1 {v['f1']:.2f}  n {v['n']}"
                for label, v in value.items()
            ]
        elif isinstance(value, dict):
            lines.append(f"{name:34s} " + "  ".join(f"{k} {v}" for k, v in value.items()))
        else:
            lines.append(f"{name:34s} {value}")
    return "\n".join(lines)


def _save(folder: Path, scores: Scores) -> None:
    """The result with the extractor's version, the day and the set's name."""
    kept = {
        "version": version(),
        "measured_on": datetime.now(UTC).date().isoformat(),
        "set": folder.resolve().name,
        "scores": scores.report(),
    }
    labelled_quality.STORED.write_text(
        json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
