"""What stops a run, with the cure in its words and an exit code for scripts."""

from __future__ import annotations

CANNOT_START = 2
FAILED_WHILE_RUNNING = 1
INTERRUPTED = 130


class RunError(Exception):
    """A run cannot start or go on; the text says what is wrong and what to do about it."""

    def __init__(self, message: str, *, code: int = CANNOT_START) -> None:
        super().__init__(message)
        self.code = code
