"""A draft that should not have been opened is closed with a reason; what attested it waits again."""

from __future__ import annotations

import pytest

from incidents.domain.errors import AccessDenied, EditConflict, RuleViolation
from incidents.domain.vocabulary import TLP
from incidents.models import Decision, Incident, Mention, User
from incidents.review import audit, decide, incidents, merge, publish
from incidents.review.access import visible_incidents
from incidents.review.discard import discard, may_discard
from incidents.review.history import history
from tests.factories import (
    MentionFactory,
    UserFactory,
    make_draft,
    make_in_review,
    make_published,
)

pytestmark = pytest.mark.django_db


def _discarded(by: User) -> Incident:
    draft = make_draft(by)
    return discard(draft, by=by, seen_version=draft.version, reason="Bukan satu peristiwa.")


def test_its_mentions_wait_again_and_both_say_why(analyst: User) -> None:
    draft = make_draft(analyst)
    second = MentionFactory.create()
    second = decide.accept(second, by=analyst, seen_version=1, incident=draft)
    draft.refresh_from_db()

    gone = discard(draft, by=analyst, seen_version=draft.version, reason="Rangkap.")

    assert (gone.lifecycle, gone.version) == ("discarded", draft.version + 1)
    for mention in Mention.objects.all():
        assert (mention.state, mention.incident, mention.decided_by) == ("waiting", None, None)
        assert Decision.objects.filter(object_id=mention.pk, model="mention")[0].act == "discard"
    said = Decision.objects.filter(act="discard")
    assert {each.reason for each in said} == {"Rangkap."}
    assert len({each.batch for each in said}) == 1
    assert audit.verify().holds
    assert "discarded" in str(history(gone)[0])


def test_only_its_author_and_editors_discard(analyst: User, reviewer: User, editor: User) -> None:
    draft = make_draft(analyst)
    assert [may_discard(who, draft) for who in (analyst, reviewer, editor)] == [True, False, True]
    with pytest.raises(AccessDenied, match="author or an editor"):
        discard(draft, by=reviewer, seen_version=draft.version, reason="x")
    discard(draft, by=editor, seen_version=draft.version, reason="Rangkap.")


def test_a_reader_or_outsider_does_not(analyst: User, reader: User, outsider: User) -> None:
    draft = make_draft(analyst)
    for person in (reader, outsider):
        with pytest.raises(AccessDenied):
            discard(draft, by=person, seen_version=draft.version, reason="x")
    assert Incident.objects.get().lifecycle == "draft"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_needed(analyst: User, reason: str) -> None:
    draft = make_draft(analyst)
    with pytest.raises(RuleViolation, match="Say why"):
        discard(draft, by=analyst, seen_version=draft.version, reason=reason)


def test_a_draft_that_changed_meanwhile_is_a_conflict(analyst: User, editor: User) -> None:
    draft = make_draft(analyst)
    incidents.edit_incident(
        draft, by=editor, seen_version=draft.version, changes={"title": "Judul lain"}
    )
    with pytest.raises(EditConflict):
        discard(draft, by=analyst, seen_version=draft.version, reason="x")


def test_what_is_in_review_or_public_is_not_discarded(analyst: User, editor: User) -> None:
    for record in (make_in_review(analyst), make_published(analyst, approver=editor)):
        with pytest.raises(RuleViolation, match="cannot become"):
            discard(record, by=editor, seen_version=record.version, reason="x")


def test_a_hidden_draft_is_not_discarded(analyst: User, editor: User) -> None:
    draft = make_draft(analyst)
    secret = incidents.edit_incident(
        draft, by=editor, seen_version=draft.version, changes={"tlp": TLP.RED}
    )
    with pytest.raises(AccessDenied):
        discard(secret, by=analyst, seen_version=secret.version, reason="x")


def test_nothing_more_is_done_with_it(analyst: User, editor: User) -> None:
    gone, other = _discarded(analyst), make_draft(analyst)
    mention = decide.accept(MentionFactory.create(), by=analyst, seen_version=1)
    seen = gone.version
    acts = (
        lambda: incidents.edit_incident(gone, by=analyst, seen_version=seen, changes={}),
        lambda: incidents.attach(mention, gone, by=analyst, seen_version=mention.version),
        lambda: publish.submit(gone, by=analyst, seen_version=seen),
        lambda: discard(gone, by=editor, seen_version=seen, reason="x"),
        lambda: merge.merge(
            other, gone, by=editor, seen_version=other.version, into_seen_version=seen
        ),
        lambda: incidents.link(gone, other, kind="related", by=analyst, seen_version=seen),
    )
    for act in acts:
        with pytest.raises(RuleViolation):
            act()


def test_it_is_never_public_and_stays_for_those_who_work_here(
    analyst: User, reader: User, outsider: User
) -> None:
    gone = _discarded(analyst)
    assert gone in visible_incidents(analyst)
    assert gone not in visible_incidents(reader)
    assert gone not in visible_incidents(outsider)
    assert gone not in Incident.objects.public()


def test_its_number_is_not_given_again_and_its_mention_opens_another(analyst: User) -> None:
    gone = _discarded(analyst)
    mention = Mention.objects.get()
    again = incidents.open_incident(
        by=analyst, mention=mention, seen_version=mention.version, changes={"title": "Baru"}
    )
    assert again.public_id > gone.public_id


def test_undo_does_not_reach_over_a_discarded_draft(analyst: User) -> None:
    _discarded(analyst)
    with pytest.raises(RuleViolation):
        decide.undo_last(analyst)
    assert Mention.objects.get().state == "waiting"


def test_a_move_into_a_draft_that_was_discarded_meanwhile_is_refused(
    analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor)
    public = record.mentions.get()
    part = merge.split(
        record, [public], by=editor, seen_version=record.version, changes={"title": "Bagian"}
    )
    record.refresh_from_db()
    move = record.corrections.get()
    discard(part, by=editor, seen_version=part.version, reason="Ternyata satu.")
    second = UserFactory.create(username="dewi", role="editor")
    with pytest.raises(RuleViolation, match="closed"):
        publish.apply_correction(move, by=second, seen_version=record.version)
    public.refresh_from_db()
    assert (public.incident, public.published_at is None) == (record, False)
