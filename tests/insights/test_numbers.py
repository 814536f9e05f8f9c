"""Numbers of public records: kept by triggers through every change of a record's life."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from incidents.domain.records import Period
from incidents.domain.vocabulary import Kind, Precision
from incidents.insights.countdown import countdowns
from incidents.insights.gaps import promises, without_measure
from incidents.insights.numbers import by_key, numbers, of_shown_kind, shown_kind
from incidents.models import Election, Incident, IncidentCount, User
from incidents.models.counts import NO_WEEK, CountScope
from incidents.review import corrections, publish
from tests.factories import ElectionFactory, PlaceFactory, make_draft, make_published

pytestmark = pytest.mark.django_db


def on(year: int, month: int = 1, day: int = 1, precision: Precision = Precision.DAY) -> Period:
    return Period(date(year, month, day), date(year, month, day), precision)


def recounted() -> dict[tuple[str, int], int]:
    """The numbers as they ought to be, counted from the records themselves."""
    found: dict[tuple[str, int], int] = {}
    for incident in Incident.objects.public().prefetch_related("elections", "places"):
        keys = [("all", 0)]
        keys += [("election", election.pk) for election in incident.elections.all()]
        keys += [("place", place.pk) for place in incident.places.all()]
        for key in keys:
            found[key] = found.get(key, 0) + 1
    return found


def kept() -> dict[tuple[str, int], int]:
    """The numbers as the triggers keep them."""
    found: dict[tuple[str, int], int] = {}
    for row in IncidentCount.objects.filter(count__gt=0):
        key = (row.scope, row.scope_key)
        found[key] = found.get(key, 0) + row.count
    assert not IncidentCount.objects.filter(count__lt=0).exists()
    return found


def test_drafts_are_not_counted_until_published(analyst: User, editor: User) -> None:
    election = ElectionFactory.create()
    draft = make_draft(analyst, elections=[election.code], when=on(2019, 4, 17))
    assert kept() == {}

    waiting = publish.submit(draft, by=analyst, seen_version=draft.version)
    publish.publish(waiting, by=editor, seen_version=waiting.version)

    assert kept() == recounted() == {("all", 0): 1, ("election", election.pk): 1}


def test_retraction_takes_a_record_out_everywhere(analyst: User, editor: User) -> None:
    election, place = ElectionFactory.create(), PlaceFactory.create()
    record = make_published(
        analyst, approver=editor, elections=[election.code], places=[place.code], when=on(2019)
    )
    assert kept() == recounted()

    publish.retract(record, by=editor, seen_version=record.version, reason="Keliru.")

    assert kept() == recounted() == {}


def test_records_that_are_not_for_everybody_are_not_counted(analyst: User, editor: User) -> None:
    make_published(analyst, approver=editor, tlp="amber")

    assert kept() == {}


def test_corrections_move_the_numbers(analyst: User, editor: User) -> None:
    first, second = ElectionFactory.create(), ElectionFactory.create()
    record = make_published(
        analyst, approver=editor, category="ddos", elections=[first.code], when=on(2019)
    )
    proposed = corrections.propose_correction(
        record, by=analyst, seen_version=record.version, reason="Lain.",
        changes={"category": "malware", "elections": [second.code], "when": on(2014)},
    )  # fmt: skip
    corrections.apply_correction(proposed, by=editor, seen_version=record.version)

    counted = numbers()
    assert counted.categories == {("attack", "malware"): 1} | (
        {("attack", "ddos"): 0} if ("attack", "ddos") in counted.categories else {}
    )
    assert counted.years[2014, "attack"] == 1
    assert kept() == recounted() == {("all", 0): 1, ("election", second.pk): 1}


def test_a_polling_day_that_moves_moves_the_weeks(analyst: User, editor: User) -> None:
    election = ElectionFactory.create(polling_day=date(2019, 4, 17))
    make_published(analyst, approver=editor, elections=[election.code], when=on(2019, 4, 10))
    (before,) = countdowns([election], "attack")
    election.polling_day = date(2019, 4, 10)
    election.save(update_fields=["polling_day"])
    (after,) = countdowns([election], "attack")
    Election.objects.filter(pk=election.pk).update(polling_day=None)
    (row,) = IncidentCount.objects.about(CountScope.ELECTION, election.pk)

    assert (dict(before.weeks), dict(after.weeks)) == ({-1: 1}, {0: 1})
    assert row.week == NO_WEEK
    assert kept() == recounted()


@pytest.mark.parametrize(
    ("when", "inside", "outside"),
    [
        (on(2019, 4, 16), {-1: 1}, 0),
        (on(2019, 4, 17), {0: 1}, 0),
        (on(2019, 4, 23), {0: 1}, 0),
        (on(2019, 4, 24), {1: 1}, 0),
        (on(2018, 4, 18), {-52: 1}, 0),
        (on(2018, 4, 17), {}, 1),
        (on(2019, 7, 10), {}, 1),
        (on(2019, 1, 1, Precision.YEAR), {}, 1),
        (None, {}, 1),
    ],
)
def test_weeks_are_counted_from_polling_day_and_only_for_days_that_are_known(
    analyst: User, editor: User, when: Period | None, inside: dict[int, int], outside: int
) -> None:
    election = ElectionFactory.create(polling_day=date(2019, 4, 17))
    make_published(analyst, approver=editor, elections=[election.code], when=when)

    (one,) = countdowns([election], "attack")

    assert (dict(one.weeks), one.outside) == (inside, outside)


def test_the_countdown_keeps_outages_out(analyst: User, editor: User) -> None:
    election = ElectionFactory.create(polling_day=date(2019, 4, 17))
    make_published(
        analyst, approver=editor, category="overload", elections=[election.code],
        when=on(2019, 4, 17),
    )  # fmt: skip

    assert countdowns([election], "attack") == []
    assert by_key(CountScope.ELECTION)[election.pk] == {"outage": 1}


def test_an_overload_is_shown_as_an_outage() -> None:
    assert shown_kind("attack", "overload") == "outage"
    assert shown_kind("attack", "ddos") == "attack"
    assert shown_kind("mitigation", "hardening") == "mitigation"


def test_years_and_months_reach_from_the_first_to_the_last_record(
    analyst: User, editor: User
) -> None:
    for when in (on(2014, 3, 3), on(2019, 4, 17), None):
        make_published(analyst, approver=editor, when=when)

    counted = numbers()

    assert list(counted.year_span()) == [2014, 2015, 2016, 2017, 2018, 2019]
    assert counted.latest_months(3) == [date(2019, 2, 1), date(2019, 3, 1), date(2019, 4, 1)]
    assert (counted.undated, counted.total) == (1, 3)


def test_measures_promised_are_told_from_measures_done(analyst: User, editor: User) -> None:
    for status in ("in-place", "in-place", "planned", "called-for"):
        fields: dict[str, Any] = {"kind": "mitigation", "category": "hardening", "status": status}
        make_published(analyst, approver=editor, **fields)

    found = promises(numbers())

    assert (found.done, found.planned, found.called_for) == (2, 1, 1)


def test_outages_are_no_gap(analyst: User, editor: User) -> None:
    make_published(analyst, approver=editor, category="overload", when=on(2019))
    attack = make_published(analyst, approver=editor, category="ddos", when=on(2019))

    assert list(without_measure(Kind.ATTACK)) == [attack]


def test_deleting_a_record_keeps_the_numbers_right(analyst: User, editor: User) -> None:
    election = ElectionFactory.create()
    draft = make_draft(analyst, elections=[election.code])
    make_published(analyst, approver=editor, elections=[election.code])
    draft.mentions.update(incident=None)
    draft.delete()

    assert kept() == recounted()


@pytest.mark.parametrize(
    ("kind", "category", "shown"),
    [
        ("attack", "ddos", "attack"),
        ("attack", "overload", "outage"),
        ("threat", "overload", "outage"),
        ("mitigation", "contingency", "mitigation"),
    ],
)
def test_a_record_is_counted_under_the_kind_it_is_shown_as(
    kind: str, category: str, shown: str
) -> None:
    IncidentCount.objects.create(
        scope="all",
        month=date(2019, 4, 1),
        kind=kind,
        category=category,
        status="occurred",
        count=3,
    )
    counted = numbers()
    assert shown_kind(kind, category) == shown
    assert counted.kinds == {shown: 3}
    assert counted.categories == {(shown, category): 3}
    assert (counted.years, counted.months) == (
        {(2019, shown): 3},
        {(date(2019, 4, 1), shown): 3},
    )
    chosen = of_shown_kind(IncidentCount.objects.about(CountScope.ALL), shown)
    assert chosen.count() == 1
    for other in {"attack", "threat", "mitigation", "outage"} - {shown}:
        assert not of_shown_kind(IncidentCount.objects.about(CountScope.ALL), other).exists()
