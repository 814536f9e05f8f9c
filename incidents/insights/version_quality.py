"""How often reviewers agreed with what each version of the extractor found, and what they had to add."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from incidents.domain.vocabulary import Act, Category, Kind, MentionState
from incidents.models import Decision, Mention

_DECIDED = (MentionState.ACCEPTED, MentionState.REJECTED)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Decisions on what the extractor found (`accepted`, `rejected`), and mentions that people added."""

    accepted: int
    rejected: int
    added: int

    @property
    def precision(self) -> float | None:
        """Accepted of decided, 0..1; None where nothing was decided."""
        decided = self.accepted + self.rejected
        return self.accepted / decided if decided else None

    @property
    def recall(self) -> float | None:
        """Found by the extractor of all that is right, 0..1; None where nothing is known to be right."""
        right = self.accepted + self.added
        return self.accepted / right if right else None


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, by (kind, category) and by version of the extractor; the newest version first."""

    categories: dict[tuple[Kind, Category], Agreement]
    versions: dict[str, Agreement]


def decisions() -> Decisions:
    """What people decided on extracted mentions, and what they added by hand; two queries."""
    told: dict[str, Counter[tuple[str, str]]] = {"accepted": Counter(), "rejected": Counter()}
    versions: dict[str, Counter[str]] = {}
    rows = (
        Mention.objects.filter(state__in=_DECIDED)
        .exclude(extractor_version="")
        .order_by("-extractor_version")
        .values_list("extractor_version", "kind", "category", "state")
        .annotate(Count("pk"))
    )
    for version, kind, category, state, count in rows:
        told[state][kind, category] += count
        versions.setdefault(version, Counter())[state] += count
    added = _added()
    labels = sorted({*told["accepted"], *told["rejected"], *added})
    return Decisions(
        categories={
            (Kind(kind), Category(category)): Agreement(
                told["accepted"][kind, category],
                told["rejected"][kind, category],
                added[kind, category],
            )
            for kind, category in labels
        },
        versions={
            version: Agreement(counts["accepted"], counts["rejected"], 0)
            for version, counts in versions.items()
        },
    )


def _added() -> Counter[tuple[str, str]]:
    """Accepted mentions that a person added to an article, by kind and category."""
    act = Decision.objects.filter(model="mention", object_id=OuterRef("pk"), act=Act.ADD)
    rows = (
        Mention.objects.filter(Exists(act), state=MentionState.ACCEPTED, extractor_version="")
        .order_by()
        .values_list("kind", "category")
        .annotate(Count("pk"))
    )
    return Counter({(kind, category): count for kind, category, count in rows})
