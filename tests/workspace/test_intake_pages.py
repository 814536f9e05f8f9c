"""Handing in reports, adding sources, failures, and what was learnt."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from incidents.ingestion import submit as intake
from incidents.models import Article, Fault, Item, Source, User
from incidents.review import decide
from tests.factories import MentionFactory

Login = Callable[[User], Client]

REPORT = "Ketua KPU mengatakan situs KPU diserang peretas pada hari Rabu. Data pemilih aman."
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Kabar Pemilu</title>
<item><title>Situs KPU diretas</title><link>/1</link><guid>1</guid></item>
<item><title>Harga cabai naik</title><link>/2</link><guid>2</guid></item></channel></rss>"""


def test_a_text_becomes_an_article_once(login: Login, analyst: User) -> None:
    client = login(analyst)
    sent = {"way": "text", "text": REPORT, "title": "Situs KPU", "outlet": "Kabar"}
    assert client.post("/workspace/submit/", sent).context["results"][0].outcome == "new"
    assert client.post("/workspace/submit/", sent).context["results"][0].outcome == "unchanged"
    assert Article.objects.count() == 1


def test_an_address_waits_in_line(login: Login, analyst: User) -> None:
    sent = {"way": "address", "url": "http://127.0.0.1:9/berita"}
    answer = login(analyst).post("/workspace/submit/", sent)
    assert answer.context["results"][0].outcome == "waiting"
    assert Item.objects.get().url == "http://127.0.0.1:9/berita"


@pytest.mark.parametrize(
    "sent",
    [
        {"way": "address", "url": "javascript:alert(1)"},
        {"way": "address", "url": ""},
        {"way": "text", "text": "pendek"},
        {"way": "text", "text": ""},
        {"way": "file"},
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_kept(
    login: Login, analyst: User, sent: dict[str, str]
) -> None:
    answer = login(analyst).post("/workspace/submit/", sent)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'role="alert"' in html
    assert sent.get("text", sent.get("url", "")) in html
    assert not Article.objects.exists()


def test_files_are_read_or_named_as_unreadable(login: Login, analyst: User) -> None:
    client = login(analyst)
    good = SimpleUploadedFile("laporan.txt", REPORT.encode())
    answer = client.post("/workspace/submit/", {"way": "file", "file": good})
    assert [one.outcome for one in answer.context["results"]] == ["new"]
    bad = SimpleUploadedFile("gambar.txt", bytes(range(256)) * 20)
    answer = client.post("/workspace/submit/", {"way": "file", "file": bad})
    assert answer.status_code == 422
    huge = SimpleUploadedFile("besar.txt", b"x" * (10 * 1024 * 1024 + 1))
    assert client.post("/workspace/submit/", {"way": "file", "file": huge}).status_code == 422
    assert Article.objects.count() == 1


def test_archived_bytes_never_come_as_a_page(login: Login, analyst: User) -> None:
    page = f"<html><title>Situs KPU</title><script>alert(1)</script><p>{REPORT}</p></html>"
    [done] = intake.submit_upload("laporan.html", page.encode())
    assert done.article is not None
    client, where = login(analyst), f"/workspace/articles/{done.article.pk}/archived/"
    shown = client.get(where)
    assert shown.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert shown.content == page.encode()
    policy = shown.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    file = client.get(where + "?download")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/workspace/articles/{done.article.pk}/").status_code == 200


def test_bytes_that_are_gone_are_said_to_be(login: Login, analyst: User) -> None:
    mention = MentionFactory.create()
    where = f"/workspace/articles/{mention.article_id}/"
    assert login(analyst).get(where + "archived/").headers["Location"] == where


@pytest.fixture
def site() -> Iterator[str]:
    """A site on this machine that offers a feed."""

    class Feed(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path in {"/", "/feed"}
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(FEED if known else b"")

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/feed"
    server.shutdown()
    server.server_close()


def test_a_source_is_looked_at_before_it_is_saved(
    login: Login, editor: User, site: str, settings: Settings
) -> None:
    settings.FETCH_HOST_GAP_SECONDS = 0  # the one host here is our own
    client = login(editor)
    look = client.post(
        "/workspace/sources/add/", {"address": site, "include": "KPU", "exclude": ""}
    )
    [way] = [way for way in look.context["ways"] if not way["found"].error]
    assert (way["found"].offered, way["found"].kept) == (2, 1)
    assert not Source.objects.filter(url=site).exists()
    initial = way["form"].initial
    client.post("/workspace/sources/add/", {**initial, "name": "Kabar Pemilu", "reliability": "C"})
    source = Source.objects.get(url=site)
    assert (source.enabled, source.include, source.kind) == (True, "KPU", "feed")
    known = client.post("/workspace/sources/add/", {"address": site})
    assert known.context["ways"][0]["known"] == source


def test_an_address_that_cannot_be_looked_at_is_said_to_be(login: Login, editor: User) -> None:
    answer = login(editor).post("/workspace/sources/add/", {"address": "http://127.0.0.1:1/"})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_failures_are_shown_with_the_error_and_tried_again(login: Login, analyst: User) -> None:
    now = timezone.now()
    source = Source.objects.create(name="Kabar", kind="feed", url="http://127.0.0.1:1/feed")
    fault = Fault.objects.create(
        stage="poll", subject=source.url, reason="timeout", message="No answer in 10 s.",
        first_at=now, last_at=now, source=source,
    )  # fmt: skip
    client = login(analyst)
    assert "No answer in 10 s." in client.get("/workspace/faults/?stage=poll").content.decode()
    assert "No answer in 10 s." not in client.get("/workspace/faults/?stage=fetch").content.decode()
    client.post(f"/workspace/faults/{fault.pk}/retry/")
    source.refresh_from_db()
    assert source.next_poll_at is not None
    Source.objects.filter(pk=source.pk).update(enabled=True, silent_since=now)
    assert "notice--error" in client.get("/workspace/faults/").content.decode()


def test_shares_of_acceptance_are_shown_by_category_and_rule(login: Login, analyst: User) -> None:
    cue = [{"rule": "verb-of-attack", "text": "diserang", "weight": 1.0}]
    good, bad = MentionFactory.create_batch(2, category="ddos", explanation=cue)
    decide.accept(good, by=analyst, seen_version=good.version)
    decide.reject(bad, by=analyst, seen_version=bad.version, reason="not-cyber")
    html = login(analyst).get("/workspace/learning/").content.decode()
    assert "verb-of-attack" in html
    assert "50 %" in html
