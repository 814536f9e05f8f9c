"""What holds for every public page: both languages, no script needed, a strict policy, caching, errors."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from django.test import Client

from incidents.domain.records import Period
from incidents.domain.vocabulary import Precision
from incidents.models import User
from tests.factories import ElectionFactory, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(analyst: User, editor: User) -> list[str]:
    """One address of every public page."""
    election = ElectionFactory.create(code="pemilu-2019", polling_day=date(2019, 4, 17))
    record = make_published(
        analyst, approver=editor, elections=[election.code],
        when=Period(date(2019, 4, 1), date(2019, 4, 1), Precision.DAY),
    )  # fmt: skip
    return ["/", "/incidents/", record.get_absolute_url(), "/elections/", "/elections/pemilu-2019",
            "/about/", "/quality/", "/api/v1/docs/"]  # fmt: skip


def test_every_page_speaks_the_language_asked_for(
    addresses: list[str], english: Client, indonesian: Client
) -> None:
    for address in addresses:
        assert '<html lang="en">' in english.get(address).content.decode()
        assert '<html lang="id">' in indonesian.get(address).content.decode()


def test_the_language_chosen_is_remembered_and_leads_back(
    addresses: list[str], indonesian: Client
) -> None:
    answer = indonesian.post("/language/", {"language": "en", "next": "/elections/?x=1"})

    assert answer["Location"] == "/elections/?x=1"
    assert '<html lang="en">' in indonesian.get("/about/").content.decode()


def test_the_language_switch_leads_to_no_other_site(indonesian: Client) -> None:
    answer = indonesian.post("/language/", {"language": "en", "next": "https://evil.example/"})

    assert "evil" not in answer["Location"]


def test_without_a_wish_the_page_is_indonesian() -> None:
    assert '<html lang="id">' in Client().get("/about/").content.decode()


def test_pages_need_no_script_and_pass_a_strict_policy(
    addresses: list[str], english: Client
) -> None:
    for address in addresses:
        answer = english.get(address)
        page = answer.content.decode()
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), address
        assert not re.search(r"\sstyle=|<style|\son(click|load|change|error)=", page), address
        assert "<h1" in page
        assert page.count("<h1") == 1


def test_pages_set_no_cookie_and_may_be_cached(addresses: list[str], english: Client) -> None:
    for address in addresses[:-1]:
        answer = english.get(address)
        assert not answer.cookies, address
        assert "public" in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]
        again = english.get(address, HTTP_IF_NONE_MATCH=answer["ETag"])
        assert again.status_code == 304, address


def test_pages_for_people_with_a_log_in_are_not_shared(
    addresses: list[str], english: Client, analyst: User
) -> None:
    english.force_login(analyst)

    answer = english.get("/")

    assert "private" in answer["Cache-Control"]
    assert analyst.username in answer.content.decode()


def test_pages_are_read_only(addresses: list[str], english: Client) -> None:
    for address in addresses:
        assert english.post(address).status_code == 405


def test_ids_are_unique_and_headings_go_down_by_one(addresses: list[str], english: Client) -> None:
    for address in addresses:
        page = english.get(address).content.decode()
        found = re.findall(r'\sid="([^"]+)"', page)
        assert len(found) == len(set(found)), address
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        steps = pairwise(levels)
        assert all(after - before <= 1 for before, after in steps), (address, levels)


def test_an_unknown_page_is_explained(english: Client) -> None:
    answer = english.get("/nonsense")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_elections_with_records_come_before_those_without(
    addresses: list[str], english: Client
) -> None:
    ElectionFactory.create(code="pemilu-2039")

    context = english.get("/elections/").context

    assert [election.code for election, _counts in context["with_records"]] == ["pemilu-2019"]
    assert [election.code for election in context["without_records"]] == ["pemilu-2039"]


def test_an_election_shows_its_records_and_charts(addresses: list[str], english: Client) -> None:
    page = english.get("/elections/pemilu-2019").content.decode()
    data = english.get("/elections/pemilu-2019/attack-categories.csv")

    assert addresses[2] in page
    assert "?kind=attack&amp;election=pemilu-2019" in page
    assert data.status_code == 200
    assert english.get("/elections/pemilu-2019/nonsense.csv").status_code == 404
    assert english.get("/elections/pemilu-1900").status_code == 404


def test_an_election_without_records_says_so(english: Client) -> None:
    ElectionFactory.create(code="pemilu-2039")

    page = english.get("/elections/pemilu-2039").content.decode()

    assert "Nothing has been published about this election." in page


def test_the_method_page_explains_every_word(english: Client) -> None:
    from incidents.domain.vocabulary import Category, Status

    page = english.get("/about/").content.decode()

    for word in (*Category, *Status):
        assert f"<code>{word.value}</code>" in page
