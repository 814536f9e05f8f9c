"""Fields that several forms of the workspace share: periods, lists of names, fitting kinds."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from incidents.domain.records import Period
from incidents.domain.vocabulary import Kind, Precision, categories_of, statuses_of
from incidents.models import Election

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class PeriodField(forms.CharField):
    """`2019`, `2019-03`, `2019-03-13`, or first and last day as `2019-03-13/2019-03-15`; cleans to a Period."""

    default_error_messages = {
        "period": _("Write a day as 2019-03-13, a month as 2019-03, a year as 2019."),
        "order": _("The last day lies before the first."),
    }

    def to_python(self, value: Any) -> Any:
        """The text as a Period, None if it is empty."""
        if value is None or isinstance(value, Period):
            return value
        text = str(value).strip()
        if not text:
            return None
        parts = [part.strip() for part in re.split(r"/|\.\.|–", text)]
        if len(parts) > 2:
            raise forms.ValidationError(self.error_messages["period"], code="period")
        first, last = self._stretch(parts[0]), self._stretch(parts[-1])
        if last.end < first.start:
            raise forms.ValidationError(self.error_messages["order"], code="order")
        coarse = min((first.precision, last.precision), key=list(Precision).index)
        return Period(first.start, last.end, coarse)

    def _stretch(self, text: str) -> Period:
        match = _DATE.fullmatch(text)
        groups = match.groups() if match else ("0", None, None)
        year, month, day = (int(group) if group else None for group in groups)
        try:
            return _period(year or 0, month, day)  # there is no year 0
        except (ValueError, calendar.IllegalMonthError) as error:
            raise forms.ValidationError(self.error_messages["period"], code="period") from error

    def prepare_value(self, value: Any) -> Any:
        """A Period as it would be typed."""
        return as_typed(value) if isinstance(value, Period) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another period was typed, however it was written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True


def _period(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return Period(date(year, month, 1), date(year, month, last), Precision.MONTH)
    return Period(date(year, month, day), date(year, month, day), Precision.DAY)


def as_typed(period: Period) -> str:
    """The shortest text that PeriodField reads as `period`."""
    length = {"year": 4, "month": 7, "day": 10}[period.precision]
    first, last = period.start.isoformat()[:length], period.end.isoformat()[:length]
    return first if first == last else f"{first}/{last}"


def period_of(starts_on: date | None, ends_on: date | None, precision: str) -> Period | None:
    """The three columns of a record as one Period."""
    if starts_on is None:
        return None
    return Period(starts_on, ends_on or starts_on, Precision(precision or Precision.DAY))


class LinesField(forms.CharField):
    """One name a line; cleans to a list without empty lines and repetitions."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value: Any) -> Any:
        """The lines as a list."""
        lines = value if isinstance(value, list | tuple) else str(value or "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other names were typed."""
        return bool(self.to_python(initial) != self.to_python(data))


class KindSelect(forms.Select):
    """The choice of kind, telling the script which categories and statuses fit each."""

    def __init__(self, choices: Sequence[Any] = Kind.choices) -> None:
        fits = {
            kind: {
                "category": [code.value for code in categories_of(kind)],
                "status": [code.value for code in statuses_of(kind)],
            }
            for kind in Kind.values
        }
        super().__init__(attrs={"data-fits": json.dumps(fits)}, choices=choices)


def elections() -> QuerySet[Election]:
    """All elections to choose from, the newest first and those without a day last."""
    return Election.objects.order_by(F("polling_day").desc(nulls_last=True), "code")


def clean_agreement(form: forms.Form) -> None:
    """Add an error where kind, category and status of the form do not go together."""
    kind = form.cleaned_data.get("kind")
    if not kind:
        return
    if form.cleaned_data.get("category") not in {"", None, *categories_of(kind)}:
        form.add_error("category", _("This category does not go with the kind."))
    if form.cleaned_data.get("status") not in {"", None, *statuses_of(kind)}:
        form.add_error("status", _("This status does not go with the kind."))
