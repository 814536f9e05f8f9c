"""Every address that must not parse, or leads to a place that is not public, is refused before any connection."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from pytest_django import Settings

from incidents.domain.addresses import parse_address
from incidents.domain.errors import PermanentError, TrackerError
from incidents.domain.identity import canonical_url
from incidents.ingestion.fetch import Limits, Request, fetch

from .conformance import cases, record_connections

FOLDER = cases("urls")
ALL: list[dict[str, Any]] = [
    case
    for case in json.loads((FOLDER / "urltestdata.json").read_text(encoding="utf-8"))
    if isinstance(case, dict)
]
SPELLINGS: list[dict[str, Any]] = json.loads(
    (FOLDER / "ip-spellings.json").read_text(encoding="utf-8")
)


def test_what_must_fail_fails() -> None:
    failing = [case for case in ALL if case.get("failure")]
    assert len(failing) == 267
    for case in failing:
        with pytest.raises(PermanentError) as caught:
            parse_address(case["input"], case.get("base") or "")
        assert caught.value.reason == "address"


def test_what_is_accepted_leads_to_the_host_that_browsers_go_to() -> None:
    accepted = 0
    for case in ALL:
        if case.get("failure"):
            continue
        try:
            address = parse_address(case["input"], case.get("base") or "")
        except PermanentError:
            continue  # stricter than a browser: log-ins, missing slashes, other schemes
        accepted += 1
        assert address.netloc == case["host"]
    assert accepted > 150


def test_the_canonical_form_is_stable() -> None:
    for case in ALL:
        try:
            once = canonical_url(case.get("href") or case["input"])
        except PermanentError:
            continue
        assert canonical_url(once) == once


@pytest.mark.parametrize("case", SPELLINGS, ids=lambda case: case["input"][:50])
def test_spellings_of_private_addresses(
    case: dict[str, Any], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FETCH_ALLOWED_PRIVATE = []
    connected = record_connections(monkeypatch)
    started = time.monotonic()
    with pytest.raises(TrackerError) as caught:
        fetch(Request(case["input"], limits=Limits(connect=0.5, total=0.9)))
    assert caught.value.reason == "address"
    assert time.monotonic() - started < 1
    assert connected == []
