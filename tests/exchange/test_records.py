"""Records as rows: one cell for each column, lists joined, names kept back left out."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import Precision, Unit
from incidents.exchange.records import COLUMNS, record_rows
from incidents.models import Incident, User
from tests.factories import ElectionFactory, EntityFactory, PlaceFactory, make_published

pytestmark = pytest.mark.django_db


def rows() -> list[dict[str, object]]:
    listed = Incident.objects.prefetch_related(
        "elections", "targets", "actors", "places", "citations"
    )
    return [dict(zip(COLUMNS, row, strict=True)) for row in record_rows(listed, site="https://s")]


def test_a_row_holds_the_record(analyst: User, editor: User) -> None:
    elections = [ElectionFactory.create(), ElectionFactory.create()]
    body, place = EntityFactory.create(), PlaceFactory.create()
    hidden = EntityFactory.create(kind="person", private_person=True, name_public=False)
    made = make_published(
        analyst, approver=editor, elections=[e.code for e in elections], targets=[body.key],
        actors=[hidden.key], places=[place.code],
        when=Period(date(2019, 3, 1), date(2019, 3, 31), Precision.MONTH),
        figure=Figure(5000, approximate=True, unit=Unit.ATTACKS),
    )  # fmt: skip

    (row,) = rows()

    assert row["id"] == made.public_id
    assert set(str(row["elections"]).split()) == {e.code for e in elections}
    assert (row["targets"], row["actors"], row["places"]) == (body.name, "", place.code)
    assert (row["first_day"], row["date_precision"]) == (date(2019, 3, 1), "month")
    assert (row["figure"], row["figure_approximate"], row["figure_unit"]) == (5000, True, "attacks")
    assert row["url"] == f"https://s{made.get_absolute_url()}"


def test_without_a_figure_nothing_is_said_of_how_exact_it_is(analyst: User, editor: User) -> None:
    make_published(analyst, approver=editor)

    (row,) = rows()

    assert (row["figure"], row["figure_approximate"], row["figure_unit"]) == (None, None, "")
