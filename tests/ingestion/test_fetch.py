"""The network door: what it lets in, what it refuses, and within which limits."""

from __future__ import annotations

import gzip
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest
from pytest_django import Settings

from incidents.domain.errors import PermanentError, TemporaryError, TrackerError
from incidents.ingestion import network
from incidents.ingestion.fetch import Limits, Request, fetch
from tests.ingestion.samples import page
from tests.ingestion.site import Reply, Site

QUICK = Limits(connect=1.0, read=0.4, total=0.8, body=200_000, redirects=3)


def ask(url: str, **values: object) -> TrackerError:
    """The error that fetching an address ends with."""
    with pytest.raises(TrackerError) as caught:
        fetch(Request(url, limits=QUICK), **values)  # type: ignore[arg-type]  # only a resolver is passed
    return caught.value


def test_a_page_comes_with_its_address_and_headers(site: Site) -> None:
    site.replies["/a"] = Reply("", 301, headers={"Location": "/b?x=1"})
    site.replies["/b?x=1"] = Reply(page(), headers={"ETag": '"7"'})
    got = fetch(Request(site.url("/a")))
    assert (got.status, got.media_type, got.charset) == (200, "text/html", "utf-8")
    assert got.final_url == got.moved_permanently_to == site.url("/b?x=1")
    assert ("ETag", '"7"') in got.headers
    assert got.body.decode() == page()
    _path, headers = site.asked[-1]
    assert headers["User-Agent"].startswith("Siaga/")
    assert "http" in headers["User-Agent"]
    assert "Cookie" not in headers


@pytest.mark.parametrize("name", ["gzip", "deflate"])
def test_a_packed_body_is_unpacked(site: Site, name: str) -> None:
    packed = gzip.compress(page().encode()) if name == "gzip" else zlib.compress(page().encode())
    site.replies["/"] = Reply(packed, headers={"Content-Encoding": name})
    assert fetch(Request(site.url())).body.decode() == page()


def test_a_known_page_is_asked_for_conditionally(site: Site) -> None:
    site.replies["/"] = Reply(b"", 304)
    got = fetch(Request(site.url(), etag='"7"', last_modified="Tue, 23 Apr 2019 10:00:00 GMT"))
    assert got.not_modified
    assert site.asked[0][1]["If-None-Match"] == '"7"'
    assert site.asked[0][1]["If-Modified-Since"] == "Tue, 23 Apr 2019 10:00:00 GMT"


