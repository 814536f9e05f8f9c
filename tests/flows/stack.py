"""The whole product as real processes on servers of its own, for tests that may kill any of them."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg2

from tracker.local.home import BASE, settle
from tracker.local.servers import make_servers
from tracker.local.supervisor import Supervisor
from tracker.local.topology import Site, beat, preparations, web, worker

# Without fsync a killed server loses nothing, only a machine that loses power does.
_FASTER = ("fsync=off", "full_page_writes=off")
_SERVERS = ("DATABASE_URL", "REDIS_URL")


class Stack:
    """PostgreSQL, Redis, web, worker and timetable in one folder, killed and restarted at will."""

    def __init__(
        self, *, processes: int = 2, postgres: Sequence[str] = _FASTER, **variables: str
    ) -> None:
        """`processes` of the worker, settings of the database server, variables of the environment."""
        var = Path(tempfile.mkdtemp(prefix="siaga-test-"))
        var.chmod(0o711)  # pytest's own folders are closed to the servers' user
        self.site = Site(bind="127.0.0.1", port=free_port())
        self.home = settle(var)
        servers = make_servers(self.home, postgres_settings=postgres, always=True)
        self.env = {
            **{name: value for name, value in os.environ.items() if name not in _SERVERS},
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SITE_URL": self.site.url,
            "SIAGA_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            **variables,
            **servers.addresses,
        }
        self.log = var / "log"
        self.log.mkdir(exist_ok=True)
        self._supervisor = Supervisor(
            [
                *servers.programs,
                *preparations(self.env, [program.name for program in servers.programs]),
                web(self.env, self.site),
                worker(self.env, processes=processes),
                beat(self.env, var),
            ],
            self.log,
            say=lambda _line: None,
        )

    def start(self) -> None:
        """Return when every program is ready; raises RunError with the log of the one that is not."""
        self._supervisor.start()

    def until(self, condition: Callable[[], bool], *, seconds: float = 30.0) -> None:
        """Wait for `condition`, restarting meanwhile what has died; fails after `seconds`."""
        deadline = time.monotonic() + seconds
        met = False

        def not_yet() -> bool:
            nonlocal met
            met = condition()
            return not met and time.monotonic() < deadline

        self._supervisor.keep(not_yet)
        assert met, f"not within {seconds:g} s; the logs are in {self.log}"

    def kill(self, name: str) -> int:
        """`kill -9` of web, worker, beat, postgres or redis; the next `until` restarts it."""
        pid = self.pid(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def pid(self, name: str) -> int:
        """The process id that the program has at present."""
        return self._supervisor.process(name).pid

    def until_restarted(self, name: str, old: int, *, seconds: float = 20.0) -> None:
        """Wait until a killed program is up again as another process than `old`."""

        def another() -> bool:
            try:
                process = self._supervisor.process(name)
            except KeyError:  # between its death and its restart
                return False
            return process.pid != old and process.is_ready()

        self.until(another, seconds=seconds)

    def manage(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run `manage.py` in the stack's environment to its end."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=BASE,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def manage_in_background(self, *words: str) -> subprocess.Popen[bytes]:
        """Start `manage.py` and return while it runs."""
        with (self.log / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "manage.py", *words],
                cwd=BASE,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """What the database holds, asked past the product."""
        connection = psycopg2.connect(self.env["DATABASE_URL"])
        try:
            with connection.cursor() as cursor:
                cursor.execute(query, parameters)
                return cursor.fetchall()
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Status and text of a page of the running site."""
        request = urllib.request.Request(self.site.url + path, headers=headers)  # noqa: S310 - ours
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - ours
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def get_json(self, path: str, **headers: str) -> object:
        """The parsed answer of the API."""
        status, text = self.get(path, **headers)
        assert status == 200, f"{path}: {status} {text[:500]}"
        return json.loads(text)

    def password(self, name: str) -> str:
        """Of `admin`, `analyst` or `editor`."""
        lines = self.home.passwords.read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)[name]

    def stop(self) -> None:
        """Stop every process and remove the data."""
        self._supervisor.stop()
        shutil.rmtree(self.home.servers, ignore_errors=True)
        shutil.rmtree(self.home.var, ignore_errors=True)


def free_port() -> int:
    """A port of this machine that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
