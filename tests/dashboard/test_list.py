"""The list: filters in the address, their errors, pages, downloads, the feed."""

from __future__ import annotations

import csv
import io
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.dashboard.views import records
from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import Precision, Unit
from incidents.models import User
from tests.factories import ElectionFactory, EntityFactory, make_draft, make_published

pytestmark = pytest.mark.django_db


def on(year: int) -> Period:
    return Period(date(year, 4, 1), date(year, 4, 1), Precision.DAY)


def test_filters_in_the_address_narrow_the_list(
    english: Client, analyst: User, editor: User
) -> None:
    election = ElectionFactory.create()
    flood = make_published(
        analyst, approver=editor, when=on(2019), category="ddos", elections=[election.code]
    )
    make_published(analyst, approver=editor, when=on(2014), category="malware")

    answer = english.get(f"/incidents/?category=ddos&election={election.code}&since=2019-01-01")

    assert [record.pk for record in answer.context["records"]] == [flood.pk]
    assert [(f.label, f.value) for f in answer.context["active"]] == [
        ("Category", "Denial of service"),
        ("Election", str(election)),
        ("From", "2019-01-01"),
    ]
    assert "category" not in answer.context["active"][0].without


def test_a_target_can_be_followed_from_its_record(
    english: Client, analyst: User, editor: User
) -> None:
    body = EntityFactory.create(name_en="Ethics Council")
    make_published(analyst, approver=editor, targets=[body.key])
    make_published(analyst, approver=editor)

    answer = english.get(f"/incidents/?target={body.key}")

    assert len(answer.context["records"]) == 1
    assert answer.context["active"][0].value == "Ethics Council"
    assert f'name="target" value="{body.key}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("kind=nonsense", "Select a valid choice"),
        ("since=yesterday", "Enter a valid date"),
        ("target=nobody", "Select a valid choice"),
        ("until=2019-13-01&kind=attack", "Enter a valid date"),
    ],
)
def test_wrong_values_are_explained_beside_the_field(
    english: Client, analyst: User, editor: User, query: str, words: str
) -> None:
    make_published(analyst, approver=editor)

    answer = english.get(f"/incidents/?{query}")
    page = answer.content.decode()

    assert answer.status_code == 400
    assert "The filters cannot be used as they are" in page
    assert words in page
    assert 'aria-invalid="true"' in page
    assert list(answer.context["records"]) == []


def test_a_page_that_does_not_exist_leads_back(english: Client) -> None:
    answer = english.get("/incidents/?after=nonsense")

    assert answer.status_code == 400
    assert "Start from the newest" in answer.content.decode()


def test_an_empty_result_offers_a_way_out(english: Client) -> None:
    page = english.get("/incidents/?q=tidakada").content.decode()

    assert "No published record fits these filters." in page


def test_pages_keep_the_filters(
    english: Client, analyst: User, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "PAGE", 1)
    for year in (2014, 2019):
        make_published(analyst, approver=editor, when=on(year))

    first = english.get("/incidents/?kind=attack")
    second = english.get(first.context["older_url"])

    assert "kind=attack" in first.context["older_url"]
    assert first.context["newer_url"] == ""
    assert second.context["records"][0].starts_on == date(2014, 4, 1)
    assert second.context["newer_url"] == "/incidents/?kind=attack"
    assert second.context["older_url"] == ""


def test_hostile_titles_are_text(english: Client, analyst: User, editor: User) -> None:
    title = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    make_published(analyst, approver=editor, title=title, title_en=title, summary_en="{{ 7 * 7 }}")

    page = english.get("/incidents/").content.decode()

    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page


def test_the_download_holds_what_the_filters_leave_and_no_formula(
    english: Client, analyst: User, editor: User
) -> None:
    make_published(
        analyst, approver=editor, when=on(2019), title="=HYPERLINK(\"http://x\")",
        summary="@cmd", figure=Figure(5000, approximate=True, unit=Unit.ATTACKS),
    )  # fmt: skip
    make_published(analyst, approver=editor, when=on(2014))
    make_draft(analyst)

    answer = english.get("/incidents/records.csv?since=2019-01-01")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))

    assert answer["Content-Type"].startswith("text/csv")
    assert len(rows) == 1
    assert rows[0]["title"] == '\'=HYPERLINK("http://x")'
    assert rows[0]["summary"] == "'@cmd"
    assert (rows[0]["figure"], rows[0]["figure_approximate"]) == ("5000", "True")


def test_a_download_with_wrong_filters_explains_itself(english: Client) -> None:
    assert english.get("/incidents/records.csv?kind=x").status_code == 400


def test_the_feed_holds_public_records_in_the_language_asked_for(
    english: Client, indonesian: Client, analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor, title="Judul", title_en="Title \x0b<b>")
    make_draft(analyst)
    atom = "{http://www.w3.org/2005/Atom}"

    feeds = [ET.fromstring(c.get("/incidents/feed.atom").content) for c in (english, indonesian)]  # noqa: S314 - our own feed

    for feed, title in zip(feeds, ("Title <b>", "Judul"), strict=True):
        (entry,) = feed.findall(f"{atom}entry")
        assert entry.findtext(f"{atom}title") == title
        link = entry.find(f"{atom}link")
        assert link is not None
        assert link.get("href", "").endswith(record.get_absolute_url())


def test_the_list_costs_the_same_however_many_records(
    english: Client, analyst: User, editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for year in (2009, 2014, 2019):
        make_published(analyst, approver=editor, when=on(year))
    # Choices of elections and provinces; how many there are (up to a bound); the page and, as it is not
    # full, records without a date; their elections.
    with django_assert_num_queries(6):
        english.get("/incidents/")


def test_choices_show_what_was_chosen_and_groups(english: Client) -> None:
    election = ElectionFactory.create(name_en="<Election> & more")

    page = english.get(f"/incidents/?category=ddos&election={election.code}").content.decode()

    assert '<option value="ddos" selected>Denial of service</option>' in page
    assert '<optgroup label="Measures">' in page
    assert f'<option value="{election.code}" selected>&lt;Election&gt; &amp; more</option>' in page
    assert page.count(" selected>") == 2 + 3  # the two chosen, and "All" of the other three
