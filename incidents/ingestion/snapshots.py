"""The archive of bytes as received: compressed, named by their SHA-256, written once and never changed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import IntegrityError, transaction

from incidents.domain.errors import PermanentError
from incidents.domain.identity import content_hash
from incidents.domain.records import FetchedPage
from incidents.models import Snapshot

LEVEL = 3  # zlib: a fifth larger than level 6, in half the time
CHUNK = 256 * 1024
# Never archived: they may carry log-ins, and say nothing about the page.
SECRET_HEADERS = frozenset({"set-cookie", "cookie", "authorization", "proxy-authorization"})


def archive() -> Storage:
    """Where snapshots are kept: the storage called "evidence" in the settings."""
    return storages["evidence"]


def storage_key(sha256: str) -> str:
    """The name of the archived file of these bytes; two levels of folders keep folders small."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}.zz"


def keep(page: FetchedPage) -> Snapshot:
    """Archives the bytes of a page, once; the same bytes again give the snapshot of the first time.

    The file is complete before the row exists, so a row always has its bytes; a file that a
    killed process left half-written is replaced.
    """
    sha256 = content_hash(page.body)
    known = Snapshot.objects.filter(sha256=sha256).first()
    if known is not None:
        return known
    key = storage_key(sha256)
    _write(key, sha256, page.body)
    row = Snapshot(
        sha256=sha256,
        url=page.final_url[:2000],
        fetched_at=page.fetched_at,
        status=page.status or None,
        headers=[[n, v] for n, v in page.headers if n.lower() not in SECRET_HEADERS],
        media_type=page.media_type[:100],
        size=len(page.body),
        storage_key=key,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # another process was faster since the look above
        return Snapshot.objects.get(sha256=sha256)
    return row


def _write(key: str, sha256: str, body: bytes) -> None:
    storage = archive()
    if storage.exists(key):
        if _is_whole(storage, key, sha256):
            return
        storage.delete(key)
    written = storage.save(key, ContentFile(zlib.compress(body, LEVEL)))
    if written != key:  # another process was first; its file is as good as ours
        storage.delete(written)


def _is_whole(storage: Storage, key: str, sha256: str) -> bool:
    try:
        with storage.open(key) as file:
            return content_hash(zlib.decompress(file.read())) == sha256
    except (zlib.error, OSError):
        return False


def read(snapshot: Snapshot) -> bytes:
    """The archived bytes; raises PermanentError(reason="evidence") if they are gone or broken."""
    return b"".join(chunks(snapshot))


def chunks(snapshot: Snapshot) -> Iterator[bytes]:
    """The archived bytes piece by piece, so that a large snapshot need not fit into memory."""
    try:
        with archive().open(snapshot.storage_key) as file:
            stream = zlib.decompressobj()
            while block := file.read(CHUNK):
                yield stream.decompress(block)
            yield stream.flush()
            if not stream.eof:
                raise PermanentError(f"{snapshot.storage_key} is cut off.", reason="evidence")
    except (OSError, zlib.error) as error:
        raise PermanentError(f"{snapshot.storage_key}: {error}", reason="evidence") from error
