"""Decisions read as examples, and phrases that people rejected."""

from __future__ import annotations

import pytest
from django.db import connection

from incidents.domain.vocabulary import MentionState, RejectionReason
from incidents.insights.labelled import REJECTED, decided_articles, labelled, rejected_phrases
from incidents.models import Mention, User
from incidents.review import decide
from tests.factories import ArticleFactory, MentionFactory
from tests.factories.mentions import SENTENCE

pytestmark = pytest.mark.django_db

SENSE = ("attack", "unspecified", SENTENCE)


def reject(mention: Mention, by: User, reason: RejectionReason) -> None:
    decide.reject(mention, by=by, seen_version=mention.version, reason=reason, note="tidak")


def test_articles_with_decisions_are_read_with_them(analyst: User) -> None:
    MentionFactory.create()
    right, wrong = MentionFactory.create(), MentionFactory.create()
    decide.accept(right, by=analyst, seen_version=right.version)
    reject(wrong, analyst, RejectionReason.NOT_ELECTION)
    found = {a.key: a for a in labelled(decided_articles())}
    assert set(found) == {right.article_id, wrong.article_id}
    accepted, rejected = found[right.article_id], found[wrong.article_id]
    assert (accepted.relevant, rejected.relevant) == (True, False)
    (decision,) = accepted.mentions
    assert (decision.kind, decision.category, decision.accepted) == ("attack", "unspecified", True)
    assert decision.span.of(accepted.text) == SENTENCE
    assert [m.accepted for m in rejected.mentions] == [False]


def test_a_rejection_of_the_sentence_alone_does_not_settle_the_article(analyst: User) -> None:
    mention = MentionFactory.create()
    reject(mention, analyst, RejectionReason.NOT_STATED)
    (article,) = labelled(decided_articles())
    assert article.relevant is None


def test_a_rejected_phrase_is_known_in_any_article_and_spelling(analyst: User) -> None:
    mention = MentionFactory.create()
    assert rejected_phrases([SENSE]) == set()
    reject(mention, analyst, RejectionReason.NOT_STATED)
    shouted = ("attack", "unspecified", SENTENCE.upper().replace(" ", "  "))
    asked = [SENSE, shouted, ("threat", "unspecified", SENTENCE), ("attack", "ddos", SENTENCE)]
    assert rejected_phrases(asked) == {SENSE, shouted}


def test_a_phrase_said_twice_is_not_held_against_other_articles(analyst: User) -> None:
    reject(MentionFactory.create(), analyst, RejectionReason.REPEATED)
    assert rejected_phrases([SENSE]) == set()


def test_the_last_decision_on_a_phrase_counts(analyst: User) -> None:
    first, second = MentionFactory.create(), MentionFactory.create()
    reject(first, analyst, RejectionReason.NOT_CYBER)
    decide.accept(second, by=analyst, seen_version=second.version)
    assert rejected_phrases([SENSE]) == set()
    assert Mention.objects.filter(state=MentionState.REJECTED).count() == 1


def test_nothing_asked_is_no_query(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator] # pytest-django's fixture
        assert rejected_phrases([]) == set()


def test_articles_without_decisions_are_not_examples() -> None:
    ArticleFactory.create()
    assert not decided_articles().exists()


def test_phrases_are_compared_as_the_index_has_them() -> None:
    """Were the two expressions to differ, each extraction would read every decided mention."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'mention_phrase'")
        (index,) = cursor.fetchone() or ("",)
        cursor.execute(f"EXPLAIN {REJECTED}", [*[[text] for text in SENSE], "repeated"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    expression = index[index.index("md5(") : index.index(") WHERE")]
    assert expression in plan.replace("m.evidence", "evidence")
