"""Rules that the database keeps even against hand-written SQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from incidents.models import Article, Incident, Mention, Snapshot, User
from tests.factories import (
    CitationFactory,
    EntityFactory,
    MentionFactory,
    SnapshotFactory,
    make_draft,
    make_published,
)

pytestmark = pytest.mark.django_db


def committed(change: Callable[[], object]) -> None:
    """Make a change and check now what would be checked at commit; a failure undoes it."""
    with transaction.atomic(), connection.cursor() as cursor:
        change()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_evidence_must_be_quoted_from_the_article() -> None:
    with pytest.raises(IntegrityError, match="evidence of a mention"), transaction.atomic():
        MentionFactory.create(evidence="Sistem KPU aman.")
    mention = MentionFactory.create()
    for change in ({"evidence": "x"}, {"start": 0}, {"end": mention.end + 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mention.objects.filter(pk=mention.pk).update(**change)
    other = MentionFactory.create(article__text="Teks lain sama sekali.").article
    with pytest.raises(IntegrityError), transaction.atomic():
        Mention.objects.filter(pk=mention.pk).update(article=other)


def test_evidence_counts_characters_not_bytes() -> None:
    text = "Peretas “Bjorka” — 😀 — menjual data.\nLagi."
    end = text.index("\n")
    mention = MentionFactory.create(article__text=text, start=8, end=end)
    assert Mention.objects.get().evidence == text[8:end] == mention.evidence


def test_the_text_of_an_article_never_changes() -> None:
    article = MentionFactory.create().article
    for change in ({"text": "Lain"}, {"text_sha256": "0" * 64}):
        with pytest.raises(IntegrityError, match="new version"), transaction.atomic():
            Article.objects.filter(pk=article.pk).update(**change)
    assert Article.objects.filter(pk=article.pk).update(title="Judul", text=article.text) == 1


def test_snapshots_are_kept_as_written() -> None:
    snapshot = SnapshotFactory.create()
    with pytest.raises(DatabaseError, match="UPDATE of"), transaction.atomic():
        Snapshot.objects.update(size=1)
    with pytest.raises(DatabaseError, match="DELETE of"), transaction.atomic():
        snapshot.delete()


@pytest.mark.parametrize(
    ("kind", "category", "status"),
    [
        ("mitigation", "ddos", "planned"),
        ("attack", "hardening", "occurred"),
        ("attack", "ddos", "warned"),
        ("threat", "ddos", "occurred"),
        ("rumour", "ddos", "occurred"),
    ],
)
def test_kind_category_and_status_agree_in_the_database(
    kind: str, category: str, status: str, analyst: User
) -> None:
    draft = make_draft(analyst)
    for rows in (Mention.objects.all(), Incident.objects.filter(pk=draft.pk)):
        with pytest.raises(IntegrityError, match="kind_category_status"), transaction.atomic():
            rows.update(kind=kind, category=category, status=status)


def test_a_published_record_has_another_approver_than_its_author(analyst: User) -> None:
    draft = make_draft(analyst)
    for approver in (None, analyst):
        with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
            Incident.objects.filter(pk=draft.pk).update(lifecycle="published", approver=approver)


def test_a_published_record_keeps_an_accepted_mention_or_a_cited_source(
    analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor)
    mentions = Mention.objects.filter(incident=record)
    for change in (
        {"incident": None, "published_at": None},
        {"state": "waiting", "incident": None, "published_at": None},
    ):
        with pytest.raises(IntegrityError, match="neither"):
            committed(lambda change=change: mentions.update(**change))  # type: ignore[misc] # bound at once
    cited = CitationFactory.create(incident=record)
    committed(lambda: mentions.update(incident=None, published_at=None))
    with pytest.raises(IntegrityError, match="neither"):
        committed(cited.delete)


def test_only_accepted_mentions_of_a_record_are_public() -> None:
    mention = MentionFactory.create()
    with pytest.raises(IntegrityError, match="only_accepted"), transaction.atomic():
        Mention.objects.filter(pk=mention.pk).update(published_at=mention.created_at)


def test_only_accepted_mentions_belong_to_a_record(analyst: User) -> None:
    make_draft(analyst)
    for state in ("waiting", "withdrawn"):
        with pytest.raises(IntegrityError, match="are_attached"), transaction.atomic():
            Mention.objects.update(state=state)


def test_a_private_name_is_public_only_for_a_reason() -> None:
    person = EntityFactory.create(kind="person", private_person=True, name_public=False)
    person.name_public = True
    with pytest.raises(ValidationError, match="only for a reason"):
        person.full_clean()
    with pytest.raises(IntegrityError, match="only_by_choice"), transaction.atomic():
        person.save()
    person.name_reason = "Divonis pengadilan pada 2004"
    person.full_clean()
    person.save()
