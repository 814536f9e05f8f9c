"""Merging and splitting records, with their addresses kept."""

from __future__ import annotations

import pytest

from incidents.domain.errors import AccessDenied, EditConflict, RuleViolation
from incidents.domain.vocabulary import Act, Lifecycle
from incidents.models import Correction, Decision, Incident, Mention, User
from incidents.review import audit, decide, incidents, merge, publish
from tests.factories import MentionFactory, make_draft, make_published

pytestmark = pytest.mark.django_db


def merged(source: Incident, into: Incident, by: User) -> Incident:
    """`source` merged into `into` at their present versions."""
    for record in (source, into):
        record.refresh_from_db()
    return merge.merge(
        source, into, by=by, seen_version=source.version, into_seen_version=into.version
    )


def test_mentions_sources_and_links_move_and_the_address_leads_on(
    analyst: User, editor: User
) -> None:
    gone, heir = make_draft(analyst), make_draft(analyst)
    measure = make_draft(analyst, kind="mitigation", category="hardening", status="in-place")
    incidents.link(measure, gone, kind="mitigates", by=analyst, seen_version=measure.version)
    for record, url in ((gone, "https://a.example/1"), (heir, "https://a.example/1")):
        incidents.cite(record, by=analyst, seen_version=record.version, citation={"url": url})
    gone.refresh_from_db()
    incidents.cite(
        gone, by=analyst, seen_version=gone.version, citation={"url": "https://a.example/2"}
    )
    merged(gone, heir, editor)
    gone.refresh_from_db()
    assert (gone.lifecycle, gone.merged_into) == (Lifecycle.MERGED, heir)
    assert heir.mentions.count() == 2
    assert heir.citations.count() == 2
    assert measure.links_out.get().target == heir
    moved = Decision.objects.filter(model="mention", act=Act.MERGE).get()
    assert (moved.before["incident"], moved.after["incident"]) == (gone.public_id, heir.public_id)
    assert audit.verify().holds


def test_an_earlier_merge_leads_to_the_newest_heir(analyst: User, editor: User) -> None:
    first, second, third = (make_draft(analyst) for _ in range(3))
    merged(first, second, editor)
    merged(second, third, editor)
    first.refresh_from_db()
    assert first.merged_into == third


def test_merges_that_make_no_sense_are_refused(analyst: User, editor: User) -> None:
    draft, public = make_draft(analyst), make_published(analyst, approver=editor)
    measure = make_draft(analyst, kind="mitigation", category="hardening", status="in-place")
    red = make_draft(editor, tlp="red")
    for source, into, reason in (
        (draft, draft, "merge"),
        (draft, measure, "kind"),
        (public, draft, "merge"),
        (draft, red, "tlp"),
    ):
        with pytest.raises(RuleViolation) as caught:
            merged(source, into, editor)
        assert caught.value.reason == reason
    with pytest.raises(AccessDenied):
        merged(draft, public, analyst)
    with pytest.raises(EditConflict):
        merge.merge(draft, public, by=editor, seen_version=draft.version, into_seen_version=1)


def test_what_an_unpublished_record_brings_waits_for_a_second_person(
    analyst: User, editor: User, administrator: User
) -> None:
    public, draft = make_published(analyst, approver=editor), make_draft(analyst)
    incidents.cite(
        draft, by=analyst, seen_version=draft.version, citation={"url": "https://a.example/1"}
    )
    merged(draft, public, editor)
    assert Mention.objects.public().count() == 1
    assert not public.citations.exists()
    correction = Correction.objects.get()
    public.refresh_from_db()
    with pytest.raises(RuleViolation):
        publish.apply_correction(correction, by=editor, seen_version=public.version)
    publish.apply_correction(correction, by=administrator, seen_version=public.version)
    assert Mention.objects.public().count() == 2
    assert public.citations.count() == 1


def test_two_public_records_become_one_with_all_their_evidence(analyst: User, editor: User) -> None:
    gone, heir = (make_published(analyst, approver=editor) for _ in range(2))
    merged(gone, heir, editor)
    assert set(Mention.objects.public()) == set(heir.mentions.all())
    assert heir.mentions.count() == 2
    assert set(Incident.objects.addressable()) == {gone, heir}


def test_splitting_moves_chosen_mentions_to_a_new_draft(analyst: User, editor: User) -> None:
    draft = make_draft(analyst)
    other = decide.accept(MentionFactory.create(), by=analyst, seen_version=1, incident=draft)
    draft.refresh_from_db()
    part = merge.split(
        draft,
        [other],
        by=editor,
        seen_version=draft.version,
        changes={"title": "Kejadian kedua"},
        reason="Dua kejadian",
    )
    assert (part.title, part.kind, part.lifecycle) == ("Kejadian kedua", "attack", "draft")
    assert [list(r.mentions.values_list("pk", flat=True)) for r in (part,)] == [[other.pk]]
    assert draft.mentions.count() == 1
    stranger = decide.accept(MentionFactory.create(), by=analyst, seen_version=1)
    draft.refresh_from_db()
    for chosen in ([stranger], []):
        with pytest.raises(RuleViolation):
            merge.split(draft, chosen, by=editor, seen_version=draft.version, changes={})


def test_splitting_a_public_record_waits_for_a_second_person(
    analyst: User, editor: User, administrator: User
) -> None:
    public = make_published(analyst, approver=editor)
    further = decide.accept(MentionFactory.create(), by=analyst, seen_version=1, incident=public)
    public.refresh_from_db()
    publish.apply_correction(public.corrections.get(), by=editor, seen_version=public.version)
    public.refresh_from_db()
    part = merge.split(public, [further], by=editor, seen_version=public.version, changes={})
    assert Mention.objects.public().count() == 2
    public.refresh_from_db()
    move = Correction.objects.get(state="proposed")
    publish.apply_correction(move, by=administrator, seen_version=public.version)
    assert list(part.mentions.all()) == [further]
    assert Mention.objects.public().count() == 1
    assert audit.verify().holds
