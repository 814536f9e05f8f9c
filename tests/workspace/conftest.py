"""Log-ins as each of the cast, and an article whose text is known to the letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from incidents.models import Article, Mention, User
from tests.factories import ArticleFactory, MentionFactory

TEXT = (
    "KPU diserang peretas sebanyak 5 ribu kali pada 2019.\n"
    "Ketua KPU Arief Budiman mengatakan server aman 🙂 dan data tidak bocor.\n"
    "BSSN membantu pemulihan."
)


@pytest.fixture
def login(db: None) -> Callable[[User], Client]:
    """A browser in which the person is logged in."""

    def as_person(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return as_person


@pytest.fixture
def article(db: None) -> Article:
    """A report of three sentences, one with a character beyond the 16-bit plane."""
    return ArticleFactory.create(text=TEXT, title="KPU diserang")


@pytest.fixture
def mention(article: Article) -> Mention:
    """Its first sentence, waiting."""
    return waiting(article, "KPU diserang peretas sebanyak 5 ribu kali pada 2019.")


def waiting(article: Article, sentence: str, **fields: object) -> Mention:
    """A waiting mention of a sentence of the article."""
    start = article.text.index(sentence)
    return MentionFactory.create(
        article=article, start=start, end=start + len(sentence), evidence=sentence, **fields
    )


def details(mention: Mention, **changed: object) -> dict[str, object]:
    """What the browser sends of the details form, some of it changed."""
    sent = {
        "kind": mention.kind,
        "category": mention.category,
        "status": mention.status,
        "evidence": mention.evidence,
        "start": mention.start,
        "end": mention.end,
        "figure_value": "" if mention.figure_value is None else mention.figure_value,
        "figure_unit": mention.figure_unit,
        "when": "",
        "reported_by": mention.reported_by,
        "targets": "\n".join(mention.names.filter(role="target").values_list("text", flat=True)),
        "actors": "\n".join(mention.names.filter(role="actor").values_list("text", flat=True)),
        "election": mention.election.code if mention.election else "",
        "place": mention.place.code if mention.place else "",
        "credibility": mention.credibility,
        "seen_version": mention.version,
    }
    return {**sent, **changed}
