"""Snapshots written as WARC 1.1 records (ISO 28500), each its own gzip member, so that any tool reads them."""

from __future__ import annotations

import gzip
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from incidents.domain.records import FetchedPage

# The archived bytes are unpacked; headers that speak of how they came no longer hold.
_OF_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def record(
    kind: str, at: datetime, media_type: str, block: bytes, more: Mapping[str, str]
) -> bytes:
    """One compressed record of the given WARC type."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Date": _date(at),
        "WARC-Block-Digest": _digest(block),
        **more,
        "Content-Type": media_type,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in head.items())
    return gzip.compress(f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n")


def info(at: datetime, fields: Mapping[str, str]) -> bytes:
    """The record that opens a file: what it holds and who made it."""
    block = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in fields.items()).encode()
    return record("warcinfo", at, "application/warc-fields", block, {})


def response(page: FetchedPage) -> bytes:
    """A page as fetched: an HTTP response, or a resource if it was uploaded."""
    target = {"WARC-Target-URI": page.final_url, "WARC-Payload-Digest": _digest(page.body)}
    if not page.status:
        named = {
            **target,
            "WARC-Target-URI": page.final_url
            or f"urn:sha256:{hashlib.sha256(page.body).hexdigest()}",
        }
        return record(
            "resource",
            page.fetched_at,
            page.media_type or "application/octet-stream",
            page.body,
            named,
        )
    block = _http_head(page.status, page.headers, len(page.body)) + page.body
    return record("response", page.fetched_at, "application/http; msgtype=response", block, target)


def _http_head(status: int, headers: Iterable[tuple[str, str]], size: int) -> bytes:
    kept = [(name, value) for name, value in headers if name.lower() not in _OF_TRANSFER]
    lines = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in kept)
    return f"HTTP/1.1 {status} \r\n{lines}Content-Length: {size}\r\n\r\n".encode(
        "latin-1", "replace"
    )


def _one_line(value: str) -> str:
    return " ".join(value.split())
