"""Choices of a column in words, without what Django does for each call: hash every translated label anew."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model, TextChoices


def label_of(column: str, words: type[TextChoices]) -> Callable[[Model], str]:
    """A method `get_COLUMN_display` for the class body; lists show it hundreds of times a page."""
    members = {word.value: word for word in words}

    def display(self: Model) -> str:
        raw = getattr(self, column)
        return str(members[raw].label) if raw in members else str(raw)

    return display
