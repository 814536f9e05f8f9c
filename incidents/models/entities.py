"""Bodies, persons in office, groups and systems, with the names that reports give them."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import EntityKind


@pghistory.track()
class Entity(models.Model):
    """A body, person in office, group or system; `key` is the one used by the extraction packs."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=EntityKind)
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2")
    )
    private_person = models.BooleanField(
        _("private person"),
        default=False,
        help_text=_("A private person's name is shown to the public only by explicit choice."),
    )
    name_public = models.BooleanField(_("name may be public"), default=True)
    name_reason = models.CharField(
        _("why a private person's name may be public"), max_length=300, blank=True
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(private_person=False)
                | models.Q(name_public=False)
                | ~models.Q(name_reason=""),
                name="private_name_only_by_choice",
                violation_error_message=_(
                    "A private person's name is public only for a reason: give one, or keep it back."
                ),
            )
        ]

    def __str__(self) -> str:
        return (self.name_en or self.name) if (get_language() or "").startswith("en") else self.name


class Alias(models.Model):
    """Another name of an entity, as reports write it."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=160)

    class Meta:
        ordering = ("name",)
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(fields=("entity", "name"), name="alias_once_per_entity")
        ]

    def __str__(self) -> str:
        return self.name
