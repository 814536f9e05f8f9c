"""Starts programs in the order they need each other, keeps them running, stops them all."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from types import FrameType

from .errors import FAILED_WHILE_RUNNING, RunError
from .program import Process, Program
from .watchdog import Watchdog

_TICK_SECONDS = 0.03
_BACK_OFF_SECONDS = (0.2, 1.0, 2.0, 4.0, 8.0)
_DEATHS_WITHIN_SECONDS = 60.0
# What never came up will hardly do so now: it is tried again for a port or a lock given back late.
_DEATHS_BEFORE_READY = 2


class State(Enum):
    """Where a program stands."""

    WAITING = auto()
    STARTING = auto()
    READY = auto()
    DONE = auto()


_UP = {State.READY, State.DONE}


@dataclass(slots=True)
class _Kept:
    """A program with its present process and its recent deaths."""

    program: Program
    state: State = State.WAITING
    process: Process | None = None
    not_before: float = 0.0
    started: float = 0.0
    was_ready: bool = False
    deaths: list[float] = field(default_factory=list)


class Supervisor:
    """Runs `programs`; a log file each in `log`; `say` gets one line a step."""

    def __init__(self, programs: Sequence[Program], log: Path, say: Callable[[str], None]) -> None:
        self._kept = {program.name: _Kept(program) for program in programs}
        self._log = log
        self._say = say
        self._stop_asked = 0
        self._watchdog = None if sys.platform == "linux" else Watchdog()

    @property
    def goes_on(self) -> bool:
        """False once a stop was asked for."""
        return not self._stop_asked

    def start(self, *until: str) -> None:
        """Return when `until` (or everything) is ready, or a stop was asked; raises RunError."""
        awaited = [self._kept[name] for name in until or self._kept]
        self.keep(lambda: not all(kept.state in _UP for kept in awaited))

    def keep(self, condition: Callable[[], bool] = lambda: True) -> None:
        """Start and restart while `condition` holds and no stop is asked for; raises RunError."""
        while self.goes_on and condition():
            for kept in self._kept.values():
                self._attend(kept)
            time.sleep(_TICK_SECONDS)

    def stop_on(self, *signals: signal.Signals) -> None:
        """Stop on these signals; the second one kills instead of asking."""
        for number in signals:
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop_asked += 1

    def stop(self) -> None:
        """Stop everything, those that need others first; each within its time, then by force."""
        while running := [kept for kept in self._kept.values() if kept.process]:
            needed = {name for kept in running for name in kept.program.after}
            self._stop_these([kept for kept in running if kept.program.name not in needed])
        if self._watchdog:
            self._watchdog.close()

    def process(self, name: str) -> Process:
        """The present process of a program; KeyError when there is none."""
        process = self._kept[name].process
        if process is None:
            raise KeyError(name)
        return process

    def _attend(self, kept: _Kept) -> None:
        """One look at one program: start it, note that it is ready, or that it has died."""
        if kept.state is State.WAITING:
            if time.monotonic() >= kept.not_before and self._may_start(kept.program):
                self._launch(kept)
        elif kept.process and kept.process.exit_code() is not None:
            self._ended(kept, kept.process)
        elif kept.state is State.STARTING and kept.process:
            self._look_if_ready(kept, kept.process)

    def _may_start(self, program: Program) -> bool:
        return all(self._kept[name].state in _UP for name in program.after)

    def _launch(self, kept: _Kept) -> None:
        name = kept.program.name
        try:
            kept.process = Process(kept.program, self._log / f"{name}.log")
        except OSError as error:
            raise RunError(f"{name} cannot be started: {error}") from error
        kept.started, kept.state = time.monotonic(), State.STARTING
        if self._watchdog:
            self._watchdog.tell("+", kept.process.pid)

    def _look_if_ready(self, kept: _Kept, process: Process) -> None:
        seconds = time.monotonic() - kept.started
        if not kept.program.once and process.is_ready():
            self._note(kept, State.READY)
        elif seconds > kept.program.ready_seconds:
            raise RunError(
                f"{kept.program.name} is not ready after {seconds:.0f} s.\n{_told(process)}"
            )

    def _ended(self, kept: _Kept, process: Process) -> None:
        code = process.exit_code()
        self._forget(kept)
        if kept.program.once:
            if code != 0:
                raise RunError(f"{kept.program.name} failed ({_how(code)}).\n{_told(process)}")
            self._note(kept, State.DONE)
            return
        now = time.monotonic()
        kept.deaths = [at for at in kept.deaths if now - at < _DEATHS_WITHIN_SECONDS] + [now]
        if len(kept.deaths) > (len(_BACK_OFF_SECONDS) if kept.was_ready else _DEATHS_BEFORE_READY):
            raise RunError(
                f"{kept.program.name} ended {len(kept.deaths)} times within a minute, the last "
                f"time with {_how(code)}; giving up.\n{_told(process)}",
                code=FAILED_WHILE_RUNNING,
            )
        pause = _BACK_OFF_SECONDS[len(kept.deaths) - 1]
        self._say(f"{kept.program.name} ended ({_how(code)}); starting it again in {pause:g} s")
        kept.state, kept.not_before = State.WAITING, now + pause

    def _note(self, kept: _Kept, state: State) -> None:
        kept.state = state
        if kept.program.label and not kept.was_ready:
            self._say(f"{kept.program.label}: {time.monotonic() - kept.started:.1f} s")
        kept.was_ready = True

    def _forget(self, kept: _Kept) -> None:
        """End what is left of a dead program's group, so that nothing of it holds port or files."""
        if kept.process:
            kept.process.kill()
            if self._watchdog:
                self._watchdog.tell("-", kept.process.pid)
        kept.process = None

    def _stop_these(self, kept_list: list[_Kept]) -> None:
        begun, asked = time.monotonic(), self._stop_asked
        for kept in kept_list:
            if kept.process:
                kept.process.ask_to_stop()
        left = list(kept_list)
        while left:
            hurry = self._stop_asked > max(asked, 1)
            for kept in list(left):
                over = time.monotonic() - begun > kept.program.stop_seconds
                if kept.process is None or kept.process.exit_code() is not None or over or hurry:
                    with suppress(ProcessLookupError):
                        self._forget(kept)
                    left.remove(kept)
            time.sleep(_TICK_SECONDS)


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"


def _told(process: Process) -> str:
    return f"--- the end of {process.log}\n{process.last_lines()}"
