"""The first page: counts, gaps, charts and their data, the empty state."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.domain.records import Period
from incidents.domain.vocabulary import Precision
from incidents.models import User
from incidents.review import incidents, publish
from tests.factories import ElectionFactory, PlaceFactory, make_draft, make_published

pytestmark = pytest.mark.django_db


def on(year: int, month: int, day: int) -> Period:
    return Period(date(year, month, day), date(year, month, day), Precision.DAY)


def table(client: Client, name: str) -> list[list[str]]:
    answer = client.get(f"/data/{name}.csv")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="siaga-{name}.csv"'
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_without_records_the_page_says_so(english: Client) -> None:
    page = english.get("/").content.decode()

    assert "Nothing has been published yet" in page
    assert '<svg viewBox="0 0 360' not in page


def test_counts_leave_drafts_out_and_outages_apart(
    english: Client, analyst: User, editor: User
) -> None:
    make_published(analyst, approver=editor, category="ddos")
    make_published(analyst, approver=editor, category="overload")
    make_draft(analyst)

    context = english.get("/").context

    assert context["numbers"].kinds == {"attack": 1, "outage": 1}


def test_the_newest_event_comes_first(english: Client, analyst: User, editor: User) -> None:
    old = make_published(analyst, approver=editor, when=on(2014, 4, 9), title_en="The older one")
    new = make_published(analyst, approver=editor, when=on(2019, 4, 17), title_en="The newer one")

    page = english.get("/").content.decode()

    assert page.index(new.title_en) < page.index(old.title_en)
    assert new.get_absolute_url() in page


def test_threats_without_a_public_measure_are_named(
    english: Client, analyst: User, editor: User
) -> None:
    threat: dict[str, Any] = {"kind": "threat", "category": "malware", "status": "warned"}
    measure: dict[str, Any] = {"kind": "mitigation", "category": "hardening", "status": "in-place"}
    open_threat = make_published(analyst, approver=editor, when=on(2019, 1, 1), **threat)
    answered = make_published(analyst, approver=editor, when=on(2019, 2, 1), **threat)
    promised = make_published(analyst, approver=editor, when=on(2019, 3, 1), **threat)
    for target, is_public in ((answered, True), (promised, False)):
        draft = make_draft(analyst, **measure)
        incidents.link(draft, target, kind="mitigates", by=analyst, seen_version=draft.version)
        if is_public:
            draft.refresh_from_db()
            waiting = publish.submit(draft, by=analyst, seen_version=draft.version)
            publish.publish(waiting, by=editor, seen_version=waiting.version)

    context = english.get("/").context

    assert [record.pk for record in context["gaps"]] == [promised.pk, open_threat.pk]
    assert context["gap_count"] == 2


def test_charts_tell_their_numbers_in_words_and_as_csv(
    english: Client, analyst: User, editor: User
) -> None:
    election = ElectionFactory.create(code="pemilu-2019", polling_day=date(2019, 4, 17))
    place = PlaceFactory.create(code="ID-JI", name_en="East Java", tile_column=7, tile_row=5)
    make_published(
        analyst, approver=editor, when=on(2019, 4, 18), category="ddos",
        elections=[election.code], places=[place.code],
    )  # fmt: skip
    make_published(analyst, approver=editor, when=on(2014, 3, 3), category="ddos", status="denied")

    page = english.get("/").content.decode()

    assert "Denial of service is the commonest attack: 2 of 2" in page
    assert "1 of 2 recorded attacks are only alleged, or denied" in page
    years = table(english, "years")
    assert years[0] == ["Year", "Attacks", "Threats", "Measures", "Outages"]
    assert years[1] == ["2014", "1", "0", "0", "0"]
    assert years[-1] == ["2019", "1", "0", "0", "0"]
    assert table(english, "attack-categories")[1:] == [["Denial of service", "2"]]
    assert ["Denied", "1"] in table(english, "states")
    assert table(english, "countdown")[1:] == [[str(election), "0", "1"]]
    assert table(english, "provinces")[1:] == [["ID-JI", "East Java", "1", "0", "0", "0"]]
    assert table(english, "months")[-1][0] == "2019-04"


def test_a_chart_that_is_not_there_is_not_found(english: Client) -> None:
    assert english.get("/data/nonsense.csv").status_code == 404


def test_every_drawing_has_a_title_and_a_table(
    english: Client, analyst: User, editor: User
) -> None:
    make_published(analyst, approver=editor, when=on(2019, 4, 18))

    page = english.get("/").content.decode()

    assert page.count("<figure") == page.count('<svg viewBox="0 0 360') == 7
    assert page.count("<figure") == page.count("download>CSV")


def test_the_page_costs_the_same_however_many_records(
    english: Client, analyst: User, editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        make_published(analyst, approver=editor, when=on(2019, 4, number + 1))
    # Counts by code and by month; gaps (no threat, so no look-up of their elections); counts by election; elections of the
    # countdown (none, so no counts); provinces and their counts; all elections; newest, their elections,
    # and as they are few, those without a date.
    with django_assert_num_queries(11):
        english.get("/")
