"""Servers lent to one command and thrown away with their data: for tests and checks."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .home import BASE, settle
from .postgres import THROW_AWAY
from .servers import make_servers
from .supervisor import Supervisor


def run_with_servers(command: list[str]) -> int:
    """Run `command` with DATABASE_URL and REDIS_URL set; its exit code."""
    with borrowed_servers() as (supervisor, env):
        running = subprocess.Popen(command, env=env, cwd=BASE)
        try:
            supervisor.keep(lambda: running.poll() is None)
        finally:
            running.terminate()
            code = running.wait()
    return code


@contextmanager
def borrowed_servers() -> Iterator[tuple[Supervisor, dict[str, str]]]:
    """Servers that are not given by the environment, ready; with the environment to use them."""
    var = Path(tempfile.mkdtemp(prefix="siaga-test-"))
    var.chmod(0o711)  # the servers' user passes through
    home = settle(var)
    try:
        servers = make_servers(home, postgres_settings=THROW_AWAY)
        supervisor = Supervisor(servers.programs, var, say=lambda _line: None)
        env = {"SECRET_KEY": secrets.token_urlsafe(50), **os.environ, **servers.addresses}
        # Importing this package has set it; pytest and manage.py have settings of their own.
        env.pop("DJANGO_SETTINGS_MODULE", None)
        try:
            supervisor.start()
            yield supervisor, env
        finally:
            supervisor.stop()
    finally:
        shutil.rmtree(home.servers, ignore_errors=True)
        shutil.rmtree(var, ignore_errors=True)
