"""The programs of a run beside the servers: what each needs first, and how it is started."""

from __future__ import annotations

import http.client
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .program import Program


@dataclass(frozen=True, slots=True)
class Site:
    """Where the pages are served."""

    bind: str
    port: int

    @property
    def url(self) -> str:
        """For people on this machine."""
        return f"http://localhost:{self.port}"


def preparations(env: Mapping[str, str], servers: Sequence[str]) -> list[Program]:
    """What is done once a start; `servers` must be ready before the tables are touched."""

    def step(name: str, after: Sequence[str], label: str) -> Program:
        command = [sys.executable, "-m", "tracker.local.prepare", name]
        return Program(
            name=name,
            command=command,
            env=env,
            after=after,
            once=True,
            label=label,
            ready_seconds=3600,  # a migration may have much data to go through
        )

    return [
        step("static", [], "Static files"),
        step("schema", servers, "Tables and accounts"),
        step("records", ["web", "schema"], "Reference data and starter records"),
    ]


def web(env: Mapping[str, str], site: Site) -> Program:
    """gunicorn with threads: one machine, no proxy before it that would shield slow readers.

    It loads while the tables are made; nobody is told the address before both are ready.
    """
    options = {
        "bind": f"[{site.bind}]:{site.port}" if ":" in site.bind else f"{site.bind}:{site.port}",
        "worker-class": "gthread",
        "workers": "2",
        "threads": "4",
        "timeout": "60",
        "graceful-timeout": "2",
    }
    return Program(
        name="web",
        label="Web",
        command=[
            *(sys.executable, "-m", "gunicorn", "tracker.wsgi", "--preload", "--no-control-socket"),
            *(f"--{name}={value}" for name, value in options.items()),
        ],
        env=env,
        after=["static"],
        ready=answers(site),
        stop_seconds=2.5,
    )


def worker(
    env: Mapping[str, str], *, after: Sequence[str] = ("web", "schema"), processes: int = 2
) -> Program:
    """One Celery worker for all stages, an article at a time in each of its processes."""
    return Program(
        name="worker",
        label="Worker",
        command=_celery(
            *("worker", "-Q", "poll,fetch,extract", "-c", str(processes), "-l", "INFO"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ),
        env=env,
        after=after,
        stop_seconds=4,  # its work is safe in rows, so a task may be cut off
    )


def beat(env: Mapping[str, str], var: Path, *, after: Sequence[str] = ("web", "schema")) -> Program:
    """The timetable."""
    return Program(
        name="beat",
        label="Timetable",
        command=_celery("beat", "-l", "INFO", "-s", str(var / "beat"), "--pidfile="),
        env=env,
        after=after,
        stop_seconds=2,
    )


def _celery(*words: str) -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "tracker", *words]


def answers(site: Site) -> Callable[[int], bool]:
    anywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only compared with
    host = anywhere.get(site.bind, site.bind)

    def answer(_pid: int) -> bool:
        with closing(http.client.HTTPConnection(host, site.port, timeout=2)) as connection:
            try:
                connection.request("GET", "/healthz", headers={"Host": f"localhost:{site.port}"})
                return connection.getresponse().status < 500
            except (OSError, http.client.HTTPException):
                return False

    return answer


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
