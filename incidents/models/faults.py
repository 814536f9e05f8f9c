"""What could not be ingested or extracted, for a person to see and retry."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fault(models.Model):
    """One input or article that failed: where, why, how often, and whether it was solved since."""

    class Stage(models.TextChoices):
        """The step of the pipeline that failed."""

        POLL = "poll", _("Poll")
        FETCH = "fetch", _("Fetch")
        PARSE = "parse", _("Parse")
        EXTRACT = "extract", _("Extract")

    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    subject = models.CharField(_("what"), max_length=2000)
    reason = models.CharField(_("reason"), max_length=40)
    message = models.TextField(_("message"))
    permanent = models.BooleanField(_("a retry cannot help"), default=False)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField(_("first"))
    last_at = models.DateTimeField(_("last"))
    solved_at = models.DateTimeField(_("solved"), null=True, blank=True)
    source = models.ForeignKey(
        "incidents.Source", null=True, blank=True, on_delete=models.CASCADE, related_name="faults"
    )
    item = models.ForeignKey(
        "incidents.Item", null=True, blank=True, on_delete=models.CASCADE, related_name="faults"
    )
    article = models.ForeignKey(
        "incidents.Article", null=True, blank=True, on_delete=models.CASCADE, related_name="faults"
    )

    class Meta:
        ordering = ("-last_at",)
        verbose_name = _("failure")
        verbose_name_plural = _("failures")
        constraints = [
            models.UniqueConstraint(
                fields=("stage", "subject"),
                condition=models.Q(solved_at__isnull=True),
                name="one_open_fault",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}: {self.subject}"
