"""Django admin, one module per model module."""

from . import articles, decisions, faults, incidents, mentions, reference, sources, users

__all__ = [
    "articles",
    "decisions",
    "faults",
    "incidents",
    "mentions",
    "reference",
    "sources",
    "users",
]
