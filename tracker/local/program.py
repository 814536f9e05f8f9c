"""What the supervisor is told about a program, and the running process of one."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from .account import Account
from .home import BASE

_PR_SET_PDEATHSIG = 1
_LARGEST_LOG = 10 * 1024 * 1024
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program of the run: how to start it, when it is ready, how to stop it."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    label: str = ""
    account: Account = field(default_factory=lambda: Account(name=""))
    after: Sequence[str] = ()  # names of programs that must be ready first
    once: bool = False  # runs to its end; an exit with 0 is its success
    ready: Callable[[int], bool] = lambda pid: pid > 0
    ready_seconds: float = 60
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 5
    orphan_signal: signal.Signals = signal.SIGKILL  # what the system sends when the starter dies


class Process:
    """A program that was started, in a process group of its own so that all of it can be ended."""

    def __init__(self, program: Program, log: Path) -> None:
        self.program = program
        self.log = log
        with _opened(log) as output:
            self._log_start = output.tell()
            self._popen = subprocess.Popen(
                program.command,
                env=program.env,
                cwd="/" if program.account.uid is not None else BASE,
                user=program.account.uid,
                group=program.account.gid,
                extra_groups=[] if program.account.uid is not None else None,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                process_group=0,
                # Called after the change of user, which would clear the setting.
                preexec_fn=_die_with_starter(program.orphan_signal),
            )

    @property
    def pid(self) -> int:
        """The process id, which is also that of its group."""
        return self._popen.pid

    def exit_code(self) -> int | None:
        """None while it runs; negative: the signal that ended it."""
        return self._popen.poll()

    def is_ready(self) -> bool:
        """Whether it answers as it should."""
        return self.program.ready(self.pid)

    def ask_to_stop(self) -> None:
        """Send the signal on which it ends in good order."""
        if self.exit_code() is None:
            self._popen.send_signal(self.program.stop_signal)

    def kill(self) -> None:
        """End it and what it started at once, and wait for its end."""
        end_group(self.pid, signal.SIGKILL)
        self._popen.wait()

    def last_lines(self, count: int = 15) -> str:
        """The end of what it printed since this start."""
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            return b"\n".join(log.read()[-8192:].splitlines()[-count:]).decode(errors="replace")


def end_group(pid: int, number: signal.Signals) -> None:
    """Signal a whole process group; one that is gone is fine."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        # macOS answers PermissionError for a group of ended processes not yet waited for.
        return


def die_with_parent() -> None:
    """On Linux: end in good order when the process that started this one is killed."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _opened(log: Path) -> BinaryIO:
    """The log for appending; one that has grown large becomes the old one."""
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    output = log.open("ab")
    output.seek(0, os.SEEK_END)
    return output


def _die_with_starter(number: signal.Signals) -> Callable[[], None] | None:
    """On Linux: have the kernel signal the child when its starter dies, even of SIGKILL."""
    if _libc is None:
        return None
    libc, starter = _libc, os.getpid()

    def arrange() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, number)
        if os.getppid() != starter:  # it died between fork and prctl
            os.kill(os.getpid(), signal.SIGKILL)

    return arrange
