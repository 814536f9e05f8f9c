"""Where the kernel does not end orphans, the watchdog does."""

from __future__ import annotations

import os
import signal

from tracker.local.watchdog import watch


def test_it_ends_what_was_started_and_had_not_ended() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"+11\n+12\n-11\n+13\n")
    os.close(writing)  # as the death of the supervisor does
    ended: list[tuple[int, signal.Signals]] = []

    watch(reading, lambda pid, number: ended.append((pid, number)), grace=0)

    assert sorted(ended) == sorted(
        (pid, number) for pid in (12, 13) for number in (signal.SIGTERM, signal.SIGKILL)
    )


def test_it_has_nothing_to_do_after_an_orderly_stop() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"+11\n-11\n")
    os.close(writing)
    ended: list[int] = []

    watch(reading, lambda pid, _number: ended.append(pid), grace=60)

    assert ended == []
