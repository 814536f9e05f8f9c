"""Opening, editing and attesting incidents."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.errors import AccessDenied, EditConflict, RuleViolation
from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import Act, MentionState, Precision, Unit
from incidents.models import Decision, Incident, Mention, User
from incidents.review import decide, incidents
from incidents.review.claims import claims, figure_range
from tests.factories import (
    ArticleFactory,
    ElectionFactory,
    EntityFactory,
    MentionFactory,
    PlaceFactory,
    StoryFactory,
    make_draft,
    make_published,
)

pytestmark = pytest.mark.django_db

YEAR_2019 = Period(date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR)


def test_an_incident_opens_prefilled_from_its_mention_which_is_accepted(analyst: User) -> None:
    election, place = ElectionFactory.create(), PlaceFactory.create()
    kpu = EntityFactory.create(key="kpu")
    mention = MentionFactory.create(
        election=election,
        place=place,
        figure_value=5000,
        figure_approximate=True,
        figure_unit="attacks",
        starts_on=date(2019, 1, 1),
        ends_on=date(2019, 12, 31),
        precision="year",
    )
    mention.names.create(role="target", text="KPU", entity=kpu)
    mention.names.create(role="actor", text="peretas")
    opened = incidents.open_incident(by=analyst, mention=mention, seen_version=1)
    stored = Incident.objects.get(pk=opened.pk)
    assert stored.public_id == "2019-0001"
    assert (stored.title, stored.figure_value, stored.target_text, stored.actor_text) == (
        mention.article.title,
        5000,
        "KPU",
        "peretas",
    )
    assert [list(rows.all()) for rows in (stored.elections, stored.places, stored.targets)] == [
        [election],
        [place],
        [kpu],
    ]
    mention.refresh_from_db()
    assert (mention.state, mention.incident) == (MentionState.ACCEPTED, stored)
    assert [d.act for d in Decision.objects.order_by("number")] == [
        Act.OPEN, Act.ACCEPT, Act.ATTACH, Act.ATTACH,
    ]  # fmt: skip


def test_public_ids_count_up_within_the_year_of_the_event(analyst: User) -> None:
    made = [make_draft(analyst, when=YEAR_2019).public_id for _ in range(2)]
    other = make_draft(
        analyst, when=Period(date(2024, 2, 14), date(2024, 2, 14), Precision.DAY)
    ).public_id
    with pytest.raises(RuleViolation):
        make_draft(analyst, when=YEAR_2019, title="")
    assert [*made, other] == ["2019-0001", "2019-0002", "2024-0001"]
    assert make_draft(analyst, when=YEAR_2019).public_id == "2019-0003"


def test_unknown_codes_are_named(analyst: User) -> None:
    with pytest.raises(RuleViolation, match="mars-1"):
        make_draft(analyst, elections=["mars-1"])


def test_editing_changes_fields_and_lists_and_says_so(analyst: User, reviewer: User) -> None:
    old, new = ElectionFactory.create_batch(2)
    draft = make_draft(analyst, elections=[old.code])
    edited = incidents.edit_incident(
        draft,
        by=reviewer,
        seen_version=draft.version,
        changes={
            "title_en": "Attacks on the servers",
            "elections": [new.code],
            "figure": Figure(20, True, Unit.ATTACKS),
            "tlp": "green",
        },
        reason="Lebih tepat",
    )
    decision = Decision.objects.filter(act=Act.EDIT).get()
    assert decision.before["elections"] == [old.code]
    assert decision.after["elections"] == [new.code]
    assert (decision.after["figure_value"], decision.after["tlp"]) == (20, "green")
    with pytest.raises(EditConflict) as caught:
        incidents.edit_incident(
            draft, by=analyst, seen_version=draft.version, changes={"title_en": "Mine"}
        )
    assert caught.value.theirs["elections"] == ([old.code], [new.code])
    assert caught.value.mine == {"title_en": "Mine"}
    assert Incident.objects.get().version == edited.version


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"tlp": "ultraviolet"},
        {"status": "warned"},
        {"kind": "threat", "status": "warned"},
        {"figure": Figure(-1, False, Unit.ATTACKS)},
        {"when": Period(date(2024, 2, 2), date(2024, 2, 1), Precision.DAY)},
    ],
)
def test_edits_that_make_no_sense_are_refused(analyst: User, changes: dict[str, object]) -> None:
    draft = make_draft(analyst)
    with pytest.raises(RuleViolation):
        incidents.edit_incident(
            draft,
            by=analyst,
            seen_version=draft.version,
            changes=changes,  # type: ignore[arg-type] # wrong values on purpose
        )
    assert Incident.objects.get().version == draft.version


def test_a_mention_attests_one_incident_of_its_kind(analyst: User) -> None:
    draft = make_draft(analyst)
    threat = MentionFactory.create(kind="threat", status="warned")
    threat = decide.accept(threat, by=analyst, seen_version=1)
    with pytest.raises(RuleViolation) as caught:
        incidents.attach(threat, draft, by=analyst, seen_version=2)
    assert caught.value.reason == "kind"
    waiting = MentionFactory.create()
    with pytest.raises(RuleViolation):
        incidents.attach(waiting, draft, by=analyst, seen_version=1)
    attached = decide.accept(waiting, by=analyst, seen_version=1, incident=draft)
    with pytest.raises(RuleViolation, match="attached already"):
        incidents.attach(attached, draft, by=analyst, seen_version=attached.version)
    free = incidents.detach(attached, by=analyst, seen_version=attached.version)
    assert free.incident is None
    draft.refresh_from_db()
    removed = Decision.objects.filter(model="incident", act=Act.DETACH).get()
    assert attached.pk in removed.before["mentions"]
    assert attached.pk not in removed.after["mentions"]


def test_one_article_attests_many_incidents(analyst: User) -> None:
    article = ArticleFactory.create()
    for category in ("ddos", "data-breach"):
        mention = MentionFactory.create(article=article, category=category)
        make_draft(analyst, mention=mention, category=category)
    assert Incident.objects.filter(mentions__article=article).count() == 2


def test_cited_sources_come_once_and_with_an_address(analyst: User) -> None:
    draft = make_draft(analyst)
    cited = incidents.cite(
        draft,
        by=analyst,
        seen_version=draft.version,
        citation={"url": "https://arsip.example/1", "outlet": "Arsip", "weak": True},
    )
    draft.refresh_from_db()
    for url in ("https://arsip.example/1", "javascript:alert(1)", ""):
        with pytest.raises(RuleViolation):
            incidents.cite(draft, by=analyst, seen_version=draft.version, citation={"url": url})
    incidents.uncite(cited, by=analyst, seen_version=draft.version)
    assert not draft.citations.exists()


def test_measures_are_linked_to_what_they_mitigate(analyst: User, reader: User) -> None:
    attack = make_draft(analyst)
    measure = make_draft(analyst, kind="mitigation", category="hardening", status="in-place")
    for source, target, kind in (
        (attack, measure, "mitigates"),
        (measure, measure, "related"),
        (attack, measure, "causes"),
    ):
        with pytest.raises(RuleViolation):
            incidents.link(source, target, kind=kind, by=analyst, seen_version=source.version)
    with pytest.raises(AccessDenied):
        incidents.link(measure, attack, kind="mitigates", by=reader, seen_version=2)
    made = incidents.link(
        measure, attack, kind="mitigates", by=analyst, seen_version=measure.version
    )
    measure.refresh_from_db()
    assert Decision.objects.first().after["links"] == [f"mitigates {attack.public_id}"]  # type: ignore[union-attr] # there is one
    incidents.unlink(made, by=analyst, seen_version=measure.version)
    assert not measure.links_out.exists()


def test_claims_stand_side_by_side_with_their_range(analyst: User) -> None:
    story = StoryFactory.create()
    draft = make_draft(analyst, mention=_says(204_807_203, story=story, speaker="Peneliti"))
    _attach(_says(252_327_304, story=story, speaker="Penjual", approx=True), draft, analyst)
    _attach(_says(337_225_465, speaker="Forum", status="denied"), draft, analyst)
    _attach(_says(None), draft, analyst)
    draft.refresh_from_db()
    incidents.cite(
        draft,
        by=analyst,
        seen_version=draft.version,
        citation={"url": "https://arsip.example/1", "weak": True},
    )
    ledger = claims(draft)
    assert len(ledger) == 5
    assert {claim.speaker for claim in ledger} >= {"Peneliti", "Penjual", "Forum"}
    assert sum(claim.weak for claim in ledger) == 1
    (records,) = figure_range(draft)
    assert (records.lowest, records.highest) == (204_807_203, 252_327_304)
    assert (records.approximate, records.stories) == (True, 1)
    assert claims(draft, public_only=True) == [claim for claim in ledger if claim.citation]


def test_the_headline_figure_is_one_of_the_claims_and_has_a_reason(analyst: User) -> None:
    draft = make_draft(analyst, mention=_says(204_807_203))
    mention = draft.mentions.get()
    chosen = incidents.choose_headline(
        draft, by=analyst, seen_version=draft.version, mention=mention, reason="Data unik"
    )
    assert (chosen.figure_value, chosen.figure_reason) == (204_807_203, "Data unik")
    assert Decision.objects.filter(act=Act.HEADLINE).count() == 1
    stranger = decide.accept(_says(1), by=analyst, seen_version=1)
    for wrong, reason in ((stranger, "x"), (mention, " ")):
        with pytest.raises(RuleViolation):
            incidents.choose_headline(
                chosen, by=analyst, seen_version=chosen.version, mention=wrong, reason=reason
            )
    emptied = incidents.choose_headline(
        chosen, by=analyst, seen_version=chosen.version, mention=None, reason="Tidak pasti"
    )
    assert (emptied.figure_value, emptied.figure_unit) == (None, "")


def test_public_claims_are_those_that_were_let_out(analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    decide.accept(MentionFactory.create(), by=analyst, seen_version=1, incident=record)
    assert (len(claims(record)), len(claims(record, public_only=True))) == (2, 1)


def _says(
    value: int | None,
    *,
    story: object = None,
    speaker: str = "",
    approx: bool = False,
    status: str = "occurred",
) -> Mention:
    return MentionFactory.create(
        article=ArticleFactory.create(story=story),
        figure_value=value,
        figure_unit="records" if value else "",
        figure_approximate=approx,
        reported_by=speaker,
        status=status,
    )


def _attach(mention: Mention, incident: Incident, by: User) -> None:
    decide.accept(mention, by=by, seen_version=1, incident=incident)
