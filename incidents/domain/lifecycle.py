"""Which state of an incident may follow which, and what the step is called; one table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .errors import RuleViolation
from .vocabulary import Act, Lifecycle

STEPS: dict[tuple[str, str], Act] = {
    (Lifecycle.DRAFT, Lifecycle.IN_REVIEW): Act.SUBMIT,
    (Lifecycle.DRAFT, Lifecycle.DISCARDED): Act.DISCARD,
    (Lifecycle.IN_REVIEW, Lifecycle.DRAFT): Act.RETURN,
    (Lifecycle.IN_REVIEW, Lifecycle.PUBLISHED): Act.PUBLISH,
    (Lifecycle.PUBLISHED, Lifecycle.CORRECTED): Act.PUBLISH_CORRECTION,
    (Lifecycle.CORRECTED, Lifecycle.CORRECTED): Act.PUBLISH_CORRECTION,
    (Lifecycle.PUBLISHED, Lifecycle.RETRACTED): Act.RETRACT,
    (Lifecycle.CORRECTED, Lifecycle.RETRACTED): Act.RETRACT,
    (Lifecycle.DRAFT, Lifecycle.MERGED): Act.MERGE,
    (Lifecycle.IN_REVIEW, Lifecycle.MERGED): Act.MERGE,
    (Lifecycle.PUBLISHED, Lifecycle.MERGED): Act.MERGE,
    (Lifecycle.CORRECTED, Lifecycle.MERGED): Act.MERGE,
}


def step(current: str, following: str) -> Act:
    """The act that leads from one state to the other; raises RuleViolation where there is none."""
    try:
        return STEPS[current, following]
    except KeyError:
        raise RuleViolation(
            _("An incident that is “%(now)s” cannot become “%(then)s”.")
            % {"now": Lifecycle(current).label, "then": Lifecycle(following).label},
            reason="lifecycle",
        ) from None
