"""The supervisor on small programs: order, readiness, restarts, giving up, stopping, orphans."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.local.errors import FAILED_WHILE_RUNNING, RunError
from tracker.local.program import Program
from tracker.local.supervisor import Supervisor

SLEEP = "sleep 60"
DEAF = "trap '' TERM INT; while :; do sleep 1; done"


def shell(name: str, script: str, **more: Any) -> Program:
    """A program that is a shell script."""
    return Program(name=name, command=["/bin/sh", "-c", script], env={"PATH": os.defpath}, **more)


Make = Callable[..., Supervisor]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Supervisors that are stopped after the test."""
    made: list[Supervisor] = []

    def build(*programs: Program, say: Callable[[str], None] = lambda _line: None) -> Supervisor:
        made.append(Supervisor(programs, tmp_path, say))
        return made[-1]

    yield build
    for supervisor in made:
        supervisor.stop()


def until(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether `condition` came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended but was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_program_starts_only_after_those_it_needs(make: Make, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    first = shell("first", f"sleep 0.2; echo done > {mark}", once=True)
    second = shell("second", f"cat {mark}; {SLEEP}", after=["first"])

    supervisor = make(second, first)
    supervisor.start()

    assert until(lambda: "done" in supervisor.process("second").last_lines())


def test_a_step_that_fails_ends_the_start_with_what_it_printed(make: Make) -> None:
    supervisor = make(shell("step", "echo the reason; exit 3", once=True))
    with pytest.raises(RunError, match=r"step failed \(exit code 3\)[\s\S]*the reason"):
        supervisor.start()


def test_a_program_that_is_not_ready_in_time_ends_the_start(make: Make) -> None:
    supervisor = make(
        shell("slow", f"echo busy; {SLEEP}", ready=lambda _pid: False, ready_seconds=0.2)
    )
    with pytest.raises(RunError, match=r"slow is not ready[\s\S]*busy"):
        supervisor.start()


def test_a_program_that_cannot_be_found_ends_the_start(make: Make) -> None:
    absent = Program(name="absent", command=["/nowhere/server"], env={})
    with pytest.raises(RunError, match="absent cannot be started"):
        make(absent).start()


def test_a_killed_program_is_started_again_and_it_is_said(make: Make) -> None:
    said: list[str] = []
    supervisor = make(shell("web", SLEEP), say=said.append)
    supervisor.start()
    old = supervisor.process("web").pid

    os.kill(old, signal.SIGKILL)
    deadline = time.monotonic() + 5

    def still_the_old_one() -> bool:
        try:
            return supervisor.process("web").pid == old and time.monotonic() < deadline
        except KeyError:
            return True

    supervisor.keep(still_the_old_one)

    assert supervisor.process("web").pid != old
    assert said == ["web ended (SIGKILL); starting it again in 0.2 s"]


def test_what_a_dead_program_left_running_is_ended_before_its_restart(
    make: Make, tmp_path: Path
) -> None:
    left = tmp_path / "left"
    supervisor = make(shell("web", f"sleep 61 & echo $! > {left}; exec {SLEEP}"))
    supervisor.start()
    assert until(lambda: left.exists() and left.read_text("ascii").strip() != "")
    grandchild = int(left.read_text("ascii"))
    assert alive(grandchild)

    os.kill(supervisor.process("web").pid, signal.SIGKILL)
    supervisor.keep(lambda: alive(grandchild))

    assert not alive(grandchild)


def test_a_program_that_keeps_ending_ends_the_run(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.local.supervisor._BACK_OFF_SECONDS", (0.01, 0.01, 0.01))
    supervisor = make(shell("web", "echo no luck; sleep 0.1; exit 1"))
    with pytest.raises(RunError, match=r"web ended 4 times[\s\S]*no luck") as caught:
        supervisor.keep()
    assert caught.value.code == FAILED_WHILE_RUNNING


def test_what_never_came_up_is_given_up_early(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.local.supervisor._BACK_OFF_SECONDS", (0.01,) * 9)
    supervisor = make(shell("web", "exit 1", ready=lambda _pid: False))
    with pytest.raises(RunError, match="web ended 3 times"):
        supervisor.start()


def test_those_that_need_others_are_stopped_first(make: Make, tmp_path: Path) -> None:
    order = tmp_path / "order"

    def polite(name: str, **more: Any) -> Program:
        ready = tmp_path / f"{name}.ready"
        trap = f"trap 'echo {name} >> {order}; exit 0' TERM; touch {ready}"
        return shell(
            name, f"{trap}; while :; do sleep 0.02; done", ready=lambda _pid: ready.exists(), **more
        )

    supervisor = make(polite("database"), polite("web", after=["database"]))
    supervisor.start()
    supervisor.stop()

    assert order.read_text("ascii").split() == ["web", "database"]


def test_a_program_that_does_not_stop_is_killed_after_its_time(make: Make) -> None:
    supervisor = make(shell("deaf", f"{DEAF}", stop_seconds=0.3))
    supervisor.start()
    pid = supervisor.process("deaf").pid

    begun = time.monotonic()
    supervisor.stop()

    assert not alive(pid)
    assert 0.2 < time.monotonic() - begun < 3


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
def test_a_killed_supervisor_leaves_nothing_running(tmp_path: Path) -> None:
    script = f"""
import os, time
from pathlib import Path
from tracker.local.program import Process, Program
program = Program(name="orphan", command=["/bin/sleep", "60"], env={{}})
print(Process(program, Path({str(tmp_path / "log")!r})).pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    ) as starter:
        assert starter.stdout is not None
        orphan = int(starter.stdout.readline())
        assert alive(orphan)
        starter.kill()

    assert until(lambda: not alive(orphan))


def test_a_log_that_has_grown_large_becomes_the_old_one(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.local.program._LARGEST_LOG", 10)
    (tmp_path / "step.log").write_text("much that was told before\n", "utf-8")

    make(shell("step", "echo new", once=True)).start()

    assert (tmp_path / "step.log").read_text("utf-8") == "new\n"
    assert "told before" in (tmp_path / "step.log.1").read_text("utf-8")
