"""What the extractor is bad at, told by what people decided."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from incidents.insights import review_quality
from incidents.models import User
from incidents.review import decide
from tests.factories import MentionFactory

pytestmark = pytest.mark.django_db


def cues(*rules: str) -> list[dict[str, object]]:
    """An explanation in which these rules spoke."""
    return [{"rule": rule, "text": "serangan", "weight": 1.0} for rule in rules]


@pytest.fixture
def decided(analyst: User) -> None:
    """DDoS: two accepted, one of them corrected, one rejected; phishing: one rejected; one waits."""
    ddos = [MentionFactory.create(category="ddos", explanation=cues("verb", "noun")) for _ in "abc"]
    phishing = MentionFactory.create(category="phishing", explanation=cues("verb"))
    MentionFactory.create(category="phishing", explanation=cues("verb"))
    decide.accept(ddos[0], by=analyst, seen_version=1)
    decide.accept(ddos[1], by=analyst, seen_version=1, corrections={"status": "alleged"})
    for mention in (ddos[2], phishing):
        decide.reject(mention, by=analyst, seen_version=1, reason="not-stated")
    decide.add_mention(
        phishing.article,
        by=analyst,
        start=0,
        end=7,
        kind="attack",
        category="malware",
        status="denied",
    )


@pytest.mark.usefixtures("decided")
def test_shares_by_category_leave_out_what_people_added() -> None:
    with override("en"):
        rows = review_quality.by_category()
    assert [(r.label, r.accepted, r.rejected, r.corrected) for r in rows] == [
        ("Denial of service", 2, 1, 1),
        ("Phishing", 0, 1, 0),
    ]
    assert rows[0].share == pytest.approx(2 / 3)
    assert (rows[1].share, rows[1].decided) == (0.0, 1)


@pytest.mark.usefixtures("decided")
def test_shares_by_rule_count_each_mention_once_for_each_rule() -> None:
    rows = {row.label: (row.accepted, row.rejected) for row in review_quality.by_rule()}
    assert rows == {"verb": (2, 2), "noun": (2, 1)}


def test_nothing_decided_is_no_share() -> None:
    assert review_quality.by_category() == []
    assert review_quality.by_rule() == []
    assert review_quality.Share("x", 0, 0).share is None
