"""Numbers of public incidents, kept small and current by database triggers so that pages need not count."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models

from incidents.domain.vocabulary import Category, Kind, Status

NO_MONTH = date(1, 1, 1)
NO_WEEK = 32767


class CountScope(models.TextChoices):
    """What a number is about; texts for developers only."""

    ALL = "all", "all public incidents"
    ELECTION = "election", "those of one election"
    PLACE = "place", "those in one place"


class IncidentCountQuerySet(models.QuerySet["IncidentCount"]):
    """Numbers by what they are about."""

    def about(self, scope: CountScope, key: int | None = None) -> Self:
        """The numbers of one scope; of one election or place where `key` is its primary key."""
        rows = self.filter(scope=scope, count__gt=0)
        return rows if key is None else rows.filter(scope_key=key)


class IncidentCount(models.Model):
    """How many public incidents share a month, kind, category and status; written by triggers only.

    `month` is the first day of a month for the scope `all`, NO_MONTH for others and where no date is known.
    `week` counts weeks from polling day for the scope `election` (week 0 begins on it), from a year before to
    twelve weeks after; NO_WEEK beyond that and where the day is not known exactly. So the table stays small
    however many records there are.
    """

    scope = models.CharField(max_length=10, choices=CountScope)
    scope_key = models.BigIntegerField(default=0)
    month = models.DateField()
    week = models.SmallIntegerField(default=NO_WEEK)
    kind = models.CharField(max_length=10, choices=Kind)
    category = models.CharField(max_length=20, choices=Category)
    status = models.CharField(max_length=10, choices=Status)
    count = models.IntegerField()

    objects = IncidentCountQuerySet.as_manager()

    class Meta:
        constraints = [
            # Its index also serves every reading: scope and key come first.
            models.UniqueConstraint(
                fields=("scope", "scope_key", "month", "week", "kind", "category", "status"),
                name="count_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.scope_key} {self.month:%Y-%m} {self.category}: {self.count}"
