"""Lists: what a row holds, filters, search, order, pages, and how many queries they take."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import Precision, Unit
from incidents.models import User
from tests.factories import ElectionFactory, EntityFactory, PlaceFactory, make_draft, make_published

pytestmark = pytest.mark.django_db

LISTS = ("incidents", "threats", "attacks", "mitigations", "outages", "mentions", "articles",
         "elections", "entities", "sources", "places")  # fmt: skip


def day(year: int, month: int = 1, number: int = 1) -> Period:
    start = date(year, month, number)
    return Period(start, start, Precision.DAY)


def ids(client: APIClient, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return [row["id"] for row in answer.json()["results"]]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_answers_when_there_is_nothing(public: APIClient, name: str) -> None:
    answer = public.get(f"/api/v1/{name}/")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert set(answer.json()) == {"next", "results"}


def test_an_incident_is_told_with_codes_figure_and_days(
    public: APIClient, analyst: User, editor: User
) -> None:
    election = ElectionFactory.create()
    body = EntityFactory.create()
    place = PlaceFactory.create()
    record = make_published(
        analyst,
        approver=editor,
        when=day(2019, 4, 17),
        elections=[election.code],
        targets=[body.key],
        places=[place.code],
        figure=Figure(5000, approximate=True, unit=Unit.ATTACKS),
    )

    (row,) = public.get("/api/v1/incidents/").json()["results"]

    assert row["id"] == record.public_id
    assert row["url"].endswith(record.get_absolute_url())
    assert (row["first_day"], row["last_day"], row["date_precision"]) == (
        "2019-04-17",
        "2019-04-17",
        "day",
    )
    assert row["figure"]["value"] == 5000
    assert row["figure"]["approximate"] is True
    assert row["figure"]["unit"] == "attacks"
    assert row["elections"] == [election.code]
    assert row["targets"] == [body.key]
    assert row["places"] == [place.code]
    assert row["state"] == "published"
    assert row["outage"] is False


def test_names_kept_from_the_public_are_not_among_the_codes(
    public: APIClient, analyst: User, editor: User
) -> None:
    person = EntityFactory.create(kind="person", private_person=True, name_public=False)
    make_published(analyst, approver=editor, actors=[person.key])

    (row,) = public.get("/api/v1/incidents/").json()["results"]

    assert row["actors"] == []
    assert person.key not in [e["key"] for e in public.get("/api/v1/entities/").json()["results"]]


def test_kinds_are_views_of_the_incidents_and_outages_stand_apart(
    public: APIClient, analyst: User, editor: User
) -> None:
    wanted: dict[str, dict[str, Any]] = {
        "threats": {"kind": "threat", "category": "malware", "status": "warned"},
        "attacks": {"kind": "attack", "category": "ddos", "status": "occurred"},
        "mitigations": {"kind": "mitigation", "category": "hardening", "status": "planned"},
        "outages": {"kind": "attack", "category": "overload", "status": "occurred"},
    }
    made = {
        name: make_published(analyst, approver=editor, **fields).public_id
        for name, fields in wanted.items()
    }

    for name, public_id in made.items():
        assert ids(public, f"/api/v1/{name}/") == [public_id]
    assert set(ids(public, "/api/v1/incidents/")) == set(made.values())
    assert ids(public, "/api/v1/incidents/?kind=attack") == [made["attacks"]]
    assert ids(public, "/api/v1/incidents/?kind=outage") == [made["outages"]]


def test_filters_narrow_and_combine(public: APIClient, analyst: User, editor: User) -> None:
    election = ElectionFactory.create()
    place = PlaceFactory.create(parent=PlaceFactory.create())
    body = EntityFactory.create()
    near = make_published(
        analyst, approver=editor, when=day(2019, 4, 1), elections=[election.code],
        places=[place.code], targets=[body.key], category="ddos",
    )  # fmt: skip
    make_published(analyst, approver=editor, when=day(2014, 4, 1))

    for query in (
        f"election={election.code}",
        f"place={place.code}",
        f"target={body.key}",
        "category=ddos",
        "since=2019-01-01",
        f"since=2019-04-01&until=2019-04-01&status=occurred&election={election.code}",
    ):
        assert ids(public, f"/api/v1/incidents/?{query}") == [near.public_id], query
    assert ids(public, "/api/v1/incidents/?since=2019-04-02") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [("diretas", True), ("peretasan situs", True), ("hacked", True), ("hack site", True),
     ("banjir", False), ("'; drop table --", False), ("&|!()", True)],
)  # fmt: skip
def test_search_finds_other_forms_of_a_word_in_both_languages(
    public: APIClient, analyst: User, editor: User, words: str, found: bool
) -> None:
    record = make_published(
        analyst,
        approver=editor,
        title="Situs Bawaslu diretas",
        title_en="The watchdog's site hacked",
    )

    assert ids(public, f"/api/v1/incidents/?q={words}") == ([record.public_id] if found else [])


def test_pages_follow_one_another_without_loss_also_past_records_without_a_date(
    public: APIClient, analyst: User, editor: User
) -> None:
    dates = [day(2019, 4, 17), day(2019, 4, 17), day(2014, 1, 1), None, None]
    made = [
        make_published(analyst, approver=editor, when=when, title=f"Catatan {n}").public_id
        for n, when in enumerate(dates)
    ]
    address: str | None = "/api/v1/incidents/?page_size=2"
    seen: list[str] = []
    while address:
        answer = public.get(address).json()
        seen += [row["id"] for row in answer["results"]]
        address = answer["next"]

    assert seen == [made[1], made[0], made[2], made[4], made[3]]


@pytest.mark.parametrize(
    "ordering", ["first_day", "-first_day", "-published_at", "-changed_at", "id"]
)
def test_every_order_holds_over_pages(
    public: APIClient, analyst: User, editor: User, ordering: str
) -> None:
    made = {
        make_published(analyst, approver=editor, when=when).public_id
        for when in (day(2019), day(2014), None)
    }
    whole = ids(public, f"/api/v1/incidents/?ordering={ordering}")
    first = public.get(f"/api/v1/incidents/?ordering={ordering}&page_size=1").json()
    second = public.get(first["next"]).json()

    assert set(whole) == made
    assert [first["results"][0]["id"], second["results"][0]["id"]] == whole[:2]


def test_lists_take_one_query_however_many_rows(
    client_of: Any, analyst: User, editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(3):
        make_published(analyst, approver=editor, when=day(2019))
    public = client_of(None)
    # One: the rows with their lists as arrays. A page that is not full asks once more for undated rows.
    with django_assert_num_queries(1):
        public.get("/api/v1/incidents/?page_size=2")
    with django_assert_num_queries(2):
        public.get("/api/v1/incidents/")
    with django_assert_num_queries(1):
        public.get("/api/v1/mentions/")
    with django_assert_num_queries(1):
        public.get("/api/v1/articles/")
    inside = client_of(User.objects.get(pk=analyst.pk))
    # With a log-in: the role, sources kept for groups, and the rows.
    with django_assert_num_queries(3):
        inside.get("/api/v1/mentions/")


def test_drafts_and_their_mentions_are_for_analysts(
    client_of: Any, analyst: User, reader: User
) -> None:
    draft = make_draft(analyst)

    for person, expected in ((None, []), (reader, []), (analyst, [draft.public_id])):
        client = client_of(person)
        assert ids(client, "/api/v1/incidents/") == expected
        assert len(client.get("/api/v1/mentions/").json()["results"]) == len(expected)
        assert len(client.get("/api/v1/articles/").json()["results"]) == len(expected)
