"""Values that no column could hold, and objects that an act does not fit, are refused in words."""

from __future__ import annotations

import pytest

from incidents.domain.changes import CitationFields, IncidentChanges, MentionChanges
from incidents.domain.errors import EditConflict, PermanentError, RuleViolation, TemporaryError
from incidents.domain.records import Figure
from incidents.domain.vocabulary import Unit
from incidents.models import Decision, Mention, User
from incidents.review import decide, incidents, merge, publish, writing
from tests.factories import MentionFactory, make_draft, make_published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"credibility": 9}, "credibility"),
        ({"election": "mars-1"}, "unknown"),
        ({"place": "XX-1"}, "unknown"),
        ({"reported_by": "x" * 201}, "too-long"),
        ({"reported_by": "a\x00b"}, "text"),
        ({"figure": Figure(2**63, False, Unit.ATTACKS)}, "figure"),
        ({"category": "volcano"}, "disagree"),
    ],
)
def test_a_mention_takes_no_impossible_values(
    analyst: User, changes: MentionChanges, reason: str
) -> None:
    mention = MentionFactory.create()
    with pytest.raises(RuleViolation) as caught:
        decide.accept(mention, by=analyst, seen_version=1, corrections=changes)
    assert caught.value.reason == reason
    assert Mention.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "changes", [{"title": "x" * 201}, {"actor_text": "x" * 301}, {"summary": "a\x00"}]
)
def test_an_incident_takes_no_impossible_values(analyst: User, changes: IncidentChanges) -> None:
    draft = make_draft(analyst)
    with pytest.raises(RuleViolation):
        incidents.edit_incident(draft, by=analyst, seen_version=draft.version, changes=changes)


def test_a_citation_takes_no_impossible_values(analyst: User) -> None:
    draft = make_draft(analyst)
    wrong: list[CitationFields] = [
        {"url": "https://a.example/" + "x" * 2000},
        {"url": "https://a.example/", "outlet": "x" * 121},
    ]
    for citation in wrong:
        with pytest.raises(RuleViolation) as caught:
            incidents.cite(draft, by=analyst, seen_version=draft.version, citation=citation)
        assert caught.value.reason == "too-long"


def test_the_figure_as_written_goes_with_the_figure(analyst: User) -> None:
    mention = MentionFactory.create(
        figure_value=5000, figure_unit="attacks", figure_text="sekitar 5 ribu"
    )
    changed = decide.correct(
        mention,
        by=analyst,
        seen_version=1,
        changes={"figure": Figure(20, False, Unit.SITES, "20 situs")},
    )
    assert (changed.figure_value, changed.figure_text) == (20, "20 situs")
    emptied = decide.correct(mention, by=analyst, seen_version=2, changes={"figure": None})
    assert (emptied.figure_value, emptied.figure_unit, emptied.figure_text) == (None, "", "")


def test_fields_are_emptied_with_none(analyst: User) -> None:
    mention = MentionFactory.create(starts_on="2019-04-17", ends_on="2019-04-17", precision="day")
    changed = decide.correct(
        mention, by=analyst, seen_version=1, changes={"when": None, "election": None, "place": None}
    )
    assert (changed.starts_on, changed.precision, changed.election) == (None, "", None)


def test_acts_in_the_wrong_state_are_refused(analyst: User, editor: User) -> None:
    rejected = decide.reject(MentionFactory.create(), by=analyst, seen_version=1, reason="clutter")
    waiting, loose = MentionFactory.create(), MentionFactory.create()
    loose = decide.accept(loose, by=analyst, seen_version=1)
    for act in (
        lambda: decide.correct(rejected, by=analyst, seen_version=2, changes={"status": "denied"}),
        lambda: decide.reopen(waiting, by=analyst, seen_version=1),
        lambda: incidents.detach(loose, by=analyst, seen_version=2),
        lambda: incidents.open_incident(by=analyst, mention=waiting),
    ):
        with pytest.raises(RuleViolation):
            act()


def test_closed_records_take_nothing_more(analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    gone = publish.retract(record, by=editor, seen_version=record.version, reason="Salah")
    mention = decide.accept(MentionFactory.create(), by=analyst, seen_version=1)
    draft = make_draft(analyst)
    for act in (
        lambda: incidents.attach(mention, gone, by=analyst, seen_version=2),
        lambda: incidents.edit_incident(
            gone, by=editor, seen_version=gone.version, changes={"title": "x"}
        ),
        lambda: merge.merge(
            gone, draft, by=editor, seen_version=gone.version, into_seen_version=draft.version
        ),
        lambda: merge.split(
            gone, list(gone.mentions.all()), by=editor, seen_version=gone.version, changes={}
        ),
    ):
        with pytest.raises(RuleViolation, match="closed"):
            act()


def test_both_parts_of_a_split_are_of_one_kind(analyst: User, editor: User) -> None:
    draft = make_draft(analyst)
    with pytest.raises(RuleViolation) as caught:
        merge.split(
            draft,
            list(draft.mentions.all()),
            by=editor,
            seen_version=draft.version,
            changes={"kind": "threat", "status": "warned"},
        )
    assert caught.value.reason == "kind"


def test_an_attached_mention_keeps_its_kind(analyst: User) -> None:
    mention = make_draft(analyst).mentions.get()
    with pytest.raises(RuleViolation) as caught:
        decide.correct(
            mention,
            by=analyst,
            seen_version=mention.version,
            changes={"kind": "threat", "status": "warned"},
        )
    assert caught.value.reason == "kind"


def test_a_row_that_moved_on_is_never_overwritten(analyst: User) -> None:
    mention = MentionFactory.create()
    stale = Mention.objects.get(pk=mention.pk)
    writing.write(mention, {"status": "alleged"})
    with pytest.raises(EditConflict) as caught:
        writing.write(stale, {"status": "denied"})
    assert (caught.value.seen, caught.value.current) == (1, 2)
    assert Mention.objects.get().status == "alleged"
    assert not Decision.objects.exists()


def test_errors_say_whether_trying_again_can_help() -> None:
    later = TemporaryError("busy", reason="busy", retry_after=5.0)
    assert (later.reason, later.retry_after, str(later)) == ("busy", 5.0, "busy")
    assert PermanentError("gone", reason="gone").reason == "gone"
    assert not isinstance(later, PermanentError)
