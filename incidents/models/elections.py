"""Elections and the phases of their calendars."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import ElectionLevel, Phase


@pghistory.track()
class Election(models.Model):
    """One election; `code` is the public id (`pemilu-2019`, `us-2016`)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("English name"), max_length=160)
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 alpha-2"))
    level = models.CharField(_("level"), max_length=10, choices=ElectionLevel)
    polling_day = models.DateField(_("polling day"), null=True, blank=True)

    class Meta:
        ordering = ("-polling_day", "code")
        verbose_name = _("election")
        verbose_name_plural = _("elections")

    def __str__(self) -> str:
        return self.name_en if (get_language() or "").startswith("en") else self.name

    @property
    def short_name(self) -> str:
        """The code as words, for narrow columns: `Pemilu 2019`, `US 2016`."""
        kind, _, year = self.code.rpartition("-")
        return f"{kind.upper() if len(kind) == 2 else kind.capitalize()} {year}"


class ElectionPhase(models.Model):
    """A stretch of an election's calendar, first and last day included."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="phases")
    phase = models.CharField(_("phase"), max_length=15, choices=Phase)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))

    class Meta:
        ordering = ("start",)
        verbose_name = _("election phase")
        verbose_name_plural = _("election phases")
        constraints = [
            models.UniqueConstraint(fields=("election", "phase"), name="phase_once_per_election"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="phase_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election}: {self.get_phase_display()}"
