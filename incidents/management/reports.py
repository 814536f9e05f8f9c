"""Reports in files, read for extraction alone: nothing is stored and no database is asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from incidents.domain.errors import PermanentError
from incidents.domain.vocabulary import Language
from incidents.extraction import extract
from incidents.extraction.predictions import Prediction, prediction
from incidents.ingestion.documents import Document, read_documents

_RECORDS = {".json", ".jsonl", ".ndjson"}


@dataclass(frozen=True, slots=True)
class Report:
    """One text with what is known about it; `key` is its id, or its file's name."""

    key: str
    text: str
    title: str = ""
    outlet: str = ""
    language: Language | None = None
    published: date | None = None

    def predicted(self, country: str | None = None) -> Prediction:
        """What extraction finds in it; `country` is where the outlet sits (ISO 3166-1 alpha-2)."""
        extraction = extract(
            self.text,
            title=self.title,
            language=self.language,
            published=self.published,
            outlet=self.outlet,
            country=country,
        )
        return prediction(self.key, extraction, self.text)


def files_in(paths: Iterable[str]) -> list[Path]:
    """The files given, and those below the folders given but for hidden ones; in the order of their names."""
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        below = (p for p in sorted(path.rglob("*")) if p.is_file())
        found.extend(
            p for p in below if not any(s.startswith(".") for s in p.relative_to(path).parts)
        )
    return found


def reports(path: Path) -> Iterator[Report | PermanentError]:
    """The reports in one file; an unreadable one among several is given as its error.

    The text of a JSON record is taken as it stands, so that positions in it stay true. Raises OSError,
    and PermanentError when the whole file cannot be read as a report.
    """
    data = path.read_bytes()
    if path.suffix.lower() in _RECORDS:
        yield from _records(path, data)
        return
    for document in read_documents(path.name, data):
        yield document if isinstance(document, PermanentError) else _of_document(path, document)


def _records(path: Path, data: bytes) -> Iterator[Report | PermanentError]:
    lines = data.splitlines() if path.suffix.lower() != ".json" else [data]
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as error:
            yield PermanentError(f"Line {number} is not JSON: {error}.", reason="format")
            continue
        several = found if isinstance(found, list) else [found]
        single = len(lines) == len(several) == 1
        for position, record in enumerate(several, start=number):
            yield _of_record(record, path.stem if single else f"{path.stem}-{position}")


def _of_record(record: Any, key: str) -> Report | PermanentError:
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return PermanentError(f'{key}: JSON without a "text".', reason="format")
    given = {name: value for name, value in record.items() if isinstance(value, str)}
    lang = given.get("lang", "")
    return Report(
        key=str(record.get("id") or key),
        text=given["text"],
        title=given.get("title", ""),
        outlet=given.get("outlet", ""),
        language=Language(lang) if lang in Language.values else None,
        published=_day(given.get("published", "")),
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _of_document(path: Path, document: Document) -> Report:
    parsed = document.parsed
    return Report(
        key=document.url or path.stem,
        text=parsed.text,
        title=parsed.title,
        outlet=parsed.outlet,
        language=parsed.language,
        published=parsed.published_on,
    )
