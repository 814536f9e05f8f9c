"""The one door to the web: safe against hostile addresses and bodies, polite to hosts."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore2
from django.conf import settings
from django.utils import timezone

from incidents.domain.addresses import Address, parse_address
from incidents.domain.errors import PermanentError, TemporaryError
from incidents.domain.records import FetchedPage

from . import network

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
FEED_TYPES = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
        "application/feed+json", "application/json", "text/plain", "text/html", "application/octet-stream",
        "application/gzip", "application/x-gzip", "application/xhtml+xml",
    }
)  # fmt: skip
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"RIFF",
    b"\x7fELF",
    b"OggS",
    b"ID3",
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TEMPORARY = frozenset({408, 421, 423, 425, 429})
_TRANSPORT_ERRORS = (
    httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError, httpcore2.ProxyError, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how large an answer may be; seconds and bytes (bytes also after decompression)."""

    connect: float = 10.0
    read: float = 10.0
    total: float = 30.0
    body: int = 10 * 1024 * 1024
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the address, the media types understood, and what is known already."""

    url: str
    media_types: frozenset[str] = PAGE_TYPES
    etag: str = ""
    last_modified: str = ""
    limits: Limits = field(default=Limits())


def fetch(request: Request, *, resolver: network.Resolver = network.resolve) -> FetchedPage:
    """Fetches over at most `limits.redirects` redirects, each checked like the first address.

    Raises PermanentError or TemporaryError with a reason: address, redirects, status, media-type,
    too-large, encoding; dns, connect, timeout, protocol, busy, server. Sends and keeps no cookies
    or log-ins, and ignores proxy variables. Whether a host wants to be asked is for `polite`.
    """
    deadline = time.monotonic() + request.limits.total
    address = parse_address(request.url)
    hops: list[str] = []
    permanently = True
    while True:
        answer = _exchange(address, request, deadline, resolver, first=not hops)
        if answer.status not in _REDIRECTS:
            break
        hops.append(str(address))
        if len(hops) > request.limits.redirects:
            raise PermanentError(
                f"More than {request.limits.redirects} redirects from {hops[0]}.",
                reason="redirects",
            )
        permanently = permanently and answer.status in (301, 308)
        address = parse_address(answer.headers.get("location", ""), str(address))
        if str(address) in hops:
            raise PermanentError(f"{address} redirects in a circle.", reason="redirects")
    _raise_for_status(address, answer)
    return FetchedPage(
        url=request.url,
        final_url=str(address),
        status=answer.status,
        headers=answer.pairs,
        body=answer.body,
        media_type=answer.media_type,
        charset=answer.charset,
        fetched_at=timezone.now(),
        redirects=tuple(hops),
        not_modified=answer.status == 304,
        moved_permanently_to=str(address) if hops and permanently else None,
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    pairs: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        _type, _mark, value = self.headers.get("content-type", "").lower().partition("charset=")
        return value.split(";")[0].strip(" \"'") or None


def _exchange(
    address: Address, request: Request, deadline: float, resolver: network.Resolver, *, first: bool
) -> _Answer:
    """One request and its answer, transport errors translated."""
    limits = request.limits
    timeouts = {
        "connect": limits.connect,
        "read": limits.read,
        "write": limits.read,
        "pool": limits.connect,
    }
    backend = network.CheckedBackend(deadline, resolver)
    try:
        with (
            httpcore2.ConnectionPool(ssl_context=network.tls(), network_backend=backend) as pool,
            pool.stream(
                "GET",
                httpcore2.URL(
                    scheme=address.scheme.encode(),
                    host=address.host.encode(),
                    port=address.port,
                    target=(address.path + (f"?{address.query}" if address.query else "")).encode(),
                ),
                headers=_headers(address, request, first=first),
                extensions={"timeout": timeouts},
            ) as response,
        ):
            pairs = tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in response.headers)
            headers = {name.lower(): value for name, value in pairs}
            wanted = response.status == 200
            body = _body(address, response.iter_stream(), headers, request) if wanted else b""
            return _Answer(response.status, pairs, headers, body)
    except httpcore2.TimeoutException as error:
        raise TemporaryError(
            f"{address.host} took too long to answer.", reason="timeout"
        ) from error
    except httpcore2.ConnectError as error:
        raise TemporaryError(
            f"{address.host}: no connection ({error}).", reason="connect"
        ) from error
    except _TRANSPORT_ERRORS as error:
        raise TemporaryError(
            f"{address.host}: broken answer ({error}).", reason="protocol"
        ) from error


def _headers(address: Address, request: Request, *, first: bool) -> list[tuple[bytes, bytes]]:
    headers = {
        "Host": address.netloc,
        "User-Agent": settings.FETCH_USER_AGENT,
        "Accept": ", ".join(sorted(request.media_types)) + ", */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "id, en;q=0.8",
        "Connection": "close",
    }
    if first and request.etag:
        headers["If-None-Match"] = request.etag
    if first and request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    return [(name.encode(), value.encode("latin-1", "ignore")) for name, value in headers.items()]


def _body(
    address: Address, stream: Iterator[bytes], headers: Mapping[str, str], request: Request
) -> bytes:
    """The body after decompression, no larger than allowed at either stage, of an allowed type."""
    limit = request.limits.body
    media_type = headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type and media_type not in request.media_types:
        raise PermanentError(f"{address} is {media_type}, not a text to read.", reason="media-type")
    stated = headers.get("content-length", "")
    if stated.isdigit() and int(stated) > limit:
        raise _too_large(address, limit)
    body, size = bytearray(), 0
    unpack = _decoder(address, headers.get("content-encoding", ""))
    for chunk in stream:
        size += len(chunk)
        body += (
            chunk if unpack is None else _unpacked(address, unpack, chunk, limit + 1 - len(body))
        )
        if size > limit or len(body) > limit:
            raise _too_large(address, limit)
    if unpack is not None and not unpack.eof:
        raise TemporaryError(f"{address} was cut off.", reason="protocol")
    if body.startswith(_MAGIC):
        raise PermanentError(f"{address} is not a text, whatever it says.", reason="media-type")
    return bytes(body)


def _too_large(address: Address, limit: int) -> PermanentError:
    return PermanentError(f"{address} is larger than {limit // 1024} KiB.", reason="too-large")


def _decoder(address: Address, encoding: str) -> zlib._Decompress | None:
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return None
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return zlib.decompressobj(47)  # 47: zlib or gzip, whichever the first bytes say
    raise PermanentError(f"{address} is packed as {encoding[:40]}.", reason="encoding")


def _unpacked(address: Address, decoder: zlib._Decompress, chunk: bytes, room: int) -> bytes:
    """What a chunk unpacks to, never more than `room` bytes: a gzip bomb ends here."""
    try:
        return decoder.decompress(chunk, max(room, 1))
    except zlib.error as error:
        raise PermanentError(f"{address} is badly packed ({error}).", reason="encoding") from error


def _raise_for_status(address: Address, answer: _Answer) -> None:
    status = answer.status
    if status in (200, 304):
        return
    message = f"{address} answered {status}."
    if status in _TEMPORARY or status >= 500:
        reason = "busy" if status in (429, 503) else "server"
        raise TemporaryError(message, reason=reason, retry_after=_retry_after(answer))
    raise PermanentError(message, reason=f"status-{status}")


def _retry_after(answer: _Answer) -> float | None:
    """Seconds to wait as the server asks, at most a day."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isdigit():
        return min(float(value), 86_400.0)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max((at - datetime.now(UTC)).total_seconds(), 0.0), 86_400.0)
