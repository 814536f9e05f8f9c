"""Ends the run's processes when the supervisor is killed, where the kernel does not (not Linux)."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from .program import end_group

_GRACE_SECONDS = 3.0


class Watchdog:
    """A forked process at the other end of a pipe: the supervisor's death closes it, by any signal."""

    def __init__(self) -> None:
        reading, self._writing = os.pipe()
        if os.fork() == 0:
            os.setsid()
            os.close(self._writing)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            watch(reading, end_group)
            os._exit(0)
        os.close(reading)

    def tell(self, word: str, pid: int) -> None:
        """`+` when a group was started, `-` when it has ended."""
        os.write(self._writing, f"{word}{pid}\n".encode())

    def close(self) -> None:
        """Let it go; it ends whatever it was told of and not told the end of."""
        os.close(self._writing)


def watch(
    reading: int, end: Callable[[int, signal.Signals], None], *, grace: float = _GRACE_SECONDS
) -> None:
    """Read of groups until the other end closes, then `end` those left: asked first, then killed."""
    groups: set[int] = set()
    with os.fdopen(reading) as lines:
        for line in lines:
            pid = int(line[1:])
            groups.add(pid) if line[0] == "+" else groups.discard(pid)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in groups:
            end(pid, number)
        if groups and number is signal.SIGTERM:
            time.sleep(grace)
