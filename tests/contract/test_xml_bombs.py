"""Hostile XML served as a feed or a sitemap is refused at once, with an error that an operator understands."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from incidents.domain.errors import PermanentError
from incidents.domain.vocabulary import SourceKind
from incidents.ingestion import poll
from incidents.models import Source
from tests.ingestion.site import Reply, Site

from .conformance import cases, record_connections

BOMBS = sorted(cases("xml-bombs").glob("*.xml"))
MOST_MEMORY = 200 * 1024  # KiB


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    """A site on this machine, asked without a gap."""
    settings.FETCH_HOST_GAP_SECONDS = 0
    running = Site()
    yield running
    running.stop()


@pytest.mark.parametrize("kind", [SourceKind.FEED, SourceKind.SITEMAP])
@pytest.mark.parametrize("path", BOMBS, ids=lambda path: path.stem)
def test_a_bomb_does_not_go_off(
    site: Site, path: Path, kind: SourceKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.replies["/x"] = Reply(path.read_bytes(), media_type="application/xml")
    connected = record_connections(monkeypatch)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(PermanentError) as caught:
        poll.ask(Source(name="x", kind=kind, url=site.url("/x")))
    assert time.monotonic() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY
    assert caught.value.reason in {"entities", "not-a-feed", "not-a-sitemap"}
    assert len(str(caught.value)) > 20
    assert set(connected) <= {("127.0.0.1", site.port)}
