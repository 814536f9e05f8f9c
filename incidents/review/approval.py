"""What a record needs before a second person may let it out."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from incidents.domain.errors import RuleViolation
from incidents.domain.masking import without_names
from incidents.domain.vocabulary import TLP, Act, MentionState
from incidents.models import Decision, Entity, Incident, Mention, Source, User

# Acts that put something of a person's into a record; whoever did the last of them cannot approve it.
_WRITTEN = (
    Act.OPEN, Act.EDIT, Act.CITE, Act.LINK, Act.UNLINK, Act.HEADLINE, Act.ATTACH, Act.DETACH,
    Act.CORRECT, Act.MERGE, Act.SPLIT,
)  # fmt: skip


# The record's own words, as the public reads them.
_SHOWN = (
    "title", "title_en", "summary", "summary_en", "note", "note_en", "target_text", "actor_text",
    "figure_reason",
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
    if told := private_names_told(incident):
        raise RuleViolation(
            _("It names a private person: %s. Write their role instead, or choose to name them.")
            % ", ".join(told),
            reason="private-name",
        )


def private_names_told(incident: Incident) -> list[str]:
    """Names of private persons, not chosen to be public, that the record's own words contain; one query."""
    of_record = Q(targeted_in=incident) | Q(acting_in=incident)
    of_mentions = Q(mention_names__mention__incident=incident)
    hidden = Entity.objects.filter(private_person=True, name_public=False)
    names = hidden.filter(of_record | of_mentions).values_list("name", "aliases__name").distinct()
    words = " ".join(str(getattr(incident, field)) for field in _SHOWN)
    known = {name for pair in names for name in pair if name}
    return sorted(name for name in known if without_names(words, [name]) != words)
