"""Real starts of the one-command mode, each in a folder of its own that is gone afterwards."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.stack import free_port
from tracker.local.home import BASE

_NOT_INHERITED = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SITE_URL", "MAKELEVEL"}


def clean_env(**more: str) -> dict[str, str]:
    """The environment of a person who has set nothing."""
    env = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return {**env, **more}


class Run:
    """One `python -m tracker.local up`, as `make run` calls it."""

    def __init__(self, var: Path, port: int) -> None:
        self.var, self.port = var, port
        self._output = var.with_suffix(".output")
        with self._output.open("wb") as output:
            self.popen = subprocess.Popen(
                [sys.executable, "-m", "tracker.local", "up"],
                cwd=BASE,
                env=clean_env(SIAGA_VAR=str(var), PORT=str(port)),
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def output(self) -> str:
        """What it has printed so far."""
        return self._output.read_text("utf-8")

    def until_said(self, pattern: str, seconds: float = 180.0) -> re.Match[str]:
        """Wait until it prints `pattern`; fails when it ends or takes too long."""
        deadline = time.monotonic() + seconds
        while not (found := re.search(pattern, self.output)):
            assert self.popen.poll() is None, self.output
            assert time.monotonic() < deadline, self.output
            time.sleep(0.05)
        return found

    def processes(self) -> list[int]:
        """The processes whose command line or environment names the run's folder."""
        return [pid for pid in _pids() if _belongs(pid, os.fsencode(self.var))]

    def until_nothing_runs(self, seconds: float) -> bool:
        """Whether no process of the run is left in time."""
        deadline = time.monotonic() + seconds
        while self.processes():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def end(self) -> None:
        """Stop it, gently where it can still hear."""
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
            self.popen.wait(timeout=15)


def _pids() -> Iterator[int]:
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            yield int(path.name)


def _belongs(pid: int, name: bytes) -> bool:
    try:
        where = Path(f"/proc/{pid}")
        return name in (where / "cmdline").read_bytes() or name in (where / "environ").read_bytes()
    except OSError:
        return False


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that the servers' user may pass through, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="siaga-test-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def port() -> int:
    """A port for the runs of one test module."""
    return free_port()
