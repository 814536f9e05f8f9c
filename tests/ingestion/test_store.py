"""Each text is stored once; versions, copies and near copies are told apart."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection, connections

from incidents.domain.errors import PermanentError
from incidents.domain.records import FetchedPage, ParsedArticle
from incidents.domain.vocabulary import ArticleState, Language
from incidents.ingestion import snapshots
from incidents.ingestion.store import Outcome, Stored, store_article
from incidents.models import Article, Story
from tests.ingestion.samples import PARAGRAPHS, TEXT, other_text

PARSED = ParsedArticle(
    "KPU hadapi serangan", TEXT, Language.INDONESIAN, published_on=date(2019, 4, 23)
)


def store(text: str = TEXT, url: str = "", outlet: str = "") -> Stored:
    """Stores a text as found at an address."""
    body = text.encode()
    page = FetchedPage(url, url, 200, (), body, "text/html", None, datetime.now(UTC))
    parsed = replace(PARSED, text=text, canonical_url=url, outlet=outlet)
    return store_article(parsed, snapshots.keep(page), url=url)


@pytest.mark.django_db
def test_a_new_text_waits_for_extraction() -> None:
    stored = store(url="https://www.a.example/berita/1?utm_source=x")
    article = Article.objects.get()
    assert stored == Stored(article, Outcome.NEW)
    assert article.canonical_url == "https://a.example/berita/1"
    assert article.url == "https://www.a.example/berita/1?utm_source=x"
    assert (article.state, article.text) == (ArticleState.STORED, TEXT)
    assert article.story is not None


@pytest.mark.django_db
def test_the_same_text_twice_is_one_article() -> None:
    first = store(url="https://a.example/1")
    assert store(url="https://m.a.example/1?page=all").outcome is Outcome.UNCHANGED
    assert store(url="https://a.example/cetak/1").outcome is Outcome.DUPLICATE
    assert store().outcome is Outcome.DUPLICATE
    assert store(f"  {TEXT}\r\n").article == first.article
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_text_without_an_address_is_stored_once() -> None:
    assert store().outcome is Outcome.NEW
    assert store().outcome is Outcome.UNCHANGED
    assert store(url="https://a.example/1", outlet="Kabar A").outcome is Outcome.NEW
    assert Story.objects.count() == 1


@pytest.mark.django_db
def test_copies_in_other_outlets_are_one_story_with_the_first_outlet_named() -> None:
    late = store(url="https://b.example/x", outlet="Kabar B").article
    Article.objects.filter(pk=late.pk).update(published_on=date(2019, 4, 24))
    early = store(url="https://a.example/1", outlet="Kabar A").article
    shortened = store("\n".join(PARAGRAPHS[:3]) + "\nRedaksi.", "https://c.example/1").article
    assert {late.story_id, early.story_id, shortened.story_id} == {early.story_id}
    story = Story.objects.get()
    assert story.first_article() == early


@pytest.mark.django_db
def test_a_copy_with_other_figures_is_near_and_not_merged() -> None:
    true = store(url="https://a.example/1").article
    spun = store(TEXT.replace("5 ribu", "50 juta"), "https://b.example/1").article
    assert spun.story_id != true.story_id
    assert list(spun.near.all()) == [true]
    assert list(true.near.all()) == [spun]


@pytest.mark.django_db
def test_an_edited_article_is_a_new_version_in_the_same_story() -> None:
    old = store(url="https://a.example/1").article
    new = store(TEXT.replace("5 ribu", "6 ribu"), "https://a.example/1")
    assert new.outcome is Outcome.VERSION
    assert new.article.version_of == old
    assert new.article.story_id == old.story_id
    assert not new.article.near.exists()


@pytest.mark.django_db
def test_other_texts_have_other_stories() -> None:
    stories = {store(other_text(n), f"https://a.example/{n}").article.story_id for n in range(12)}
    assert len(stories) == 12


@pytest.mark.django_db
def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(PermanentError) as caught:
        store("Hanya empat kata ini")
    assert caught.value.reason == "empty"


@pytest.mark.django_db
def test_search_finds_other_forms_of_a_word() -> None:
    store("Situs komisi diretas orang yang belum dikenal pada malam hari.")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM incidents_article WHERE stems @@ to_tsquery('simple', 'retas')"
        )
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_text_store_it_once() -> None:
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def work(url: str) -> None:
        start.wait()
        try:
            outcomes.extend(store(other_text(n), url + str(n)).outcome for n in range(5))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=("https://a.example/",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["new"] * 5 + ["unchanged"] * 5
    assert Article.objects.count() == 5
