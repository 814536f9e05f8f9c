"""The append-only record of what people decided, each row chained to the one before by hash."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.domain.vocabulary import Act


class Decision(models.Model):
    """Who did what to which object, before and after, why and when; the database refuses changes."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    act = models.CharField(_("act"), max_length=20, choices=Act)
    model = models.CharField(_("kind of object"), max_length=20)
    object_id = models.PositiveBigIntegerField(_("object"))
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    batch = models.UUIDField(_("act on several at once"), null=True, blank=True)
    at = models.DateTimeField(_("at"))
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        # The history of one object, newest first.
        indexes = [
            models.Index(fields=("model", "object_id", "-number"), name="decision_of_object")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.model} {self.object_id}"


class ChainHead(models.Model):
    """Number and hash of the newest decision, kept apart so that a cut-off end is noticed too."""

    number = models.PositiveBigIntegerField(_("number"))
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("head of the decisions")
        verbose_name_plural = _("heads of the decisions")

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"
