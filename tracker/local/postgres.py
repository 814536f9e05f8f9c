"""A PostgreSQL cluster of our own: made once, reached through a socket in a closed folder."""

from __future__ import annotations

import locale
import os
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from . import binaries
from .copies import reachable
from .errors import RunError
from .home import Home
from .program import Program

DATABASE = "siaga"
_ENV = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
# Safety of the data stays as it is; tests on data they throw away may pass THROW_AWAY.
_SETTINGS = ("listen_addresses=", "max_connections=60", "shared_buffers=128MB", "jit=off")
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Postgres:
    """One cluster in `home`; `address` is its DATABASE_URL."""

    def __init__(self, home: Home, *, settings: Sequence[str] = ()) -> None:
        self._account = home.account
        self._data = home.servers / "postgres"
        self._sockets = home.sockets
        self._settings = (*_SETTINGS, *settings)
        server = binaries.postgres(_made_by(self._data))
        self._label = f"PostgreSQL ({server.label})"
        self._version = server.version
        self._program = reachable(server, home)

    @property
    def address(self) -> str:
        """For DATABASE_URL."""
        return f"postgres://{DATABASE}@/{DATABASE}?host={quote(str(self._sockets), safe='/')}"

    def make(self) -> None:
        """Make the cluster unless it is there; one that was not finished is begun anew."""
        if self._data.exists():
            return
        unfinished = self._data.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        made = self._account.run(
            [
                str(self._program.with_name("initdb")),
                f"--pgdata={unfinished}",
                f"--username={DATABASE}",
                # Who may connect is decided by the folder of the socket, closed to all others.
                "--auth=trust",
                "--encoding=UTF8",
                *_locale_of(self._version),
                "--no-sync",
            ],
            _ENV,
        )
        if made.returncode == 0:
            # Alone on the cluster, before anybody can connect, so that it is never found without.
            made = self._account.run(
                [str(self._program), "--single", f"-D{unfinished}", "postgres"],
                _ENV,
                told=f"CREATE DATABASE {DATABASE}",
            )
        if made.returncode != 0:
            raise RunError(f"The database could not be made:\n{made.stderr[-2000:]}")
        unfinished.rename(self._data)

    def program(self) -> Program:
        """For the supervisor."""
        return Program(
            name="postgres",
            label=self._label,
            command=[
                str(self._program),
                f"-D{self._data}",
                f"-k{self._sockets}",
                *(part for setting in self._settings for part in ("-c", setting)),
            ],
            env=_ENV,
            account=self._account,
            ready=self._accepts,
            stop_signal=signal.SIGINT,  # fast: open transactions are rolled back
            stop_seconds=3,
            orphan_signal=signal.SIGINT,
        )

    def _accepts(self, pid: int) -> bool:
        """The server's own note of its state, which is what pg_ctl waits for too."""
        try:
            lines = (self._data / "postmaster.pid").read_text("utf-8").splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"


def _made_by(data: Path) -> int | None:
    try:
        return int((data / "PG_VERSION").read_text("utf-8"))
    except FileNotFoundError:
        return None


def _locale_of(version: int) -> list[str]:
    """Letters by Unicode where the machine offers it, order by code point everywhere."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        letters = locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        letters = "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if version >= 17 else []
    return ["--locale=C", f"--lc-ctype={letters}", *builtin]
