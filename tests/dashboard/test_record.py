"""One record's page: claims, evidence, disputes, relations, corrections, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import Precision, Unit
from incidents.models import Mention, User
from incidents.review import corrections, decide, incidents, merge, publish
from tests.factories import (
    ArticleFactory,
    EntityFactory,
    MentionFactory,
    make_draft,
    make_published,
)

pytestmark = pytest.mark.django_db


def said(sentence: str, **more: Any) -> Mention:
    """A waiting mention whose evidence is the sentence."""
    article = ArticleFactory.create(text=f"Pembuka.\n{sentence}\nPenutup.")
    start = article.text.index(sentence)
    return MentionFactory.create(
        article=article, start=start, end=start + len(sentence), evidence=sentence, **more
    )


def page_of(client: Client, record: Any) -> str:
    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_figure_stands_as_written_beside_the_plain_number_with_who_said_it(
    english: Client, indonesian: Client, analyst: User, editor: User
) -> None:
    mention = said(
        "KPU menghadapi sekitar 5 ribu siber attack.",
        reported_by="Arief Budiman", figure_value=5000, figure_approximate=True,
        figure_unit="attacks", figure_text="sekitar 5 ribu",
    )  # fmt: skip
    record = make_published(analyst, approver=editor, mention=mention)

    page = page_of(english, record)

    assert "KPU menghadapi sekitar 5 ribu siber attack." in page
    assert "Arief Budiman" in page
    assert "sekitar 5 ribu" in page
    assert "5,000" in page
    assert mention.article.canonical_url in page
    assert "5.000" in page_of(indonesian, record)


def test_personal_data_are_masked(english: Client, analyst: User, editor: User) -> None:
    mention = said("Contohnya NIK 3174051708900002 milik warga.")
    record = make_published(analyst, approver=editor, mention=mention)

    assert "3174051708900002" not in page_of(english, record)


def test_conflicting_figures_stand_side_by_side_with_their_range(
    english: Client, analyst: User, editor: User
) -> None:
    first = said("Ada 252327304 baris.", figure_value=252327304, figure_unit="records")
    record = make_draft(analyst, mention=first)
    second = said("Uniknya 204807203 data.", figure_value=204807203, figure_unit="records")
    decide.accept(second, by=analyst, seen_version=second.version, incident=record)
    record.refresh_from_db()
    waiting = publish.submit(record, by=analyst, seen_version=record.version)
    record = publish.publish(waiting, by=editor, seen_version=waiting.version)

    page = page_of(english, record)

    assert "252,327,304" in page
    assert "Reported figures range from 204,807,203 to 252,327,304 records" in page


def test_a_denial_stands_beside_the_claim(english: Client, analyst: User, editor: User) -> None:
    claim = said("Bjorka mengaku punya data.", status="alleged", category="data-breach")
    record = make_draft(analyst, mention=claim, category="data-breach", status="alleged")
    denial = said("KPU membantah kebocoran.", status="denied", category="data-breach")
    decide.accept(denial, by=analyst, seen_version=denial.version, incident=record)
    record.refresh_from_db()
    waiting = publish.submit(record, by=analyst, seen_version=record.version)
    record = publish.publish(waiting, by=editor, seen_version=waiting.version)

    page = page_of(english, record)

    assert "claim--alleged" in page
    assert "claim--denied" in page


def test_disputes_targets_and_language(
    english: Client, indonesian: Client, analyst: User, editor: User
) -> None:
    body = EntityFactory.create(name="Komisi", name_en="Commission")
    hidden = EntityFactory.create(
        kind="person", name="Orang Biasa", private_person=True, name_public=False
    )
    record = make_published(
        analyst, approver=editor, title="Judul", title_en="Title", note="Bertentangan.",
        note_en="Disputed.", targets=[body.key], actors=[hidden.key], target_text="Komisi",
        when=Period(date(2024, 2, 12), date(2024, 2, 14), Precision.DAY),
        figure=Figure(3, approximate=False, unit=Unit.SITES),
    )  # fmt: skip

    page, halaman = page_of(english, record), page_of(indonesian, record)

    assert "<h1>Title</h1>" in page
    assert "Disputed." in page
    assert "12–14 February 2024" in page
    assert "<h1>Judul</h1>" in halaman
    assert "12–14 Februari 2024" in halaman
    assert 'lang="id"' in halaman
    assert "Orang Biasa" not in page
    assert f"target={body.key}" in page


def test_related_records_are_linked_both_ways_if_public(
    english: Client, analyst: User, editor: User
) -> None:
    attack = make_published(analyst, approver=editor, title_en="The attack")
    answer = make_draft(
        analyst, kind="mitigation", category="hardening", status="in-place", title_en="The answer"
    )
    incidents.link(answer, attack, kind="mitigates", by=analyst, seen_version=answer.version)
    assert "The answer" not in page_of(english, attack)
    answer.refresh_from_db()
    waiting = publish.submit(answer, by=analyst, seen_version=answer.version)
    answer = publish.publish(waiting, by=editor, seen_version=waiting.version)

    assert "Answered by" in page_of(english, attack)
    assert "The answer" in page_of(english, attack)
    assert "The attack" in page_of(english, answer)


def test_corrections_are_shown_with_their_reason(
    english: Client, analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor, title_en="Wrong title")
    proposed = corrections.propose_correction(
        record, by=analyst, seen_version=record.version, changes={"title_en": "Right title"},
        reason="The title was wrong.",
    )  # fmt: skip
    corrections.apply_correction(proposed, by=editor, seen_version=record.version)

    record.refresh_from_db()
    page = page_of(english, record)

    assert "This record was corrected after publication." in page
    assert "The title was wrong." in page
    assert "Wrong title" in page


def test_other_spellings_of_the_address_lead_to_the_permanent_one(
    english: Client, analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor)

    for address in (record.public_id, f"{record.public_id}-old-slug"):
        answer = english.get(f"/incidents/{address}")
        assert answer.status_code == 301
        assert answer["Location"] == record.get_absolute_url()
    for address in ("2019", "nonsense", "2019-9999-x", "9999-99999999"):
        assert english.get(f"/incidents/{address}").status_code == 404


def test_drafts_have_no_public_page(english: Client, analyst: User) -> None:
    assert english.get(make_draft(analyst).get_absolute_url()).status_code == 404


def test_a_merged_record_leads_to_its_heir_and_a_retracted_one_says_so(
    english: Client, analyst: User, editor: User
) -> None:
    gone = make_published(analyst, approver=editor, title_en="The double")
    heir = make_published(analyst, approver=editor, title_en="The record")
    merge.merge(gone, heir, by=editor, seen_version=gone.version, into_seen_version=heir.version)
    heir.refresh_from_db()

    answer = english.get(gone.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, heir.get_absolute_url())

    publish.retract(heir, by=editor, seen_version=heir.version, reason="It was a hoax.")
    page = english.get(heir.get_absolute_url()).content.decode()
    assert "was retracted" in page
    assert "It was a hoax." in page
    assert "The record" not in page


def test_the_page_costs_the_same_however_many_claims(
    english: Client, analyst: User, editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record = make_published(analyst, approver=editor)
    # The record; its mentions and citations as claims; citations; corrections; targets; actors; links out
    # and in; elections; places.
    with django_assert_num_queries(11):
        english.get(record.get_absolute_url())
