"""`make run`: everything started in order, said aloud, kept running, stopped together."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Mapping
from pathlib import Path

from .errors import RunError
from .files import kept_secret, write_private
from .home import Home, settle, var_folder
from .lock import only_one
from .program import die_with_parent
from .servers import Servers, make_servers
from .supervisor import Supervisor
from .topology import STOP_SIGNALS, Site, beat, preparations, web, worker

_SHARED = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SITE_URL")


def up() -> None:
    """Run until asked to stop; raises RunError when it cannot start or cannot go on."""
    begun = time.monotonic()
    if os.environ.get("MAKELEVEL"):
        die_with_parent()
    var = var_folder()
    with only_one(var):
        site = _site()
        _refuse_busy(site)
        print("Siaga is starting. Ctrl-C stops it; the logs are in", var / "log", flush=True)
        home = settle(var)
        home.log.mkdir(exist_ok=True)
        servers = make_servers(home)
        env = environment(home, servers, site)
        write_private(home.run_env, {name: env[name] for name in _SHARED if name in env})
        try:
            _run(home, servers, site, env, begun)
        finally:
            home.run_env.unlink(missing_ok=True)
            if not home.sockets.is_relative_to(home.servers):
                shutil.rmtree(home.sockets, ignore_errors=True)


def environment(home: Home, servers: Servers, site: Site) -> dict[str, str]:
    """The environment of every program of ours: the starter's, completed."""
    env = {"SITE_URL": site.url, "SIAGA_VAR": str(home.var), **os.environ, **servers.addresses}
    if not env.get("SECRET_KEY") and not env.get("SECRET_KEY_FILE"):
        env["SECRET_KEY"] = kept_secret(home.var / "secret-key")
    env["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    env["PYTHONUNBUFFERED"] = "1"
    return env


def _run(home: Home, servers: Servers, site: Site, env: Mapping[str, str], begun: float) -> None:
    def say(line: str) -> None:
        print("  ", line, flush=True)

    supervisor = Supervisor(
        [
            *servers.programs,
            *preparations(env, [program.name for program in servers.programs]),
            web(env, site),
            worker(env),
            beat(env, home.var),
        ],
        home.log,
        say,
    )
    supervisor.stop_on(*STOP_SIGNALS)
    try:
        supervisor.start("web", "schema")
        if supervisor.goes_on:
            _welcome(site, home.passwords, time.monotonic() - begun)
        supervisor.keep()
        print("Stopping.", flush=True)
    finally:
        supervisor.stop()
    print("Stopped.", flush=True)


def _welcome(site: Site, passwords: Path, seconds: float) -> None:
    print(f"\nSiaga answers after {seconds:.1f} s at {site.url}/")
    print(f"Log in at {site.url}/accounts/login/ as")
    if passwords.exists():
        for line in passwords.read_text("utf-8").splitlines():
            name, _, password = line.partition("=")
            print(f"    {name:8} password {password}")
        print(
            f"(made on the first start, kept in {passwords}; change them under Account)\n",
            flush=True,
        )
    else:
        print(
            "    the people you made (manage.py changepassword NAME sets a new password)\n",
            flush=True,
        )


def _site() -> Site:
    bind, port = os.environ.get("BIND") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise RunError(f"PORT={port}: expected a number from 1 to 65535.")
    return Site(bind=bind, port=int(port))


def _refuse_busy(site: Site) -> None:
    """Raises RunError unless the address can be bound, before anything is started."""
    family = socket.AF_INET6 if ":" in site.bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((site.bind, site.port))
        except OSError as error:
            raise RunError(
                f"Cannot serve on {site.bind}, port {site.port}: {error.strerror}. "
                f"Stop what uses it or choose another: make run PORT={site.port + 1}"
            ) from error
