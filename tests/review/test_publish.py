"""The road to the public, and that one person alone never opens it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from incidents.domain.errors import AccessDenied, EditConflict, RuleViolation
from incidents.domain.vocabulary import Act, Lifecycle
from incidents.models import Decision, Incident, Mention, User
from incidents.review import decide, incidents, publish
from incidents.review.claims import claims
from tests.factories import (
    ArticleFactory,
    EntityFactory,
    MentionFactory,
    SourceFactory,
    make_draft,
    make_in_review,
    make_published,
)

pytestmark = pytest.mark.django_db


def test_a_record_written_by_one_and_approved_by_another_is_public(
    analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor)
    assert list(Incident.objects.public()) == [record]
    assert (record.author, record.approver) == (analyst, editor)
    assert record.approved_version == record.version - 1
    assert Mention.objects.public().count() == 1
    acts = (
        Decision.objects.filter(model="incident").order_by("number").values_list("act", flat=True)
    )
    assert list(acts) == [Act.OPEN, Act.ATTACH, Act.SUBMIT, Act.PUBLISH]


def test_the_author_cannot_approve(editor: User) -> None:
    record = make_in_review(editor)
    with pytest.raises(RuleViolation) as caught:
        publish.publish(record, by=editor, seen_version=record.version)
    assert caught.value.reason == "self-approval"
    assert not Incident.objects.public().exists()


def test_whoever_wrote_in_it_last_cannot_approve(analyst: User, editor: User) -> None:
    record = make_in_review(analyst)
    record = incidents.edit_incident(
        record, by=editor, seen_version=record.version, changes={"title": "Judul lain"}
    )
    with pytest.raises(RuleViolation, match="second person"):
        publish.publish(record, by=editor, seen_version=record.version)


def test_an_analyst_cannot_publish(analyst: User, reviewer: User) -> None:
    record = make_in_review(analyst)
    with pytest.raises(AccessDenied):
        publish.publish(record, by=reviewer, seen_version=record.version)


def test_an_approval_is_bound_to_the_version_that_was_seen(analyst: User, editor: User) -> None:
    record = make_in_review(analyst)
    seen = record.version
    incidents.edit_incident(
        record, by=analyst, seen_version=seen, changes={"summary": "Lebih lengkap"}
    )
    with pytest.raises(EditConflict) as caught:
        publish.publish(record, by=editor, seen_version=seen)
    assert caught.value.theirs == {"summary": ("", "Lebih lengkap")}
    assert Incident.objects.get().lifecycle == Lifecycle.IN_REVIEW


def test_a_draft_cannot_be_published_directly_nor_an_unattested_record_submitted(
    analyst: User, editor: User
) -> None:
    draft = make_draft(analyst)
    with pytest.raises(RuleViolation) as caught:
        publish.publish(draft, by=editor, seen_version=draft.version)
    assert caught.value.reason == "lifecycle"
    bare = incidents.open_incident(
        by=analyst,
        changes={"kind": "attack", "category": "ddos", "status": "occurred", "title": "Kosong"},
    )
    with pytest.raises(RuleViolation) as unattested:
        publish.submit(bare, by=analyst, seen_version=bare.version)
    assert unattested.value.reason == "unattested"
    incidents.cite(
        bare, by=analyst, seen_version=1, citation={"url": "https://arsip.example/1", "weak": True}
    )
    assert publish.submit(bare, by=analyst, seen_version=2).lifecycle == Lifecycle.IN_REVIEW


def test_sending_back_tells_why(analyst: User, editor: User) -> None:
    record = make_in_review(analyst)
    with pytest.raises(RuleViolation):
        publish.send_back(record, by=editor, seen_version=record.version, reason=" ")
    back = publish.send_back(record, by=editor, seen_version=record.version, reason="Tanggal?")
    assert back.lifecycle == Lifecycle.DRAFT
    assert Decision.objects.first().reason == "Tanggal?"  # type: ignore[union-attr] # there is one


def test_a_published_record_is_not_edited_directly(analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    with pytest.raises(RuleViolation) as caught:
        incidents.edit_incident(
            record, by=editor, seen_version=record.version, changes={"title": "Lain"}
        )
    assert caught.value.reason == "published"
    mention = Mention.objects.get()
    for act in (decide.reopen, incidents.detach):
        with pytest.raises(RuleViolation, match="public"):
            act(mention, by=editor, seen_version=mention.version)
    with pytest.raises(RuleViolation, match="public"):
        decide.correct(
            mention, by=analyst, seen_version=mention.version, changes={"status": "alleged"}
        )


def test_a_further_report_waits_for_a_second_person(analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    further = MentionFactory.create()
    decide.accept(further, by=analyst, seen_version=1, incident=record)
    assert Mention.objects.public().count() == 1
    correction = record.corrections.get()
    record.refresh_from_db()
    with pytest.raises(AccessDenied):
        publish.apply_correction(correction, by=analyst, seen_version=record.version)
    corrected = publish.apply_correction(correction, by=editor, seen_version=record.version)
    assert corrected.lifecycle == Lifecycle.CORRECTED
    assert Mention.objects.public().count() == 2


def test_nobody_applies_their_own_correction(analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    correction = publish.propose_correction(
        record,
        by=editor,
        seen_version=record.version,
        changes={"status": "denied"},
        reason="Dibantah KPU",
    )
    with pytest.raises(RuleViolation) as caught:
        publish.apply_correction(correction, by=editor, seen_version=record.version)
    assert caught.value.reason == "self-approval"


def test_a_correction_changes_the_record_its_mentions_and_sources_at_once(
    analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor)
    mention = Mention.objects.get()
    correction = publish.propose_correction(
        record,
        by=analyst,
        seen_version=record.version,
        changes={"title": "Judul baru", "status": "alleged"},
        mentions={mention.pk: {"status": "alleged", "reported_by": "BSSN"}},
        citations=[{"url": "https://arsip.example/9", "outlet": "Arsip"}],
        reason="BSSN menyebutnya dugaan",
    )
    assert Incident.objects.get().title != "Judul baru"
    publish.apply_correction(correction, by=editor, seen_version=record.version)
    stored = Incident.objects.get()
    assert (stored.title, stored.status, stored.lifecycle) == ("Judul baru", "alleged", "corrected")
    mention.refresh_from_db()
    assert (mention.status, mention.reported_by) == ("alleged", "BSSN")
    assert stored.citations.get().outlet == "Arsip"
    correction.refresh_from_db()
    assert correction.changes["title"] == ["Serangan siber pada sistem KPU", "Judul baru"]
    assert (correction.state, correction.approver) == ("applied", editor)


def test_a_correction_of_what_changed_meanwhile_is_a_conflict(
    analyst: User, reviewer: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor)
    both = [
        publish.propose_correction(
            record,
            by=person,
            seen_version=record.version,
            changes={"title": title},
            reason="Lebih tepat",
        )
        for person, title in ((analyst, "Satu"), (reviewer, "Dua"))
    ]
    record = publish.apply_correction(both[0], by=editor, seen_version=record.version)
    with pytest.raises(EditConflict) as caught:
        publish.apply_correction(both[1], by=editor, seen_version=record.version)
    assert caught.value.theirs == {"title": ("Serangan siber pada sistem KPU", "Satu")}
    declined = publish.decline_correction(both[1], by=editor, reason="Sudah dibetulkan")
    assert declined.state == "declined"
    with pytest.raises(RuleViolation):
        publish.apply_correction(both[1], by=editor, seen_version=record.version)


def test_the_last_evidence_cannot_be_taken_out_by_a_correction(analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    correction = publish.propose_correction(
        record,
        by=analyst,
        seen_version=record.version,
        withdraw=[Mention.objects.get().pk],
        reason="Salah baca",
    )
    with pytest.raises(RuleViolation) as caught:
        publish.apply_correction(correction, by=editor, seen_version=record.version)
    assert caught.value.reason == "unattested"
    assert Mention.objects.public().count() == 1


def test_a_retracted_record_keeps_its_address_and_says_why(analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    with pytest.raises(RuleViolation):
        publish.retract(record, by=editor, seen_version=record.version, reason="")
    gone = publish.retract(record, by=editor, seen_version=record.version, reason="Bukan serangan")
    assert list(Incident.objects.addressable()) == [gone]
    assert not Incident.objects.public().exists()
    assert not Mention.objects.public().exists()
    assert gone.retraction_reason == "Bukan serangan"


def test_evidence_of_a_kept_source_is_not_published_more_widely(
    analyst: User, editor: User
) -> None:
    source = SourceFactory.create()
    source.visible_to.add(Group.objects.get(name="analyst"), Group.objects.get(name="editor"))
    mention = MentionFactory.create(article=ArticleFactory.create(source=source))
    draft = make_draft(analyst, mention=mention)
    with pytest.raises(RuleViolation) as caught:
        publish.submit(draft, by=analyst, seen_version=draft.version)
    assert caught.value.reason == "restricted-source"
    raised = incidents.edit_incident(
        draft, by=analyst, seen_version=draft.version, changes={"tlp": "amber"}
    )
    assert publish.submit(raised, by=analyst, seen_version=raised.version).tlp == "amber"


def test_a_private_person_is_named_only_by_choice(analyst: User, editor: User) -> None:
    person = EntityFactory.create(
        key="budi", kind="person", name="Budi Santoso", private_person=True, name_public=False
    )
    person.aliases.create(name="Mas Budi")
    draft = make_draft(analyst, actors=["budi"], actor_text="Mas Budi, warga Bogor")
    with pytest.raises(RuleViolation, match="Mas Budi") as caught:
        publish.submit(draft, by=analyst, seen_version=draft.version)
    assert caught.value.reason == "private-name"
    person.name_public, person.name_reason = True, "Divonis pengadilan"
    person.save()
    assert publish.submit(draft, by=analyst, seen_version=draft.version).lifecycle == "in-review"


def test_evidence_is_quoted_without_the_names_of_private_persons(
    analyst: User, editor: User
) -> None:
    person = EntityFactory.create(
        kind="person", name="Siti", private_person=True, name_public=False
    )
    text = "Menurut Siti, situs itu diretas."
    mention = MentionFactory.create(
        article=ArticleFactory.create(text=text), start=0, end=len(text), reported_by="Siti"
    )
    mention.names.create(role="speaker", text="Siti", entity=person)
    record = make_published(analyst, approver=editor, mention=mention)
    (inside,), (outside,) = claims(record), claims(record, public_only=True)
    assert inside.evidence == text
    assert "Siti" not in outside.evidence + outside.speaker
    assert outside.evidence.endswith(", situs itu diretas.")
