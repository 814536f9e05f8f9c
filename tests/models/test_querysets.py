"""Querysets named for their readers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from incidents.domain.vocabulary import Role
from incidents.models import Incident, Mention, User
from incidents.models.mentions import hidden_names
from incidents.review import publish
from tests.factories import (
    ArticleFactory,
    EntityFactory,
    MentionFactory,
    UserFactory,
    make_draft,
    make_in_review,
    make_published,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 2, 14, 9, tzinfo=UTC)


def test_public_and_addressable_records(analyst: User, editor: User) -> None:
    draft, waiting = make_draft(analyst), make_in_review(analyst)
    public = make_published(analyst, approver=editor)
    make_published(analyst, approver=editor, tlp="green")
    retracted = make_published(analyst, approver=editor)
    publish.retract(retracted, by=editor, seen_version=retracted.version, reason="Salah")
    assert set(Incident.objects.public()) == {public}
    assert set(Incident.objects.addressable()) == {public, retracted}
    assert set(Incident.objects.in_work()) == {draft, waiting}
    assert set(Mention.objects.public()) == set(public.mentions.all())


def test_claimable_mentions_are_held_by_nobody_else(analyst: User, reviewer: User) -> None:
    free = MentionFactory.create()
    own = MentionFactory.create(claimed_by=analyst, claimed_until=NOW + timedelta(minutes=5))
    MentionFactory.create(claimed_by=reviewer, claimed_until=NOW + timedelta(minutes=5))
    lapsed = MentionFactory.create(claimed_by=reviewer, claimed_until=NOW)
    MentionFactory.create(state="withdrawn")
    assert set(Mention.objects.claimable(analyst, NOW)) == {free, own, lapsed}


def test_roles_include_the_ones_before(reader: User, editor: User, outsider: User) -> None:
    assert [reader.has_role(role) for role in Role] == [True, False, False, False]
    assert [editor.has_role(role) for role in Role] == [True, True, True, False]
    assert not any(outsider.has_role(role) for role in Role)
    editor.is_active = False
    assert not editor.has_role(Role.READER)
    assert UserFactory.create(is_superuser=True).has_role(Role.ADMINISTRATOR)


def test_hidden_names_are_those_of_private_persons_not_chosen_public() -> None:
    private = EntityFactory.create(
        kind="person", name="Budi Santoso", private_person=True, name_public=False
    )
    chosen = EntityFactory.create(
        kind="person", private_person=True, name_public=True, name_reason="Divonis"
    )
    mention = MentionFactory.create()
    mention.names.create(role="target", text="Budi", entity=private)
    mention.names.create(role="actor", text="Dani", entity=chosen)
    mention.names.create(role="target", text="KPU", entity=EntityFactory.create())
    mention.names.create(role="speaker", text="Orang lain")
    hidden = Mention.objects.annotate(hidden=hidden_names()).values_list("hidden", flat=True)
    assert hidden.get() == ["Budi", "Budi Santoso"]


def test_titles_are_shown_in_the_readers_language_or_the_one_there_is(analyst: User) -> None:
    draft = make_draft(analyst, title="Serangan", title_en="Attack", summary="Ringkas")
    with override("en"):
        assert (draft.display_title, draft.display_summary) == ("Attack", "Ringkas")
    with override("id"):
        assert (draft.display_title, draft.display_note) == ("Serangan", "")
    assert str(draft).startswith(draft.public_id)
    assert draft.get_absolute_url() == f"/incidents/{draft.public_id}-attack"


def test_codes_are_told_in_the_readers_language() -> None:
    mention = MentionFactory.build(
        kind="attack", category="ddos", status="denied", article=ArticleFactory.build(pk=1)
    )
    with override("en"):
        told = (mention.get_kind_display(), mention.get_category_display())
        assert told == ("Attack", "Denial of service")
        assert (mention.get_status_display(), mention.get_state_display()) == (
            "Denied",
            "Waiting for review",
        )
    mention.category = "unheard-of"
    assert mention.get_category_display() == "unheard-of"
