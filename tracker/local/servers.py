"""PostgreSQL and Redis for one run: those the environment names, else servers of our own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

from .home import Home
from .postgres import Postgres
from .program import Program
from .redis_server import Redis


@dataclass(slots=True)
class Servers:
    """The addresses to use, and the programs that the run itself has to start for them."""

    addresses: dict[str, str] = field(default_factory=dict)
    programs: list[Program] = field(default_factory=list)


def given(name: str) -> bool:
    """Whether the environment names this server, itself or through a file."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def make_servers(
    home: Home, *, postgres_settings: Sequence[str] = (), always: bool = False
) -> Servers:
    """Find the programs and make the cluster where that is needed, or `always`; raises RunError."""
    servers = Servers()
    if always or not given("REDIS_URL"):
        redis = Redis(home)
        servers.addresses["REDIS_URL"] = redis.address
        servers.programs.append(redis.program())
    if always or not given("DATABASE_URL"):
        postgres = Postgres(home, settings=postgres_settings)
        postgres.make()
        servers.addresses["DATABASE_URL"] = postgres.address
        servers.programs.append(postgres.program())
    return servers
