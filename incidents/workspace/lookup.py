"""The mention, article or incident that an address names, if the person may see it; else 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from incidents.models import Article, Incident, Mention, User
from incidents.review import access


def mention_for(user: User, key: int) -> Mention:
    """A mention with all that its page shows; two queries beside those of access."""
    return get_object_or_404(
        access.visible_mentions(user)
        .select_related(
            "article__source", "article__snapshot", "incident", "election", "place",
            "assigned_to", "claimed_by", "decided_by",
        )
        .prefetch_related("names"),
        pk=key,
    )  # fmt: skip


def article_for(user: User, key: int) -> Article:
    """An article with its source and archived bytes; one query beside those of access."""
    articles = access.visible_articles(user).select_related("source", "snapshot")
    return get_object_or_404(articles, pk=key)


def incident_for(user: User, public_id: str) -> Incident:
    """An incident with the people behind it; one query."""
    return get_object_or_404(
        access.visible_incidents(user).select_related("author", "approver", "merged_into"),
        public_id=public_id,
    )
