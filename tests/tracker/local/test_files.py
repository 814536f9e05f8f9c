"""Small private files, and one run at a time."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tracker.local.errors import RunError
from tracker.local.files import kept_secret, write_private
from tracker.local.lock import only_one


def test_a_private_file_is_the_owners_alone_and_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "run.env"
    path.write_text("old", "utf-8")
    path.with_name("run.env.unfinished").write_text("from a start that was cut off", "utf-8")

    write_private(path, {"A": "1", "B": "x=y"})

    assert path.read_text("utf-8") == "A=1\nB=x=y\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["run.env"]


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "secret-key")
    assert len(first) >= 50
    assert kept_secret(tmp_path / "secret-key") == first
    assert kept_secret(tmp_path / "another") != first


def test_a_folder_is_free_again_after_a_run(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(RunError, match="Already running"), only_one(tmp_path):
        pytest.fail("two at once")
    with only_one(tmp_path):
        pass
