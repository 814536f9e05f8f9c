"""Sources, articles and the mentions in them."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from factory.declarations import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from incidents.domain.priority import priority
from incidents.models import Article, Mention, Snapshot, Source, Story

SENTENCE = "Sistem KPU menghadapi sekitar 5 ribu serangan siber pada Pemilu 2019."


class SourceFactory(DjangoModelFactory[Source]):
    """An outlet whose reports are submitted by hand."""

    class Meta:
        model = Source

    name = Sequence(lambda n: f"Kabar {n}")
    kind = "manual"
    language = "id"


class SnapshotFactory(DjangoModelFactory[Snapshot]):
    """Archived bytes, without the bytes."""

    class Meta:
        model = Snapshot

    sha256 = Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    fetched_at = datetime(2024, 1, 2, 3, 4, tzinfo=UTC)
    media_type = "text/html"
    size = 1234
    storage_key = LazyAttribute(lambda s: s.sha256)


class StoryFactory(DjangoModelFactory[Story]):
    """A text that several outlets may carry."""

    class Meta:
        model = Story


class ArticleFactory(DjangoModelFactory[Article]):
    """A short report; its text ends with SENTENCE unless another is given."""

    class Meta:
        model = Article

    snapshot = SubFactory(SnapshotFactory)
    source = SubFactory(SourceFactory)
    canonical_url = Sequence(lambda n: f"https://kabar.example/{n}")
    title = Sequence(lambda n: f"Berita {n} tentang serangan siber")
    outlet = LazyAttribute(lambda a: a.source.name if a.source else "Kabar")
    language = "id"
    published_on = date(2024, 1, 2)
    published_precision = "day"
    received_at = datetime(2024, 1, 2, 5, tzinfo=UTC)
    text = Sequence(lambda n: f"Laporan {n} dari Jakarta.\n{SENTENCE}\nDemikian.")
    text_sha256 = LazyAttribute(lambda a: hashlib.sha256(a.text.encode()).hexdigest())
    relevance = 0.9
    relevant = True


class MentionFactory(DjangoModelFactory[Mention]):
    """A waiting mention of an attack, over SENTENCE in its article (or over the first line)."""

    class Meta:
        model = Mention

    article = SubFactory(ArticleFactory)
    kind = "attack"
    category = "unspecified"
    status = "occurred"
    start = LazyAttribute(lambda m: max(m.article.text.find(SENTENCE), 0))
    end = LazyAttribute(
        lambda m: (
            m.start + len(SENTENCE)
            if m.article.text.startswith(SENTENCE, m.start)
            else len(m.article.text.split("\n")[0])
        )
    )
    evidence = LazyAttribute(lambda m: m.article.text[m.start : m.end])
    confidence = 0.8
    extractor_version = "test-1"
    reported_on = LazyAttribute(lambda m: m.article.published_on)

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        """The place in the queue that review would have given it, unless one is given."""
        if "priority" not in kwargs:
            kwargs["priority"] = priority(
                kwargs["reported_on"] or date(2024, 1, 2),
                relevance=kwargs["article"].relevance or 0,
                confidence=kwargs["confidence"],
                outlets=kwargs.get("corroboration", 0),
            ).points
        return kwargs
