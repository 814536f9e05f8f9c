"""Elections."""

from __future__ import annotations

from datetime import date

from factory.declarations import LazyAttribute, Sequence
from factory.django import DjangoModelFactory

from incidents.models import Election


class ElectionFactory(DjangoModelFactory[Election]):
    """A national election of its own year."""

    class Meta:
        model = Election

    code = Sequence(lambda n: f"pemilu-{2030 + n}")
    name = LazyAttribute(lambda e: f"Pemilihan Umum {e.code[-4:]}")
    name_en = LazyAttribute(lambda e: f"{e.code[-4:]} general election")
    country = "ID"
    level = "national"
    polling_day = date(2019, 4, 17)
