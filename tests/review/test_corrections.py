"""What a correction may change, and what is refused when it is proposed."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.changes import IncidentChanges
from incidents.domain.errors import EditConflict, RuleViolation
from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import Act, Precision, Unit
from incidents.models import Correction, Decision, Incident, Mention, User
from incidents.review import decide, incidents, publish
from tests.factories import (
    ElectionFactory,
    EntityFactory,
    MentionFactory,
    PlaceFactory,
    make_draft,
    make_published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(analyst: User, editor: User) -> Incident:
    """A public record of an attack with one mention."""
    return make_published(analyst, approver=editor)


def applied(correction: Correction, by: User) -> Incident:
    """The record with the correction applied at its present version."""
    version = Incident.objects.get(pk=correction.incident_id).version
    publish.apply_correction(correction, by=by, seen_version=version)
    return Incident.objects.get(pk=correction.incident_id)


def test_lists_dates_and_figures_are_corrected(
    record: Incident, analyst: User, editor: User
) -> None:
    election, place = ElectionFactory.create(), PlaceFactory.create()
    target = EntityFactory.create(key="kpu")
    correction = publish.propose_correction(
        record,
        by=analyst,
        seen_version=record.version,
        changes={
            "when": Period(date(2019, 4, 17), date(2019, 4, 18), Precision.DAY),
            "figure": Figure(5000, True, Unit.ATTACKS),
            "elections": [election.code],
            "places": [place.code],
            "targets": ["kpu"],
        },
        reason="Rincian dari laporan resmi",
    )
    stored = applied(correction, editor)
    assert (stored.starts_on, stored.ends_on) == (date(2019, 4, 17), date(2019, 4, 18))
    assert (stored.figure_value, stored.figure_unit) == (5000, "attacks")
    assert [set(x.all()) for x in (stored.elections, stored.places, stored.targets)] == [
        {election},
        {place},
        {target},
    ]
    told = Decision.objects.filter(model="incident", act=Act.PUBLISH_CORRECTION).get()
    assert told.after["starts_on"] == "2019-04-17"
    assert told.reason == "Rincian dari laporan resmi"


def test_names_election_and_place_of_a_mention_are_corrected(
    record: Incident, analyst: User, editor: User
) -> None:
    election, place = ElectionFactory.create(), PlaceFactory.create()
    mention = record.mentions.get()
    correction = publish.propose_correction(
        record,
        by=analyst,
        seen_version=record.version,
        mentions={
            mention.pk: {
                "election": election.code,
                "place": place.code,
                "targets": ["KPU", "Bawaslu"],
                "actors": ["Bjorka"],
                "when": Period(date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
                "start": 0,
                "end": 7,
            }
        },
        reason="Salah kutip",
    )
    applied(correction, editor)
    mention.refresh_from_db()
    assert (mention.election, mention.place, mention.evidence) == (election, place, "Laporan")
    assert mention.starts_on == date(2019, 1, 1)
    assert mention.published_at is not None
    names = mention.names.order_by("pk").values_list("role", "text")
    assert set(names) == {("target", "KPU"), ("target", "Bawaslu"), ("actor", "Bjorka")}


def test_a_withdrawn_mention_goes_back_to_the_queue(
    record: Incident, analyst: User, editor: User
) -> None:
    further = decide.accept(MentionFactory.create(), by=analyst, seen_version=1, incident=record)
    record = applied(record.corrections.get(), editor)
    correction = publish.propose_correction(
        record, by=analyst, seen_version=record.version, withdraw=[further.pk], reason="Ganda"
    )
    applied(correction, editor)
    further.refresh_from_db()
    assert (further.state, further.incident, further.published_at) == ("waiting", None, None)
    assert Mention.objects.public().count() == 1


def test_links_are_added_by_correction(analyst: User, editor: User, record: Incident) -> None:
    measure = make_published(
        analyst, approver=editor, kind="mitigation", category="hardening", status="in-place"
    )
    with pytest.raises(RuleViolation):
        incidents.link(measure, record, kind="mitigates", by=analyst, seen_version=measure.version)
    correction = publish.propose_correction(
        measure,
        by=analyst,
        seen_version=measure.version,
        links=[("mitigates", record.public_id)],
        reason="Menanggapi serangan itu",
    )
    assert applied(correction, editor).links_out.get().target == record


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"kind": "threat", "status": "warned"},
        {"status": "planned"},
        {"elections": ["mars-1"]},
        {"targets": ["nobody"]},
        {"places": ["XX-1"]},
        {"title": "Serangan siber pada sistem KPU"},
        {},
    ],
)
def test_corrections_that_are_wrong_or_change_nothing_are_refused(
    record: Incident, analyst: User, changes: IncidentChanges
) -> None:
    with pytest.raises(RuleViolation):
        publish.propose_correction(
            record, by=analyst, seen_version=record.version, changes=changes, reason="?"
        )
    assert not Correction.objects.exists()


def test_corrections_of_strangers_doubles_and_drafts_are_refused(
    record: Incident, analyst: User
) -> None:
    stranger, own = MentionFactory.create(), record.mentions.get()
    draft = make_draft(analyst)
    attempts: list[dict[str, object]] = [
        {"withdraw": [stranger.pk]},
        {"mentions": {stranger.pk: {"status": "alleged"}}},
        {"mentions": {own.pk: {"kind": "threat", "status": "warned"}}},
        {"links": [("related", "1999-0001")]},
        {"links": [("related", record.public_id)]},
        {"citations": [{"url": "ftp://arsip.example/1"}]},
        {"changes": {"title": "Lain"}, "reason": "  "},
    ]
    for attempt in attempts:
        with pytest.raises(RuleViolation):
            publish.propose_correction(
                record,
                by=analyst,
                seen_version=record.version,
                **{"reason": "?", **attempt},  # type: ignore[arg-type] # by name
            )
    with pytest.raises(RuleViolation) as caught:
        publish.propose_correction(
            draft, by=analyst, seen_version=draft.version, changes={"title": "x"}, reason="?"
        )
    assert caught.value.reason == "lifecycle"


def test_the_author_may_take_a_correction_back_and_others_need_the_editors_role(
    record: Incident, analyst: User, reviewer: User
) -> None:
    correction = publish.propose_correction(
        record, by=analyst, seen_version=record.version, changes={"title": "Lain"}, reason="?"
    )
    with pytest.raises(RuleViolation):
        publish.decline_correction(correction, by=reviewer, reason="Tidak perlu")
    with pytest.raises(RuleViolation):
        publish.decline_correction(correction, by=analyst, reason="")
    taken_back = publish.decline_correction(correction, by=analyst, reason="Keliru")
    assert taken_back.state == "declined"
    assert Decision.objects.first().act == Act.DECLINE_CORRECTION  # type: ignore[union-attr] # there is one


def test_a_source_cited_meanwhile_is_a_conflict(
    record: Incident, analyst: User, reviewer: User, editor: User
) -> None:
    both = [
        publish.propose_correction(
            record,
            by=person,
            seen_version=record.version,
            citations=[{"url": "https://arsip.example/1", "published_on": date(2019, 4, 1)}],
            reason="Sumber",
        )
        for person in (analyst, reviewer)
    ]
    record = applied(both[0], editor)
    assert record.citations.get().published_on == date(2019, 4, 1)
    with pytest.raises(EditConflict) as caught:
        applied(both[1], editor)
    assert caught.value.theirs == {"citation:https://arsip.example/1": (None, "cited")}
    with pytest.raises(RuleViolation) as repeated:
        publish.propose_correction(
            record,
            by=analyst,
            seen_version=record.version,
            citations=[{"url": "https://arsip.example/1"}],
            reason="Lagi",
        )
    assert repeated.value.reason == "repeated"


def test_a_report_that_left_is_no_longer_offered(record: Incident, analyst: User) -> None:
    further = decide.accept(MentionFactory.create(), by=analyst, seen_version=1, incident=record)
    incidents.detach(further, by=analyst, seen_version=further.version)
    assert record.corrections.get().state == "declined"
