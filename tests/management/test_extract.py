"""`manage.py extract`: predictions on standard output, refusals on the other, no database asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tracker.local.home import BASE

TEXT = (
    "JAKARTA - Ketua KPU Arief Budiman mengatakan, sistem KPU menghadapi sekitar 5 ribu serangan siber pada "
    "Pemilu 2019.\nKPU bekerja sama dengan BSSN untuk menjaga keamanan siber pemilu."
)
RECORD = {
    "id": "kabar-2020", "title": "KPU Hadapi 5 Ribu Serangan Siber", "published": "2020-09-22", "lang": "id",
    "outlet": "Kabar", "url": None, "text": TEXT.replace(" siber", "  siber\u00a0"),
}  # fmt: skip


def run(*args: str) -> tuple[list[dict[str, Any]], str]:
    out, err = StringIO(), StringIO()
    call_command("extract", *args, stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same report as corpus record, text and page, and a hidden file."""
    (tmp_path / "a.json").write_text(json.dumps(RECORD), "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    body = "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
    (tmp_path / "c.html").write_text(
        f"<html><head><title>KPU</title></head><body><article><h1>KPU Hadapi Serangan</h1>{body}"
        "</article></body></html>",
        "utf-8",
    )
    (tmp_path / ".hidden.json").write_text("nothing", "utf-8")
    return tmp_path


def test_every_form_of_a_report_gives_a_prediction(folder: Path) -> None:
    told, _ = run(str(folder))
    assert [record["id"] for record in told] == ["kabar-2020", "b", "c"]
    for record in told:
        assert record["relevant"] is True
        assert "pemilu-2019" in record["elections"]
        assert 5000 in [m["count"]["value"] for m in record["mentions"] if m["count"]]


def test_evidence_of_a_record_is_a_part_of_its_text_as_given(folder: Path) -> None:
    (told,), _ = run(str(folder / "a.json"))
    assert told["mentions"]
    for mention in told["mentions"]:
        assert RECORD["text"][mention["start"] : mention["end"]] == mention["evidence"]  # type: ignore[index]
        assert {"kind", "category", "status", "targets", "actors", "when"} <= mention.keys()
        assert mention["explanation"]


def test_json_lines_are_read_one_record_each(tmp_path: Path) -> None:
    lines = [json.dumps(RECORD), "", json.dumps({**RECORD, "id": None}), "{broken", '{"id": "x"}']
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("extract", str(path), stdout=out, stderr=err)
    assert refused.value.returncode == 1
    told = [json.loads(line)["id"] for line in out.getvalue().splitlines()]
    assert told == ["kabar-2020", "many-3"]
    assert "Line 4 is not JSON" in err.getvalue()
    assert 'JSON without a "text"' in err.getvalue()


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "d.txt").write_bytes(b"\x00\x01\x02binary")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="2 of 5 refused"):
        call_command("extract", str(folder), str(folder / "gone.txt"), stdout=out, stderr=err)
    assert len(out.getvalue().splitlines()) == 3
    assert "d.txt" in err.getvalue()
    assert "gone.txt: No such file or directory" in err.getvalue()


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no report"):
        run(str(tmp_path))


def test_people_read_what_was_found_and_why(folder: Path) -> None:
    out = StringIO()
    call_command("extract", "--format", "text", str(folder / "b.txt"), stdout=out)
    page = out.getvalue()
    assert "b: relevant" in page
    assert "attack/unspecified occurred" in page
    assert "count: about 5,000 attacks" in page
    assert "by: Arief Budiman" in page
    assert "because: " in page


def test_every_process_says_the_same_and_needs_neither_database_nor_broker(folder: Path) -> None:
    nowhere = {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": "of a test",
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }
    labelled = sorted((BASE / "benchmarks" / "labelled").glob("*.json"))[20:]
    command = [sys.executable, str(BASE / "manage.py"), "extract", "--format", "jsonl"]
    answers = [
        subprocess.run(
            # The order of a set is another in each process, unless it is told which.
            [*command, folder / "b.txt", *labelled], env={**os.environ, **nowhere, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, timeout=60, check=False,
        )
        for seed in ("2", "4")
    ]  # fmt: skip
    assert answers[0].returncode == 0, answers[0].stderr
    assert json.loads(answers[0].stdout.splitlines()[0])["relevant"] is True
    assert answers[0].stdout == answers[1].stdout
