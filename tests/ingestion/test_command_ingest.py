"""`manage.py ingest`: files, folders and addresses; each named with what became of it."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from incidents.domain.vocabulary import ArticleState
from incidents.ingestion import claims
from incidents.models import Article, Item
from incidents.models.sources import ItemState
from tests.factories.sources import FeedFactory, ItemFactory
from tests.ingestion.samples import TEXT, other_text, page, rss
from tests.ingestion.site import Reply, Site
from tests.ingestion.test_documents import warc
from tests.ingestion.test_store import store

pytestmark = pytest.mark.django_db


def ingest(*inputs: object, **options: object) -> tuple[str, str, int]:
    """Output, errors and exit code of the command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest", *map(str, inputs), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), error.returncode
    return out.getvalue(), err.getvalue(), 0


def test_a_folder_of_all_kinds(tmp_path: Path) -> None:
    (tmp_path / "lama").mkdir()
    (tmp_path / "a.txt").write_text(other_text(1))
    (tmp_path / "lama" / "b.html").write_text(page())
    (tmp_path / "c.json").write_text(json.dumps({"text": other_text(2), "outlet": "Kabar"}))
    (tmp_path / "d.jsonl").write_text(
        "\n".join(json.dumps({"text": other_text(n)}) for n in (3, 4))
    )
    (tmp_path / ".hidden.txt").write_text("tidak dibaca")
    assert ingest(tmp_path) == ("5 new\n", "", 0)
    assert ingest(tmp_path) == ("5 unchanged\n", "", 0)
    assert Article.objects.count() == 5


def test_bad_input_is_named_and_skipped_and_the_exit_code_says_so(tmp_path: Path) -> None:
    (tmp_path / "a-empty.txt").write_text("")
    (tmp_path / "b-binary.txt").write_bytes(b"\x00\x01" * 50)
    with (tmp_path / "c-huge.txt").open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)
    (tmp_path / "d-wrong.json").write_text("{")
    (tmp_path / "e-good.txt").write_text(TEXT)
    (tmp_path / "f-link.txt").symlink_to(tmp_path / "gone.txt")
    out, err, code = ingest(tmp_path, tmp_path / "missing.txt", tmp_path / "f-link.txt")
    assert (out, code) == ("1 new, 6 refused\n", 1)
    for name in ("a-empty", "b-binary", "c-huge", "d-wrong", "missing", "f-link"):
        assert name in err
    assert "Larger than 10 MB" in err
    assert "No such file" in err


def test_an_address_is_fetched_at_once(site: Site) -> None:
    site.replies["/a"] = Reply(page())
    assert ingest(site.url("/a")) == ("1 new\n", "", 0)
    assert ingest(site.url("/a")) == ("1 unchanged\n", "", 0)
    out, err, code = ingest(site.url("/tidak-ada"), "ftp://a.example/")
    assert (out, code) == ("2 refused\n", 1)
    assert "answered 404" in err
    assert "absolute http" in err


def test_extraction_in_this_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert ingest(tmp_path, here=True)[2] == 0
    assert Article.objects.get().state == ArticleState.EXTRACTED


def test_a_list_of_addresses_waits_for_workers(tmp_path: Path) -> None:
    path = tmp_path / "daftar.txt"
    path.write_text("https://a.invalid/1\nhttps://a.invalid/2\nbukan alamat\n")
    out, err, code = ingest(list=str(path), here=True)
    assert (out, code) == ("2 waiting, 1 refused\n", 1)
    assert "bukan alamat" in err
    assert ingest(list=str(path), here=True)[0] == "2 unchanged, 1 refused\n"
    assert Item.objects.count() == 2


def test_nothing_to_read(tmp_path: Path) -> None:
    assert ingest()[2] == 1
    assert ingest(tmp_path)[1] == "Nothing to read."
    assert "cannot be read" in ingest(list=str(tmp_path / "none"))[1]


def test_waiting_ends_when_all_is_extracted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    ingest(tmp_path, here=True)
    assert ingest(tmp_path, wait=True) == ("1 unchanged\n", "", 0)


def test_poll_and_work_through_to_the_end(site: Site, tmp_path: Path) -> None:
    source = FeedFactory.create(url=site.url("/rss"))
    site.replies["/rss"] = Reply(rss([(site.url(f"/{n}"), f"Judul {n}") for n in range(3)]))
    for n in range(3):
        site.replies[f"/{n}"] = Reply(page(paragraphs=(other_text(n), other_text(n + 10))))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc(("https://w.example/1", page().encode())))
    assert ingest(path, here=True)[0] == "1 waiting\n"
    out = io.StringIO()
    call_command("poll", source.pk, work=True, stdout=out)
    assert "3 items to fetch" in out.getvalue()
    assert set(Article.objects.values_list("state", flat=True)) == {ArticleState.EXTRACTED}
    assert Article.objects.count() == 4
    with pytest.raises(CommandError, match="no such source"):
        call_command("poll", 987_654)


def test_work_that_a_killed_process_left_is_finished(site: Site) -> None:
    site.replies["/a"] = Reply(page(paragraphs=(other_text(1), other_text(2))))
    item = ItemFactory.create(url=site.url("/a"))
    left = store(TEXT).article
    assert claims.claim_item(item.pk)
    assert claims.claim_article(left.pk)
    past = timezone.now() - timedelta(seconds=1)
    Item.objects.update(claimed_until=past)
    Article.objects.update(claimed_until=past)
    call_command("poll", work=True, stdout=io.StringIO())
    assert set(Article.objects.values_list("state", flat=True)) == {ArticleState.EXTRACTED}
    assert Item.objects.get().state == ItemState.DONE


def test_what_was_put_off_is_told_and_not_waited_for(tmp_path: Path) -> None:
    ItemFactory.create(error="503", next_try_at=timezone.now() + timedelta(hours=1))
    (tmp_path / "a.txt").write_text(TEXT)
    ingest(tmp_path, here=True)
    out, _err, code = ingest(tmp_path, wait=True)
    assert code == 0
    assert "1 could not be fetched for now" in out


def test_verification_speaks_of_what_it_saw(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    ingest(tmp_path)
    out = io.StringIO()
    call_command("verify_evidence", stdout=out)
    assert out.getvalue() == "1 snapshots, 1 articles, 0 mentions: all hold.\n"
