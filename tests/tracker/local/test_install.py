"""Installing packages: once, again after a cut, and told when it cannot be done."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tracker.local import install


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone without packages."""
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(install, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / "requirements.txt").write_text("", "utf-8")
    return tmp_path


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is run, without running pip."""
    real, seen = subprocess.run, list[str]()

    def run(command: Sequence[str], **more: Any) -> subprocess.CompletedProcess[Any]:
        words = [str(word) for word in command]
        if "install" in words:
            seen.append("pip")
            return subprocess.CompletedProcess(words, 0)
        if "venv" in words:
            seen.append("venv")
            words.append("--without-pip")
        return real(words, **more)

    monkeypatch.setattr(subprocess, "run", run)
    return seen


def test_the_second_time_nothing_is_installed(place: Path, calls: list[str]) -> None:
    assert install.main(place / "requirements.txt") == 0
    assert calls == ["venv", "pip"]
    assert install.main(place / "requirements.txt") == 0
    assert calls == ["venv", "pip"]


def test_other_requirements_are_installed(place: Path, calls: list[str]) -> None:
    install.main(place / "requirements.txt")
    (place / "requirements.txt").write_text("six==1.17.0\n", "utf-8")
    install.main(place / "requirements.txt")
    assert calls[-1] == "pip"
    assert calls.count("pip") == 2


def test_an_environment_that_was_not_finished_is_made_anew(place: Path, calls: list[str]) -> None:
    (place / ".venv" / "bin").mkdir(parents=True)
    (place / ".venv" / "bin" / "python").symlink_to(place / "gone")
    assert install.main(place / "requirements.txt") == 0
    assert calls == ["venv", "pip"]


def test_packages_that_cannot_be_installed_are_told_and_tried_again_next_time(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(command: Sequence[str], **_more: Any) -> subprocess.CompletedProcess[Any]:
        return subprocess.CompletedProcess(command, int("install" in command))

    monkeypatch.setattr(subprocess, "run", refuse)
    (place / ".venv").mkdir()
    assert install.main(place / "requirements.txt") == 2
    assert "could not be installed" in capsys.readouterr().err
    assert list((place / ".venv").iterdir()) == []
