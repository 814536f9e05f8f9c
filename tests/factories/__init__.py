"""Valid rows for tests; states are reached through the acts of review, not set here."""

from .elections import ElectionFactory
from .entities import EntityFactory, PlaceFactory
from .incidents import CitationFactory, make_draft, make_in_review, make_published
from .mentions import ArticleFactory, MentionFactory, SnapshotFactory, SourceFactory, StoryFactory
from .people import UserFactory

__all__ = [
    "ArticleFactory",
    "CitationFactory",
    "ElectionFactory",
    "EntityFactory",
    "MentionFactory",
    "PlaceFactory",
    "SnapshotFactory",
    "SourceFactory",
    "StoryFactory",
    "UserFactory",
    "make_draft",
    "make_in_review",
    "make_published",
]
