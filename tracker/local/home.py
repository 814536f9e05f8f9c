"""Where one installation keeps its files, its server data and its sockets on this machine."""

from __future__ import annotations

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .account import Account, server_account
from .errors import RunError

BASE = Path(__file__).resolve().parents[2]
# A socket's address holds about 107 bytes; ".s.PGSQL.5432" and a slash must fit behind the folder.
_LONGEST_SOCKET_FOLDER = 90
_SYSTEM_HOMES = Path("/var/lib")


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one installation; `servers` and `sockets` belong to `account`."""

    var: Path
    servers: Path
    sockets: Path
    account: Account

    @property
    def run_env(self) -> Path:
        """Where other terminals find the running servers (`tracker.env.use_running`)."""
        return self.var / "run.env"

    @property
    def log(self) -> Path:
        """One log file a process."""
        return self.var / "log"

    @property
    def passwords(self) -> Path:
        """The passwords of the accounts that the first start made."""
        return self.var / "passwords.txt"


def var_folder() -> Path:
    """The folder for everything that is made while running; `SIAGA_VAR` moves it."""
    var = Path(os.environ.get("SIAGA_VAR") or BASE / "var").absolute()
    try:
        var.mkdir(parents=True, exist_ok=True)
        # Root's servers, run by another user, must pass through; nobody needs to list it.
        var.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise RunError(
            f"{var}: {error.strerror}. It must belong to whoever starts the run; "
            "SIAGA_VAR names another folder."
        ) from error
    return var


def settle(var: Path) -> Home:
    """Find or make the servers' folder: `var/servers`, which may be a link to one outside the clone.

    Where the clone lies in a folder that only root may enter, the data goes to /var/lib.
    """
    place = var / "servers"
    if place.is_symlink() and not place.exists():
        place.unlink()
    account = server_account(
        place if place.exists() else None, os.environ.get("SIAGA_SERVER_USER", "")
    )
    servers = place.resolve() if place.exists() else _new_servers(place, account)
    if not account.may_write(servers):
        raise RunError(
            f"The servers run as user {account.name}, who cannot reach {servers}. "
            "Let that user pass through the folders above it (chmod o+x)."
        )
    return Home(var=var, servers=servers, sockets=_sockets(servers, account), account=account)


def _new_servers(place: Path, account: Account) -> Path:
    if account.may_write(account.owns_new(place)):
        return place.resolve()
    place.rmdir()
    outside = account.owns_new(_SYSTEM_HOMES / f"siaga-{secrets.token_hex(4)}")
    place.symlink_to(outside)
    return outside


def _sockets(servers: Path, account: Account) -> Path:
    folder = servers / "run"
    if len(os.fsencode(folder)) > _LONGEST_SOCKET_FOLDER:
        folder = Path(tempfile.mkdtemp(prefix="siaga-"))
    return account.owns_new(folder)
