"""What extraction found becomes waiting mentions, and people's decisions stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.domain.records import Candidate, Cue, Extraction, Figure, Name, Period, Span
from incidents.domain.vocabulary import (
    Act,
    ArticleState,
    Category,
    EntityKind,
    Kind,
    Language,
    MentionState,
    Precision,
    Status,
    Unit,
)
from incidents.models import Article, Decision, Mention, User
from incidents.review import decide
from incidents.review.propose import flag_vanished, propose
from tests.factories import (
    ArticleFactory,
    ElectionFactory,
    EntityFactory,
    PlaceFactory,
    StoryFactory,
)
from tests.factories.mentions import SENTENCE

pytestmark = pytest.mark.django_db


def candidate(article: Article, text: str = SENTENCE, **changes: object) -> Candidate:
    """An attack stated in `text`, which the article holds."""
    start = article.text.index(text)
    made = Candidate(
        kind=Kind.ATTACK,
        category=Category.UNSPECIFIED,
        status=Status.OCCURRED,
        span=Span(start, start + len(text)),
        confidence=0.9,
        elections=("pemilu-2019", "mars-2031"),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields of Candidate by name


def extraction(*candidates: Candidate, version: str = "1", **changes: object) -> Extraction:
    """One extraction of a relevant Indonesian article."""
    made = Extraction(
        relevant=True,
        relevance=0.95,
        language=Language.INDONESIAN,
        elections=("pemilu-2019", "mars-2031"),
        candidates=candidates,
        version=version,
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields of Extraction by name


def test_a_candidate_becomes_a_waiting_mention_with_all_it_says() -> None:
    election = ElectionFactory.create(code="pemilu-2019")
    kpu = EntityFactory.create(key="kpu")
    jakarta = PlaceFactory.create(code="ID-JK", name="Jakarta")
    article = ArticleFactory.create()
    full = candidate(
        article,
        figure=Figure(5000, True, Unit.ATTACKS, "sekitar 5 ribu"),
        when=Period(date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
        reported_by=Name("Arief Budiman", "arief-budiman", EntityKind.PERSON),
        targets=(Name("KPU", "kpu", EntityKind.BODY), Name("sistem")),
        place=Name("Jakarta", "ID-JK"),
        explanation=(Cue("noun", "serangan siber", 1.5),),
    )
    (mention,) = propose(article, extraction(full))
    assert (mention.evidence, mention.state) == (SENTENCE, MentionState.WAITING)
    assert (mention.figure_value, mention.figure_approximate, mention.figure_text) == (
        5000,
        True,
        "sekitar 5 ribu",
    )
    assert (mention.starts_on, mention.precision) == (date(2019, 1, 1), "year")
    assert (mention.election, mention.place, mention.reported_by) == (
        election,
        jakarta,
        "Arief Budiman",
    )
    assert set(mention.names.values_list("role", "text", "entity")) == {
        ("target", "KPU", kpu.pk),
        ("target", "sistem", None),
        ("speaker", "Arief Budiman", None),
    }
    assert mention.explanation == [{"rule": "noun", "text": "serangan siber", "weight": 1.5}]
    article.refresh_from_db()
    assert (article.state, article.relevance, article.extractor_version) == (
        ArticleState.EXTRACTED,
        0.95,
        "1",
    )
    assert list(article.elections.all()) == [election]


def test_the_same_version_twice_changes_nothing() -> None:
    article = ArticleFactory.create()
    found = extraction(candidate(article), candidate(article))
    first = propose(article, found)
    assert [m.pk for m in propose(article, found)] == [m.pk for m in first]
    assert Mention.objects.get().version == 1
    assert Decision.objects.count() == 0


def test_a_newer_version_refreshes_withdraws_and_adds() -> None:
    article = ArticleFactory.create()
    first_line = article.text.split("\n")[0]
    kept, gone = candidate(article), candidate(article, first_line, category=Category.DDOS)
    propose(article, extraction(kept, gone))
    added = candidate(article, "Demikian.", category=Category.PHISHING)
    changed = replace(kept, status=Status.ALLEGED, targets=(Name("KPU"),))
    propose(article, extraction(changed, added, version="2"))
    by_category = {m.category: m for m in Mention.objects.all()}
    assert by_category["unspecified"].status == "alleged"
    assert by_category["unspecified"].version == 2
    assert by_category["unspecified"].names.get().text == "KPU"
    assert by_category["ddos"].state == MentionState.WITHDRAWN
    assert by_category["phishing"].state == MentionState.WAITING
    acts = {(d.act, d.who) for d in Decision.objects.all()}
    assert acts == {(Act.PROPOSE, None), (Act.WITHDRAW, None)}
    propose(article, extraction(changed, gone, version="3"))
    assert Mention.objects.get(category="ddos").state == MentionState.WAITING


def test_no_extractor_touches_what_people_decided_or_corrected(
    analyst: User, reviewer: User
) -> None:
    article = ArticleFactory.create()
    lines = article.text.split("\n")
    one, two, three = (
        candidate(article, line, category=category)
        for line, category in zip(
            lines, (Category.DDOS, Category.UNSPECIFIED, Category.MALWARE), strict=True
        )
    )
    propose(article, extraction(one, two, three))
    mentions = {m.category: m for m in Mention.objects.all()}
    decide.accept(mentions["ddos"], by=analyst, seen_version=1)
    decide.reject(mentions["unspecified"], by=analyst, seen_version=1, reason="repeated")
    decide.correct(
        mentions["malware"], by=reviewer, seen_version=1, changes={"status": "attempted"}
    )
    before = list(Mention.objects.order_by("pk").values())
    wider = replace(two, span=Span(two.span.start, two.span.end + 1))
    propose(article, extraction(replace(one, status=Status.DENIED), wider, version="2"))
    assert list(Mention.objects.order_by("pk").values()) == before


def test_a_new_version_of_an_article_takes_over_what_waits_and_leaves_what_was_decided(
    analyst: User,
) -> None:
    old = ArticleFactory.create(text=f"{SENTENCE}\nSitus diretas. Lalu pulih.")
    propose(
        old,
        extraction(
            candidate(old),
            candidate(old, "Situs diretas.", category=Category.INTRUSION),
            candidate(old, "Lalu pulih.", category=Category.OVERLOAD),
        ),
    )
    decided = {m.category: m for m in Mention.objects.exclude(category="overload")}
    decide.accept(decided["unspecified"], by=analyst, seen_version=1)
    decide.reject(decided["intrusion"], by=analyst, seen_version=1, reason="not-stated")
    new = ArticleFactory.create(text="Ralat.\nSitus diretas. Lalu pulih.", version_of=old)
    propose(
        new,
        extraction(
            candidate(new, "Situs diretas.", category=Category.INTRUSION),
            candidate(new, "Lalu pulih.", category=Category.OVERLOAD),
        ),
    )
    assert flag_vanished(new) == 1
    assert flag_vanished(new) == 0
    assert Mention.objects.get(flagged_vanished=True).category == "unspecified"
    waiting = Mention.objects.filter(state=MentionState.WAITING)
    assert [(m.article, m.category) for m in waiting] == [(new, "overload")]


def test_independent_outlets_lift_each_other_and_copies_do_not() -> None:
    story = StoryFactory.create()
    first = ArticleFactory.create(story=story)
    propose(first, extraction(candidate(first)))
    alone = Mention.objects.get()
    copy = ArticleFactory.create(story=story)
    propose(copy, extraction(candidate(copy)))
    alone.refresh_from_db()
    assert alone.corroboration == 0
    other = ArticleFactory.create(story=StoryFactory.create())
    propose(other, extraction(candidate(other)))
    lifted = Mention.objects.get(pk=alone.pk)
    assert (lifted.corroboration, lifted.priority) == (1, alone.priority + 2)
    assert lifted.version == 1
    assert Mention.objects.get(article=other).corroboration == 1


def test_an_article_without_candidates_is_done_too() -> None:
    article = ArticleFactory.create()
    assert propose(article, extraction(relevant=False, relevance=0.02, elections=())) == []
    article.refresh_from_db()
    assert (article.state, article.relevant) == (ArticleState.EXTRACTED, False)


def test_proposing_asks_a_fixed_number_of_queries() -> None:
    counts = []
    for sentences in (1, 6):
        text = "\n".join(f"Kalimat {n} menyebut serangan." for n in range(sentences))
        article = ArticleFactory.create(text=text, published_on=date(2024, sentences, 1))
        found = extraction(
            *(candidate(article, line, targets=(Name("KPU", "kpu"),)) for line in text.split("\n"))
        )
        with CaptureQueriesContext(connection) as queries:
            propose(article, found)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16
