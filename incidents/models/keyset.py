"""Pages by key instead of by number: steady while rows are added, the last page as fast as the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

Key = date | datetime | None


class BadCursorError(ValueError):
    """A cursor that no page of this list gave out."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page and the cursor of the next one, empty on the last."""

    rows: list[Any]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class Keyset:
    """An order by one column (`field`, which may be null, or `id`) and then by id, rows without a value last."""

    field: str = "id"
    descending: bool = True

    def page(self, rows: models.QuerySet[Any], *, after: str, size: int) -> Page:
        """The page after the cursor `after` ("" for the first); raises BadCursorError. One or two queries."""
        value, key = self._read(rows.model, after) if after else (None, None)
        found: list[Any] = []
        if self.field == "id" or not after or value is not None:
            found = list(self._with_value(rows, value, key)[: size + 1])
            key = None
        if (
            self.field != "id"
            and len(found) <= size
            and rows.model._meta.get_field(self.field).null
        ):
            found += self._without_value(rows, key)[: size + 1 - len(found)]
        more = len(found) > size
        return Page(found[:size], self._write(found[size - 1]) if more else "")

    def _with_value(
        self, rows: models.QuerySet[Any], value: Key, key: int | None
    ) -> models.QuerySet[Any]:
        past, sign = ("lt", "-") if self.descending else ("gt", "")
        if self.field == "id":
            rows = rows.filter(**{f"id__{past}": key}) if key is not None else rows
            return rows.order_by(f"{sign}id")
        rows = rows.filter(**{f"{self.field}__isnull": False})
        if key is not None:
            # The first condition is one that an index can start from; the second trims equal values.
            rows = rows.filter(**{f"{self.field}__{past}e": value}).filter(
                models.Q(**{f"{self.field}__{past}": value}) | models.Q(**{f"id__{past}": key})
            )
        return rows.order_by(f"{sign}{self.field}", f"{sign}id")

    def _without_value(self, rows: models.QuerySet[Any], key: int | None) -> models.QuerySet[Any]:
        past, sign = ("lt", "-") if self.descending else ("gt", "")
        rows = rows.filter(**{f"{self.field}__isnull": True})
        if key is not None:
            rows = rows.filter(**{f"id__{past}": key})
        return rows.order_by(f"{sign}id")

    def _write(self, row: Any) -> str:
        get = row.get if isinstance(row, dict) else lambda name: getattr(row, name)
        value: Key = None if self.field == "id" else get(self.field)
        return f"{value.isoformat() if value else ''}~{get('id')}"

    def _read(self, model: type[models.Model], cursor: str) -> tuple[Key, int]:
        text, _, key = cursor.rpartition("~")
        try:
            number = min(max(int(key), 0), 2**63 - 1)
            if self.field == "id" or not text:
                return None, number
            timed = isinstance(model._meta.get_field(self.field), models.DateTimeField)
            return (datetime if timed else date).fromisoformat(text), number
        except ValueError as error:
            raise BadCursorError(cursor) from error
