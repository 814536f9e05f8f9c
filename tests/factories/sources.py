"""Sources that are polled and the items they offer."""

from __future__ import annotations

from datetime import UTC, datetime

from factory.declarations import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from incidents.models import Item, Source

PAST = datetime(2024, 1, 2, 3, tzinfo=UTC)


class FeedFactory(DjangoModelFactory[Source]):
    """An enabled feed whose poll is due."""

    class Meta:
        model = Source

    name = Sequence(lambda n: f"Umpan {n}")
    url = Sequence(lambda n: f"https://kabar-{n}.example/rss")
    kind = "feed"
    enabled = True
    next_poll_at = PAST


class ItemFactory(DjangoModelFactory[Item]):
    """An address that is due to be fetched."""

    class Meta:
        model = Item

    source = SubFactory(FeedFactory)
    url = Sequence(lambda n: f"https://kabar.example/{n}")
    external_id = LazyAttribute(lambda item: item.url)
    title = Sequence(lambda n: f"Butir {n}")
    found_at = PAST
    next_try_at = PAST