def endless(request: BaseHTTPRequestHandler) -> None:
    """A body that never ends."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    while True:
        request.wfile.write(b"<p>" + b"x" * 60_000)


def test_an_endless_body_is_cut_off(site: Site) -> None:
    site.replies["/"] = endless
    assert ask(site.url()).reason == "too-large"


def test_a_gzip_bomb_is_cut_off(site: Site) -> None:
    site.replies["/"] = Reply(
        gzip.compress(b"0" * 80_000_000), headers={"Content-Encoding": "gzip"}
    )
    started = time.monotonic()
    assert ask(site.url()).reason == "too-large"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("at", ["head", "body"])
def test_one_byte_at_a_time_ends_by_the_total_limit(site: Site, at: str) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        request.wfile.write(head if at == "head" else head + b"\r\n")
        while not site.waits(0.1):
            request.wfile.write(b"X")

    site.replies["/"] = drip
    started = time.monotonic()
    error = ask(site.url())
    assert isinstance(error, TemporaryError)
    assert error.reason == "timeout"
    assert time.monotonic() - started < 1.5


def test_silence_ends_by_the_read_limit(site: Site) -> None:
    site.replies["/"] = lambda _request: (site.waits(5) and None) or None
    started = time.monotonic()
    assert ask(site.url()).reason == "timeout"
    assert time.monotonic() - started < 1


def test_redirects_in_a_circle_and_without_end_are_refused(site: Site) -> None:
    site.replies["/a"] = Reply(b"", 302, headers={"Location": "/b"})
    site.replies["/b"] = Reply(b"", 302, headers={"Location": "/a"})
    assert ask(site.url("/a")).reason == "redirects"
    for n in range(9):
        site.replies[f"/{n}"] = Reply(b"", 302, headers={"Location": f"/{n + 1}"})
    assert ask(site.url("/0")).reason == "redirects"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:9/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "http://[::1]/",
        "//u:p@h/",
    ],
)
def test_redirects_to_private_places_are_refused(
    site: Site, settings: Settings, target: str
) -> None:
    settings.FETCH_ALLOWED_PRIVATE = ["localhost"]
    site.replies["/"] = Reply(b"", 302, headers={"Location": target})
    error = ask(site.url(host="localhost"))
    assert isinstance(error, PermanentError)
    assert error.reason == "address"


def test_a_name_whose_address_changes_is_looked_up_once(site: Site, settings: Settings) -> None:
    """DNS rebinding: the address that was checked is the one that is dialled."""
    settings.FETCH_ALLOWED_PRIVATE = []
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    assert network.checked_address("rebind.example", 80, resolver) == "93.184.216.34"
    assert asked == ["rebind.example"]
    error = ask("http://rebind.example:8080/", resolver=resolver)
    assert error.reason == "address"
    assert site.asked == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    settings: Settings,
) -> None:
    settings.FETCH_ALLOWED_PRIVATE = []
    error = ask("http://mixed.example/", resolver=lambda _h, _p: ["93.184.216.34", "10.0.0.1"])
    assert (type(error), error.reason) == (PermanentError, "address")


def test_ports_of_other_services_are_refused(settings: Settings) -> None:
    settings.FETCH_ALLOWED_PRIVATE = []
    assert ask("http://kabar.example:6379/").reason == "address"


def test_a_name_without_address_may_come_back(settings: Settings) -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError("Name or service not known")

    error = ask("http://gone.example/", resolver=nowhere)
    assert (type(error), error.reason) == (TemporaryError, "dns")


def test_proxy_variables_are_ignored(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.replies["/"] = Reply(page())
    assert fetch(Request(site.url())).status == 200


@pytest.mark.parametrize(
    ("headers", "body", "kind", "reason"),
    [
        ({"Content-Length": "5000"}, b"<p>cut", TemporaryError, "protocol"),
        ({"Content-Length": "9999999999"}, b"", PermanentError, "too-large"),
        ({"Content-Encoding": "br"}, b"x", PermanentError, "encoding"),
        ({"Content-Encoding": "gzip"}, b"not gzip", PermanentError, "encoding"),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"x" * 999)[:-12], TemporaryError, "protocol"),
    ],
    ids=["cut", "too long", "unknown packing", "not packed", "packed and cut"],
)
def test_wrong_lengths_and_packings(
    site: Site, headers: dict[str, str], body: bytes, kind: type, reason: str
) -> None:
    site.replies["/"] = Reply(body, headers=headers)
    error = ask(site.url())
    assert (type(error), error.reason) == (kind, reason)


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/pdf", b"%PDF-1.7"),
        ("text/html", b"%PDF-1.7 ..."),
        ("text/html", b"\x89PNG\r\n"),
        ("image/png", b"x"),
    ],
)
def test_what_is_no_text_is_refused_whatever_it_says(
    site: Site, media_type: str, body: bytes
) -> None:
    site.replies["/"] = Reply(body, media_type=media_type)
    assert ask(site.url()).reason == "media-type"


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (404, PermanentError, "status-404"),
        (403, PermanentError, "status-403"),
        (429, TemporaryError, "busy"),
        (503, TemporaryError, "busy"),
        (500, TemporaryError, "server"),
    ],
)
def test_errors_say_whether_trying_again_can_help(
    site: Site, status: int, kind: type, reason: str
) -> None:
    site.replies["/"] = Reply(b"", status, headers={"Retry-After": "120"})
    error = ask(site.url())
    assert (type(error), error.reason) == (kind, reason)
    if isinstance(error, TemporaryError):
        assert error.retry_after == 120


def test_retry_after_may_be_a_date(site: Site) -> None:
    site.replies["/"] = Reply(b"", 503, headers={"Retry-After": "Fri, 31 Dec 2100 00:00:00 GMT"})
    error = ask(site.url())
    assert isinstance(error, TemporaryError)
    assert error.retry_after == 86_400
