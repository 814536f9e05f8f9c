"""`manage.py evaluate`: the scores of labelled articles, and what is kept of them for the public page."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from incidents.extraction import version
from incidents.insights import labelled_quality

TEXT = (
    "JAKARTA - Situs KPU diretas dan halaman depannya diganti peretas pada Rabu (14/2/2024).\n"
    "KPU bekerja sama dengan BSSN untuk menjaga keamanan siber Pemilu 2024."
)
GOLD = {
    "id": "a", "title": "Situs KPU Diretas", "published": "2024-02-15", "lang": "id", "text": TEXT,
    "relevant": True, "elections": ["pemilu-2024"],
    "mentions": [
        {"kind": "attack", "category": "defacement", "status": "occurred", "evidence": TEXT.split("\n")[0]},
        {"kind": "threat", "category": "ddos", "status": "warned", "evidence": "menjaga keamanan siber"},
    ],
}  # fmt: skip


def run(*args: object) -> str:
    out = StringIO()
    call_command("evaluate", *map(str, args), stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One labelled article; one of its two mentions is not there to be found."""
    labelled = tmp_path / "set"
    labelled.mkdir()
    (labelled / "a.json").write_text(json.dumps(GOLD), "utf-8")
    return labelled


def test_the_scores_say_what_was_found_and_missed(folder: Path) -> None:
    report: dict[str, Any] = json.loads(run(folder, "--json"))
    assert report["articles"] == 1
    assert report["relevance"]["f1"] == 1.0
    assert report["by category"]["attack/defacement"]["r"] == 1.0
    assert report["by category"]["threat/ddos"]["r"] == 0.0
    assert report["evidence found in the text"]["share"] == 1.0


def test_people_read_a_table_and_the_errors_they_ask_for(folder: Path) -> None:
    page = run(folder, "--errors", "5")
    assert "mentions (kind, category, span)" in page
    assert "missed a threat/ddos: menjaga keamanan siber" in page
    assert "missed" not in run(folder)


def test_predictions_of_another_run_can_be_scored(folder: Path, tmp_path: Path) -> None:
    told = tmp_path / "told.jsonl"
    # A line separator of Unicode, as web pages hold them, ends no record.
    told.write_text(json.dumps({**GOLD, "text": "a\u2028b"}, ensure_ascii=False) + "\n\n", "utf-8")
    report = json.loads(run(folder, "--json", "--predictions", told))
    assert report["mentions (kind, category, span)"]["f1"] == 1.0
    with pytest.raises(CommandError, match="--save or --predictions"):
        run(folder, "--save", "--predictions", told)


def test_a_kept_result_is_what_the_public_page_reads(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labelled_quality, "STORED", tmp_path / "quality.json")
    assert labelled_quality.measured() is None
    run(folder, "--save")
    kept = labelled_quality.measured()
    assert kept is not None
    assert (kept.version, kept.articles) == (version(), 1)
    assert kept.mentions.found_in == 2
    assert kept.relevance.f1 == 1.0
    by_label = {(row.kind, row.category): row.rates for row in kept.categories}
    assert by_label["attack", "defacement"].recall == 1.0  # type: ignore[index] # codes are their members


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "no labelled articles"), ("{", "Expecting"), ('{"id": "a"}', "an article has")],
)
def test_a_folder_that_is_no_labelled_set_is_refused(
    tmp_path: Path, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "a.json").write_text(content, "utf-8")
    with pytest.raises(CommandError, match=message):
        run(tmp_path)
