"""Who sees and who may do what, as a matrix."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command

from incidents.domain.errors import AccessDenied
from incidents.domain.vocabulary import TLP, Act, Role
from incidents.models import Article, Incident, Mention, User
from incidents.review import access, decide
from tests.factories import (
    ArticleFactory,
    MentionFactory,
    SourceFactory,
    UserFactory,
    make_draft,
    make_published,
)

pytestmark = pytest.mark.django_db

DECIDERS = {"analyst", "editor", "administrator"}
APPROVERS = {"editor", "administrator"}


@pytest.mark.parametrize("role", ["", *Role.values])
def test_roles_may_do_their_acts_and_no_others(role: str) -> None:
    person = UserFactory.create(role=role)
    for act in Act:
        approval = act in {
            Act.RETURN, Act.PUBLISH, Act.PUBLISH_CORRECTION, Act.DECLINE_CORRECTION, Act.RETRACT,
            Act.MERGE, Act.SPLIT, Act.IMPORT,
        }  # fmt: skip
        allowed = role in (APPROVERS if approval else DECIDERS)
        assert access.can(person, act) == allowed, (role, act)
    assert not any(access.can(AnonymousUser(), act) for act in Act)


def test_somebody_who_left_may_do_nothing(editor: User) -> None:
    editor.is_active = False
    assert not access.can(editor, Act.PUBLISH)
    with pytest.raises(AccessDenied):
        access.require(editor, access.DECIDE)
    assert access.visible_tlp(editor) == ("clear",)


LABELS: dict[str, set[str]] = {
    "": {"clear"},
    "reader": {"clear", "green"},
    "analyst": {"clear", "green", "amber", "amber+strict"},
    "editor": {"clear", "green", "amber", "amber+strict", "red"},
    "administrator": {"clear", "green", "amber", "amber+strict", "red"},
}


def test_labels_decide_which_published_records_are_seen(
    analyst: User, editor: User, administrator: User
) -> None:
    for label in TLP.values:
        make_published(editor, approver=administrator, tlp=label)
    draft = make_draft(analyst)
    for role, labels in LABELS.items():
        person = UserFactory.create(role=role)
        published = access.visible_incidents(person).exclude(pk=draft.pk)
        assert set(published.values_list("tlp", flat=True)) == labels
        mentions = access.visible_mentions(person).exclude(incident=draft)
        assert set(mentions.values_list("incident__tlp", flat=True)) == labels
        sees_drafts = role in DECIDERS
        assert access.visible_incidents(person).filter(pk=draft.pk).exists() == sees_drafts
        behind_draft = access.visible_articles(person).filter(mentions__incident=draft)
        assert behind_draft.exists() == sees_drafts
    everybody = access.visible_incidents(AnonymousUser())
    assert set(everybody.values_list("tlp", flat=True)) == {"clear"}


def test_a_red_record_is_closed_to_analysts_also_for_acts(analyst: User, editor: User) -> None:
    draft = make_draft(editor, tlp="red")
    mention = draft.mentions.get()
    with pytest.raises(AccessDenied):
        decide.reopen(mention, by=analyst, seen_version=mention.version)


def test_a_source_kept_for_a_group_is_seen_by_that_group_only(
    analyst: User, reviewer: User, administrator: User
) -> None:
    desk = Group.objects.create(name="desk")
    reviewer.groups.add(desk)
    source = SourceFactory.create()
    source.visible_to.add(desk)
    kept = MentionFactory.create(article=ArticleFactory.create(source=source))
    unsourced = MentionFactory.create(article=ArticleFactory.create(source=None))
    expected = {analyst: {unsourced}, reviewer: {kept, unsourced}, administrator: {kept, unsourced}}
    for person, mentions in expected.items():
        assert set(access.visible_mentions(person)) == mentions
        assert set(access.visible_articles(person)) == {m.article for m in mentions}
    with pytest.raises(AccessDenied):
        decide.accept(kept, by=analyst, seen_version=1)


def test_nothing_unpublished_is_seen_from_outside(outsider: User, reader: User) -> None:
    MentionFactory.create()
    for person in (AnonymousUser(), outsider, reader):
        assert not access.visible_mentions(person).exists()
        assert not access.visible_articles(person).exists()
        assert not access.visible_incidents(person).exists()
    assert Article.objects.exists()
    assert Mention.objects.exists()
    assert not Incident.objects.exists()


def test_migrate_brings_the_role_groups_back() -> None:
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)
    editors = Group.objects.get(name="editor")
    assert editors.permissions.filter(codename="publish_incident").exists()
