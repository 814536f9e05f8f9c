"""Countries, provinces and regencies, keyed by ISO 3166."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A country (ISO 3166-1 alpha-2), a subdivision (ISO 3166-2) or a district below it."""

    code = models.CharField(_("ISO 3166 code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    aliases = models.JSONField(_("aliases"), default=list, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    tile_column = models.PositiveSmallIntegerField(_("tile column"), null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("tile row"), null=True, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") else self.name
