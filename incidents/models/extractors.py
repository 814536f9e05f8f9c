"""Models learned from decisions, and the scores by which they were taken into use."""

from __future__ import annotations

from typing import Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LearnedKind(models.TextChoices):
    """What a learned model judges."""

    RANKING = "ranking", _("Ranking of mentions")
    RELEVANCE = "relevance", _("Relevance of articles")


class ExtractorModelQuerySet(models.QuerySet["ExtractorModel"]):
    """Learned models by use."""

    def in_use(self) -> Self:
        """At most one of each kind."""
        return self.filter(active=True)

    def known(self, kind: str, version: str) -> Self:
        """A model in use, or given up by a person, with these very weights."""
        told = models.Q(active=True) | models.Q(given_up_at__isnull=False)
        return self.filter(told, kind=kind, version=version)

    @transaction.atomic
    def take_into_use(self, new: ExtractorModel) -> None:
        """Store `new` and use it from now on instead of the one of its kind."""
        self.filter(kind=new.kind, active=True).update(active=False)
        new.active = True
        new.save()

    @transaction.atomic
    def roll_back(self, kind: str) -> ExtractorModel | None:
        """Stop using the model of a kind and use the one kept before it again, if there is one.

        Returns the model that was in use, marked as given up so that it is never gone back to; None when
        none was.
        """
        current = self.select_for_update().filter(kind=kind, active=True).first()
        if current is None:
            return None
        current.active = False
        current.given_up_at = timezone.now()
        current.save(update_fields=["active", "given_up_at"])
        before = self.filter(
            kind=kind, kept=True, given_up_at__isnull=True, pk__lt=current.pk
        ).order_by("-pk")
        self.filter(pk=before.values("pk")[:1]).update(active=True)
        return current


class ExtractorModel(models.Model):
    """One model fitted to decisions, kept or not; `weights` are read by `extraction.learning.parse`."""

    kind = models.CharField(_("kind"), max_length=10, choices=LearnedKind)
    version = models.CharField(_("version"), max_length=16)
    created_at = models.DateTimeField(_("fitted"), auto_now_add=True)
    weights = models.BinaryField()
    scores = models.JSONField(
        _("scores"),
        help_text=_(
            "On the held-out decisions: of this model (new) and the one in use then (old)."
        ),
    )
    kept = models.BooleanField(_("was taken into use"), default=False)
    active = models.BooleanField(_("in use"), default=False)
    given_up_at = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = ExtractorModelQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = _("learned model")
        verbose_name_plural = _("learned models")
        constraints = [
            models.UniqueConstraint(
                fields=("kind",),
                condition=models.Q(active=True),
                name="one_learned_model_in_use",
            ),
            models.CheckConstraint(
                condition=models.Q(active=False) | models.Q(kept=True, given_up_at__isnull=True),
                name="learned_model_in_use_was_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"
