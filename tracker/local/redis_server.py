"""A Redis server of our own: a write is the system's before it is answered, the disk's within a second."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Sequence
from contextlib import closing

from . import binaries
from .copies import reachable
from .home import Home
from .program import Program


class Redis:
    """One server in `home`; `address` is its REDIS_URL."""

    def __init__(self, home: Home, *, settings: Sequence[str] = ()) -> None:
        server = binaries.redis()
        self._account = home.account
        self._label = f"Redis ({server.label})"
        self._program = reachable(server, home)
        # An older server cannot read the files of a newer one.
        self._data = home.account.owns_new(home.servers / f"redis-{server.version}")
        self._socket = home.sockets / "redis.sock"
        self._settings = tuple(settings)

    @property
    def address(self) -> str:
        """For REDIS_URL."""
        return f"unix://{self._socket}"

    def program(self) -> Program:
        """For the supervisor."""
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._data),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "daemonize": "no",
        }
        return Program(
            name="redis",
            label=self._label,
            command=[
                str(self._program),
                *(part for name, value in options.items() for part in (f"--{name}", value)),
                *self._settings,
            ],
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            account=self._account,
            ready=self._answers,
            stop_signal=signal.SIGTERM,
            stop_seconds=3,
            orphan_signal=signal.SIGTERM,
        )

    def _answers(self, _pid: int) -> bool:
        with closing(socket.socket(socket.AF_UNIX)) as connection:
            connection.settimeout(0.5)
            try:
                connection.connect(str(self._socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False
