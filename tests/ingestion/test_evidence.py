"""The archive can be verified and exported; damage is named."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from warcio.archiveiterator import ArchiveIterator

from incidents.domain.errors import PermanentError
from incidents.domain.records import FetchedPage
from incidents.ingestion import evidence, snapshots
from incidents.ingestion.store import Stored
from incidents.ingestion.submit import submit_text
from incidents.ingestion.versions import Change, diff, diff_of
from incidents.models import Article, Incident, Mention, Snapshot, User
from tests.factories import MentionFactory, make_draft
from tests.ingestion.samples import PARAGRAPHS, TEXT
from tests.ingestion.test_store import store

pytestmark = pytest.mark.django_db


@pytest.fixture
def mention() -> Mention:
    """A mention whose article has its bytes."""
    article = store(url="https://a.example/1").article
    start = TEXT.index("5 ribu")
    return MentionFactory.create(article=article, start=start, end=start + 6, evidence="5 ribu")


def problems() -> list[tuple[str, str]]:
    """What verification names."""
    return [(each.what.split()[0], each.problem) for each in evidence.verify() if each.problem]


def test_a_sound_archive_holds(mention: Mention) -> None:
    assert problems() == []
    assert len(list(evidence.verify())) == sum(evidence.totals().values()) == 3


@pytest.mark.parametrize(
    ("damage", "what"),
    [("bytes", "snapshot"), ("size", "snapshot"), ("text", "article"), ("span", "mention")],
)
def test_damage_is_named(mention: Mention, damage: str, what: str) -> None:
    snapshot = mention.article.snapshot
    with (
        connection.cursor() as cursor
    ):  # the database refuses such changes; a broken disk does not ask
        cursor.execute("SET LOCAL session_replication_role = replica")
    if damage == "bytes":
        snapshots.archive().delete(snapshot.storage_key)
        snapshots.archive().save(snapshot.storage_key, ContentFile(b"other"))
    elif damage == "size":
        Snapshot.objects.update(size=1)
    elif damage == "text":
        Article.objects.update(text_sha256="0" * 64)
    else:
        Mention.objects.filter(pk=mention.pk).update(start=mention.start + 1, end=mention.end + 1)
    assert [name for name, _problem in problems()] == [what]


def incident_of(article: Article, by: User) -> Incident:
    """An incident that one mention of the article attests."""
    incident = make_draft(by)
    Mention.objects.filter(incident=incident).update(incident=None, state="waiting")
    MentionFactory.create(
        article=article,
        start=0,
        end=7,
        evidence=article.text[:7],
        state="accepted",
        incident=incident,
    )
    return incident


def test_an_incidents_pages_are_exported_as_warc(analyst: User) -> None:
    article = store(url="https://a.example/1").article
    url, at = "https://a.example/2", datetime.now(UTC)
    second = FetchedPage(url, url, 200, (), b"<html>halaman dua</html>", "text/html", None, at)
    article.further_snapshots.add(snapshots.keep(second))
    out = io.BytesIO()
    assert evidence.export_warc(incident_of(article, analyst), out) == 2
    out.seek(0)
    records = [
        (
            each.rec_type,
            each.rec_headers.get_header("WARC-Target-URI"),
            each.content_stream().read(),
        )
        for each in ArchiveIterator(out, check_digests="raise")
    ]
    assert records[0][0] == "warcinfo"
    assert ("response", "https://a.example/1", TEXT.encode()) in records
    assert ("response", "https://a.example/2", b"<html>halaman dua</html>") in records


def test_what_was_submitted_is_exported_as_a_resource(analyst: User) -> None:
    article = submit_text(TEXT).article
    assert article is not None
    out = io.BytesIO()
    evidence.export_warc(incident_of(article, analyst), out)
    out.seek(0)
    kinds = [each.rec_type for each in ArchiveIterator(out, check_digests="raise")]
    assert kinds == ["warcinfo", "resource"]


def test_an_export_without_its_bytes_fails_loudly(analyst: User) -> None:
    article = store(url="https://a.example/1").article
    snapshots.archive().delete(article.snapshot.storage_key)
    with pytest.raises(PermanentError):
        evidence.export_warc(incident_of(article, analyst), io.BytesIO())


def test_what_changed_between_versions() -> None:
    old = store(url="https://a.example/1").article
    new: Stored = store(
        "\n".join((*PARAGRAPHS[:3], "Ralat dari redaksi hari ini juga.")), "https://a.example/1"
    )
    assert diff_of(old) == []
    assert diff_of(new.article) == [
        Change("same", PARAGRAPHS[:3]),
        Change("removed", PARAGRAPHS[3:]),
        Change("added", ("Ralat dari redaksi hari ini juga.",)),
    ]


def test_a_paragraph_that_came_or_went() -> None:
    assert diff("a\nb", "a\nx\nb") == [
        Change("same", ("a",)),
        Change("added", ("x",)),
        Change("same", ("b",)),
    ]
    assert diff("a\nx\nb", "a\nb")[1] == Change("removed", ("x",))
    assert diff("a", "a") == [Change("same", ("a",))]
