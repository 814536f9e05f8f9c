"""All pages of the admin; read once the site exists, see `apps.TrackerAdminConfig`."""

from . import articles, decisions, faults, incidents, mentions, numbers, reference, sources, users

__all__ = [
    "articles",
    "decisions",
    "faults",
    "incidents",
    "mentions",
    "numbers",
    "reference",
    "sources",
    "users",
]
