"""Roles as groups, what each may do, and who sees which incidents, mentions and articles."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from incidents.domain.errors import AccessDenied
from incidents.domain.vocabulary import (
    PUBLIC_LIFECYCLES,
    TLP,
    Act,
    Lifecycle,
    MentionState,
    Role,
)
from incidents.models import Article, Incident, Mention, Source, User
from incidents.models.incidents import IncidentQuerySet
from incidents.models.mentions import MentionQuerySet

DECIDE = "decide_mention"
OPEN = "open_incident"
PUBLISH = "publish_incident"
SUBMIT_ARTICLE = "submit_article"

Person = User | AnonymousUser

_GRANTS: dict[Role, tuple[str, ...]] = {
    Role.READER: (),
    Role.ANALYST: (DECIDE, OPEN, SUBMIT_ARTICLE),
    Role.EDITOR: (DECIDE, OPEN, SUBMIT_ARTICLE, PUBLISH),
}
_FOR_ADMINISTRATORS = ("incidents", "auth", "axes", "knox", "mfa")

_PERMISSION: dict[str, str] = {
    **dict.fromkeys(
        (
            Act.CLAIM, Act.RELEASE, Act.ASSIGN, Act.ACCEPT, Act.CORRECT, Act.REJECT, Act.REOPEN, Act.ADD,
            Act.ATTACH, Act.DETACH, Act.UNDO, Act.PROPOSE, Act.WITHDRAW,
        ),
        DECIDE,
    ),
    **dict.fromkeys(
        (
            Act.OPEN, Act.EDIT, Act.CITE, Act.LINK, Act.UNLINK, Act.HEADLINE, Act.SUBMIT,
            Act.PROPOSE_CORRECTION, Act.DISCARD,
        ),
        OPEN,
    ),
    **dict.fromkeys(
        (
            Act.RETURN, Act.PUBLISH, Act.PUBLISH_CORRECTION, Act.DECLINE_CORRECTION, Act.RETRACT,
            Act.MERGE, Act.SPLIT, Act.IMPORT,
        ),
        PUBLISH,
    ),
}  # fmt: skip

_ANALYST_TLP = (TLP.CLEAR, TLP.GREEN, TLP.AMBER, TLP.AMBER_STRICT)


def ensure_roles(**_signal: object) -> None:
    """Make the role groups and give them their permissions; run after every migrate and flush."""
    for label in _FOR_ADMINISTRATORS:  # this app's turn comes before the others' permissions exist
        create_permissions(apps.get_app_config(label), verbosity=0)
    for role, grants in _GRANTS.items():
        group, _made = Group.objects.get_or_create(name=role.value)
        wanted = Permission.objects.filter(content_type__app_label="incidents", codename__in=grants)
        group.permissions.set(wanted)
    group, _made = Group.objects.get_or_create(name=Role.ADMINISTRATOR.value)
    group.permissions.set(
        Permission.objects.filter(content_type__app_label__in=_FOR_ADMINISTRATORS)
    )


def can(user: Person, act: str) -> bool:
    """Whether the person's role allows the act at all; objects have rules of their own."""
    return user.is_active and user.has_perm(f"incidents.{_PERMISSION[act]}")


def require(user: Person, permission: str) -> None:
    """Raise AccessDenied unless the person holds `permission` (a codename of this app)."""
    if not (user.is_active and user.has_perm(f"incidents.{permission}")):
        raise AccessDenied(_("You may not do this."), reason="forbidden")


def require_act(user: Person, act: str) -> None:
    """Raise AccessDenied unless the person's role allows the act."""
    require(user, _PERMISSION[act])


def visible_tlp(user: Person) -> tuple[TLP, ...]:
    """The traffic-light labels that a person may see."""
    if not isinstance(user, User) or not user.has_role(Role.READER):
        return (TLP.CLEAR,)
    if user.has_role(Role.EDITOR):
        return tuple(TLP)
    return _ANALYST_TLP if user.has_role(Role.ANALYST) else (TLP.CLEAR, TLP.GREEN)


def hidden_sources(user: Person) -> list[int]:
    """Keys of the sources kept for groups that the person is not in; one query for each instance of them."""
    if isinstance(user, User) and user.has_role(Role.ADMINISTRATOR):
        return []
    cached: list[int] | None = user.__dict__.get("_hidden_sources")
    if cached is None:
        kept = Source.objects.filter(visible_to__isnull=False)
        if isinstance(user, User):
            kept = kept.exclude(visible_to__in=user.groups.all())
        cached = list(kept.order_by().values_list("pk", flat=True).distinct())
        user.__dict__["_hidden_sources"] = cached
    return cached


def _works_here(user: Person) -> bool:
    return isinstance(user, User) and user.has_role(Role.ANALYST)


def visible_incidents(user: Person) -> IncidentQuerySet:
    """Analysts see all their labels allow; readers what is or was published under theirs; others the public."""
    if not isinstance(user, User) or not user.has_role(Role.READER):
        return Incident.objects.public()
    labelled = Incident.objects.filter(tlp__in=visible_tlp(user))
    if _works_here(user):
        return labelled
    return labelled.filter(
        lifecycle__in=(*PUBLIC_LIFECYCLES, Lifecycle.RETRACTED, Lifecycle.MERGED),
        published_at__isnull=False,
    )


def visible_mentions(user: Person) -> MentionQuerySet:
    """Analysts see all of sources and incidents open to them; others what is published for them."""
    if _works_here(user):
        found = _of_open_sources(user)
        if len(labels := visible_tlp(user)) < len(TLP):
            found = found.filter(Q(incident__isnull=True) | Q(incident__tlp__in=labels))
        return found
    return Mention.objects.filter(
        state=MentionState.ACCEPTED,
        published_at__isnull=False,
        incident__lifecycle__in=PUBLIC_LIFECYCLES,
        incident__tlp__in=visible_tlp(user),
    )


def visible_waiting(user: Person) -> MentionQuerySet:
    """What waits for an analyst; waiting mentions have no incident, so no label can hide them."""
    if not _works_here(user):
        return Mention.objects.none()
    return _of_open_sources(user).awaiting_review()


def _of_open_sources(user: Person) -> MentionQuerySet:
    found = Mention.objects.all()
    if hidden := hidden_sources(user):
        found = found.filter(Q(article__source__isnull=True) | ~Q(article__source__in=hidden))
    return found


def visible_articles(user: Person) -> QuerySet[Article]:
    """Analysts see all of sources open to them; others articles behind published mentions."""
    if _works_here(user):
        hidden = hidden_sources(user)
        if not hidden:
            return Article.objects.all()
        return Article.objects.filter(Q(source__isnull=True) | ~Q(source__in=hidden))
    return Article.objects.filter(pk__in=visible_mentions(user).values("article"))


def require_visible(
    user: Person, *, mention: Mention | None = None, incident: Incident | None = None
) -> None:
    """Raise AccessDenied where label or source hide the object from the person."""
    hidden = False
    if mention is not None:
        hidden = mention.article.source_id in hidden_sources(user)
        incident = incident or mention.incident
    if incident is not None:
        hidden = hidden or incident.tlp not in visible_tlp(user)
    if hidden:
        raise AccessDenied(_("You may not see this record."), reason="hidden")
