"""How often people accept what was extracted, by category and by rule: what the extractor is bad at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from incidents.domain.vocabulary import Act, Category, MentionState
from incidents.models import Decision, Mention

_DECIDED = (MentionState.ACCEPTED, MentionState.REJECTED)


@dataclass(frozen=True, slots=True)
class Share:
    """Decisions on the mentions of one category or rule; `corrected` of the accepted ones were changed."""

    label: str
    accepted: int
    rejected: int
    corrected: int = 0

    @property
    def decided(self) -> int:
        """All that were decided."""
        return self.accepted + self.rejected

    @property
    def share(self) -> float | None:
        """Accepted of decided, 0..1; None where none was decided."""
        return self.accepted / self.decided if self.decided else None


def by_category() -> list[Share]:
    """One row for each category with decisions on extracted mentions, the most decided first; one query."""
    corrected = Decision.objects.filter(
        model="mention", object_id=OuterRef("pk"), act__in=(Act.CORRECT, Act.ACCEPT)
    ).filter(Q(act=Act.CORRECT) | Q(after__has_any_keys=_DETAILS))
    rows = (
        Mention.objects.filter(state__in=_DECIDED)
        .exclude(extractor_version="")
        .annotate(changed=Exists(corrected))
        .order_by("category")
        .values("category")
        .annotate(
            accepted=Count("pk", filter=Q(state=MentionState.ACCEPTED)),
            rejected=Count("pk", filter=Q(state=MentionState.REJECTED)),
            corrected=Count("pk", filter=Q(state=MentionState.ACCEPTED, changed=True)),
        )
    )
    labels = {code: str(label) for code, label in Category.choices}
    return _sorted(
        Share(labels[row["category"]], row["accepted"], row["rejected"], row["corrected"])
        for row in rows
    )


# Fields that a person corrects; an acceptance that names one of them changed it.
_DETAILS = [
    "kind", "category", "status", "start", "end", "figure_value", "starts_on", "reported_by",
    "election", "place", "targets", "actors",
]  # fmt: skip

_RULES = """
    SELECT cue ->> 'rule' AS rule,
           count(DISTINCT m.id) FILTER (WHERE m.state = 'accepted'),
           count(DISTINCT m.id) FILTER (WHERE m.state = 'rejected')
    FROM incidents_mention m, jsonb_array_elements(m.explanation) cue
    WHERE m.state IN ('accepted', 'rejected') AND jsonb_typeof(m.explanation) = 'array'
    GROUP BY 1
"""


def by_rule() -> list[Share]:
    """One row for each rule or model that spoke for a decided mention, the most decided first; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_RULES)
        rows = cursor.fetchall()
    return _sorted(Share(str(rule), accepted, rejected) for rule, accepted, rejected in rows)


def _sorted(shares: Iterable[Share]) -> list[Share]:
    return sorted(shares, key=lambda share: (-share.decided, share.label))
