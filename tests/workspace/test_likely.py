"""What the review page offers for a mention: likely incidents with reasons, and the same event elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from incidents.domain.records import Period
from incidents.domain.vocabulary import Precision
from incidents.insights import matching_records
from incidents.models import Election, Mention, User
from incidents.review.access import visible_incidents
from incidents.workspace.likely import same_event, suggestions
from tests.factories import ArticleFactory, ElectionFactory, MentionFactory, make_draft

pytestmark = pytest.mark.django_db

DAY = date(2023, 11, 29)
TEXT = (
    "Akun bernama Jimbo menawarkan 204 juta data pemilih KPU di forum BreachForums.\n"
    "Bareskrim menelusuri penjual data bernama Jimbo itu."
)
AGAIN = (
    "Data 204.807.203 pemilih KPU dijual akun Jimbo di BreachForums.\n"
    "Harga yang diminta Jimbo mencapai 74.000 dolar."
)


def breach(text: str, *, on: date = DAY, figure: int = 204_000_000) -> Mention:
    """A waiting mention over the first line of an article."""
    article = ArticleFactory.create(text=text, title="Data pemilih dijual", published_on=on)
    end = text.index("\n")
    return MentionFactory.create(
        article=article, category="data-breach", status="alleged", start=0, end=end,
        evidence=text[:end], figure_value=figure, figure_unit="records", reported_on=on,
        starts_on=date(2023, 11, 1), ends_on=date(2023, 11, 30), precision="month",
        election=Election.objects.filter(code="pemilu-2024").first()
        or ElectionFactory.create(code="pemilu-2024"),
    )  # fmt: skip


@pytest.fixture
def mention(db: None) -> Mention:
    """The first report."""
    return breach(TEXT)


def test_the_incident_that_fits_best_comes_first_with_its_reasons(
    mention: Mention, analyst: User
) -> None:
    make_draft(analyst, category="defacement", title="Tampilan situs KPU diubah")
    right = make_draft(
        analyst, category="data-breach", status="alleged", elections=["pemilu-2024"],
        title="Data pemilih KPU dijual akun Jimbo di BreachForums",
        when=Period(date(2023, 11, 27), date(2023, 11, 27), Precision.DAY),
    )  # fmt: skip
    with override("en"):
        offered = suggestions(analyst, mention)
    assert offered[0].incident == right
    assert {"same category", "same election", "same time"} <= set(offered[0].reason.split(", "))


def test_records_of_another_kind_are_not_offered(mention: Mention, analyst: User) -> None:
    make_draft(
        analyst, kind="mitigation", category="law-enforcement", status="in-place",
        title="Data pemilih dijual akun Jimbo: polisi menyelidiki", elections=["pemilu-2024"],
    )  # fmt: skip
    assert suggestions(analyst, mention) == []


def test_the_same_event_in_other_articles_is_found(mention: Mention, analyst: User) -> None:
    other = breach(AGAIN, on=DAY + timedelta(days=1), figure=204_807_203)
    breach(
        "Data nasabah bank dijual di pasar gelap.\nBank itu membantahnya.",
        on=DAY - timedelta(days=12), figure=15,
    )  # fmt: skip
    assert same_event(analyst, mention) == [other]
    assert same_event(analyst, other) == [mention]


def test_a_mention_alone_has_no_company(mention: Mention, analyst: User) -> None:
    assert same_event(analyst, mention) == []
    assert suggestions(analyst, mention) == []


def test_more_incidents_cost_no_more_queries(
    mention: Mention, analyst: User, django_assert_num_queries: object
) -> None:
    for number in range(3):
        make_draft(analyst, category="data-breach", status="alleged", title=f"Data dijual {number}")
    fresh = Mention.objects.get(pk=mention.pk)
    # incidents; elections, targets, actors, places, mentions of them; the mention's names, article, election
    with django_assert_num_queries(9):  # type: ignore[operator] # pytest-django's fixture
        found = matching_records.candidates(fresh, visible_incidents(analyst))
        matching_records.of_incidents(found)
        matching_records.of_mention(fresh)
