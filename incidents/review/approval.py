"""What a record needs before a second person may let it out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from incidents.domain.errors import RuleViolation
from incidents.domain.vocabulary import TLP, Act, MentionState
from incidents.models import Decision, Incident, Mention, Source, User

# Acts that put something of a person's into a record; whoever did the last of them cannot approve it.
_WRITTEN = (
    Act.OPEN, Act.EDIT, Act.CITE, Act.LINK, Act.UNLINK, Act.HEADLINE, Act.ATTACH, Act.DETACH,
    Act.CORRECT, Act.MERGE, Act.SPLIT,
)  # fmt: skip


def require_second_person(incident: Incident, by: User) -> None:
    """Raise RuleViolation for the author and for whoever last put something into the record."""
    if by.pk in (incident.author_id, last_writer(incident)):
        raise own_words()


def own_words() -> RuleViolation:
    """The refusal that everybody gets who approves what they wrote."""
    return RuleViolation(
        _("Nobody approves their own words: a second person must."), reason="self-approval"
    )


def last_writer(incident: Incident) -> int | None:
    """Key of the person who last put something into the record; one query."""
    return (
        Decision.objects.filter(model="incident", object_id=incident.pk, act__in=_WRITTEN)
        .order_by("-number")
        .values_list("who", flat=True)
        .first()
    )


def require_complete(incident: Incident) -> None:
    """Raise RuleViolation unless the record could be shown: attested, and no evidence shown too widely."""
    accepted = Mention.objects.filter(incident=incident, state=MentionState.ACCEPTED)
    if not accepted.exists() and not incident.citations.exists():
        raise RuleViolation(
            _("It needs an accepted mention or a cited source first."), reason="unattested"
        )
    if incident.tlp in (TLP.CLEAR, TLP.GREEN):
        kept = Source.objects.filter(visible_to__isnull=False)
        if accepted.filter(article__source__in=kept).exists():
            raise RuleViolation(
                _("It rests on a source that is kept for some groups: raise its TLP or detach it."),
                reason="restricted-source",
            )
