"""One run at a time in one folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import RunError


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold `var` for this process; raises RunError while another holds it."""
    with (var / "lock").open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise RunError(
                f"Already running from {var} (process {file.read().strip() or 'unknown'}). "
                "Stop that run first, or give this one a folder of its own in SIAGA_VAR."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
