"""The database's check that kind, category and status of a record go together, made from the vocabulary."""

from __future__ import annotations

from django.db import models

from incidents.domain.vocabulary import Kind, categories_of, statuses_of


def kinds_agree(name: str) -> models.CheckConstraint:
    """A constraint called `name` on the columns kind, category and status."""
    allowed = models.Q()
    for kind in Kind:
        allowed |= models.Q(
            kind=kind.value,
            category__in=[category.value for category in categories_of(kind)],
            status__in=[status.value for status in statuses_of(kind)],
        )
    return models.CheckConstraint(condition=allowed, name=name)
