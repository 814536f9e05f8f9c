"""`make run` from its first start to its last stop, with a kill -9 between."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.stack import free_port
from tests.tracker.local.conftest import Run, clean_env
from tracker.local.home import BASE

pytestmark = [
    pytest.mark.flow,
    pytest.mark.xdist_group("starts"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
]


@pytest.fixture(scope="module")
def first(folder: Path, port: int) -> Iterator[Run]:
    """The first start, up to the answering site."""
    run = Run(folder / "var", port)
    try:
        run.until_said("Siaga answers")
        yield run
    finally:
        run.end()


def refused(**env: str) -> subprocess.CompletedProcess[str]:
    """A start that should refuse at once."""
    return subprocess.run(
        [sys.executable, "-m", "tracker.local", "up"],
        cwd=BASE,
        env=clean_env(**env),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_it_says_where_it_answers(first: Run) -> None:
    said = first.until_said(r"Siaga answers after [\d.]+ s at http://localhost:(\d+)/")
    assert int(said[1]) == first.port
    with urllib.request.urlopen(f"http://127.0.0.1:{first.port}/healthz", timeout=10) as page:
        assert page.status == 200


def test_it_says_how_to_log_in_and_keeps_that_from_others(first: Run) -> None:
    kept = first.var / "passwords.txt"
    passwords = dict(line.split("=") for line in kept.read_text("utf-8").splitlines())
    assert set(passwords) == {"admin", "analyst", "editor"}
    assert len(set(passwords.values())) == 3
    for name, password in passwords.items():
        first.until_said(rf"{name} +password {password}")
    for secret in ("passwords.txt", "secret-key", "run.env"):
        assert stat.S_IMODE((first.var / secret).stat().st_mode) == 0o600


def test_a_second_run_in_the_same_folder_is_refused(first: Run) -> None:
    second = refused(SIAGA_VAR=str(first.var), PORT=str(free_port()))
    assert second.returncode == 2
    assert f"process {first.popen.pid}" in second.stderr


def test_a_busy_port_is_told_before_anything_is_started(first: Run, folder: Path) -> None:
    other = refused(SIAGA_VAR=str(folder / "other"), PORT=str(first.port))
    assert other.returncode == 2
    assert f"make run PORT={first.port + 1}" in other.stderr
    assert not (folder / "other" / "servers").exists()


def test_a_port_that_is_none_is_told(folder: Path) -> None:
    other = refused(SIAGA_VAR=str(folder / "other"), PORT="eighty")
    assert other.returncode == 2
    assert "PORT=eighty" in other.stderr


def test_commands_in_another_terminal_find_the_servers(first: Run) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--database", "default"],
        cwd=BASE,
        env=clean_env(SIAGA_VAR=str(first.var)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_killed_child_is_started_again_aloud(first: Run) -> None:
    first.until_said("Worker: ")
    for pid in first.processes():
        if b"celery\0-A\0tracker\0worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)
            break
    first.until_said(r"worker ended \(SIGKILL\); starting it again")


def test_a_killed_supervisor_leaves_no_orphans_and_loses_no_data(
    first: Run, folder: Path, port: int
) -> None:
    before = (first.var / "passwords.txt").read_text("utf-8")
    first.popen.kill()
    first.popen.wait()
    assert first.until_nothing_runs(seconds=8), first.processes()

    again = Run(folder / "var", port)
    try:
        again.until_said("Siaga answers")
        assert (first.var / "passwords.txt").read_text("utf-8") == before
        assert "made" not in again.output.split("Siaga answers")[0]

        begun = time.monotonic()
        again.popen.send_signal(signal.SIGTERM)
        assert again.popen.wait(timeout=15) == 0
        assert time.monotonic() - begun < 10
        assert again.processes() == []
        assert "Stopped." in again.output
        assert not (again.var / "run.env").exists()
    finally:
        again.end()
