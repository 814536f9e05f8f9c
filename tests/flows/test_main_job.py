"""The main job, nothing mocked: a report goes in, two people review it, the public reads the record."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from tests.flows.client import Client
from tests.flows.stack import Stack

REPORTS = {
    "own": Path("tests/samples/reports/serangan-2019.json"),
    "seed": Path("../shared/corpus/seeds/faktapers-2019.json"),
}
WORDS = {"own": "sekitar 5 ribu serangan siber", "seed": "sekitar 5 ribu siber attack"}


@pytest.mark.parametrize("report", ["own", "seed"])
def test_a_report_becomes_a_public_record(stack: Stack, report: str) -> None:
    path = REPORTS[report]
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    stack.manage("ingest", str(path))
    stack.until(lambda: _extracted(stack))
    analyst, editor = Client(stack, "analyst"), Client(stack, "editor")

    mention = _waiting(stack, analyst, WORDS[report])
    accepted = analyst.post(
        f"/api/v1/mentions/{mention['id']}/accept/", seen_version=mention["version"]
    )
    opened = analyst.post(
        "/api/v1/incidents/", mention=mention["id"], seen_version=accepted["version"]
    )
    address = f"/api/v1/incidents/{opened['id']}/"
    submitted = analyst.post(f"{address}submit/", seen_version=opened["version"])
    assert analyst.refused(f"{address}publish/", seen_version=submitted["version"])[0] == 403
    assert stack.get(address)[0] == 404  # nothing that was not approved is public
    editor.post(f"{address}publish/", seen_version=submitted["version"])

    public = stack.get_json(address)
    assert isinstance(public, dict)
    assert public["figure"]["value"] == 5000
    assert public["figure"]["approximate"] is True
    assert public["figure"]["unit"] == "attacks"
    assert public["first_day"].startswith("2019")
    claim = next(each for each in public["claims"] if WORDS[report] in each["evidence"])
    assert claim["evidence"] == mention["evidence"]
    assert claim["speaker"] == "Arief Budiman"
    status, page = stack.get(public["url"].removeprefix(stack.site.url))
    assert status == 200
    shown = html.unescape(page)
    for words in (str(mention["evidence"]), "Arief Budiman", "5.000", "2019"):
        assert words in shown


def _extracted(stack: Stack) -> bool:
    rows = stack.rows("SELECT state FROM incidents_article WHERE state <> 'extracted'")
    return not rows and bool(stack.rows("SELECT 1 FROM incidents_article"))


def _waiting(stack: Stack, analyst: Client, words: str) -> dict[str, object]:
    (article,) = stack.rows(
        "SELECT id FROM incidents_article WHERE position(%s in text) > 0", [words]
    )
    page = analyst.get(f"/api/v1/mentions/?state=waiting&article={article[0]}")
    found: dict[str, object] = next(m for m in page["results"] if words in m["evidence"])
    return found
