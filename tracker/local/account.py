"""Under which user the servers run: PostgreSQL refuses root, so root hands them to another user."""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import RunError

# Tried in turn when root gives no name: no user is ever created.
_USUAL = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """A user to run servers under; `uid` and `gid` are None for whoever started the run."""

    name: str
    uid: int | None = None
    gid: int | None = None

    def run(
        self, command: list[str], env: Mapping[str, str], *, told: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run `command` to its end under this user in `/`, `told` on its input, output captured."""
        return subprocess.run(
            command,
            env=env,
            cwd="/",
            user=self.uid,
            group=self.gid,
            extra_groups=[] if self.uid is not None else None,
            input=told,
            capture_output=True,
            text=True,
            check=False,
        )

    def owns_new(self, folder: Path, mode: int = 0o700) -> Path:
        """Make `folder` (and its parents), give it to this user, and return it."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(mode)
        return folder

    def may_write(self, folder: Path) -> bool:
        """Whether this user can reach `folder` and write in it; asked of the system, not guessed."""
        probe = 'cd "$0" && test -w .'
        return self.run(["/bin/sh", "-c", probe, str(folder)], os.environ).returncode == 0

    def may_run(self, program: Path) -> bool:
        """Whether this user can run `program --version`."""
        try:
            return self.run([str(program), "--version"], os.environ).returncode == 0
        except OSError:
            return False


def server_account(existing: Path | None, wanted: str = "") -> Account:
    """The user for the servers: the owner of `existing` data first, then `wanted`, then a usual one."""
    if os.geteuid() != 0:
        return Account(name=pwd.getpwuid(os.geteuid()).pw_name if _has_name() else "this user")
    if existing is not None and existing.stat().st_uid != 0:
        return _by_uid(existing.stat().st_uid)
    for name in (wanted,) if wanted else _USUAL:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)
    raise RunError(
        f"Started as root, and PostgreSQL needs another user: there is no user {wanted or _USUAL}. "
        "Name one that exists in SIAGA_SERVER_USER, or start as an ordinary user."
    )


def _has_name() -> bool:
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        raise RunError(
            f"The user with the number {os.geteuid()} has no name on this machine, which "
            "PostgreSQL needs. Start as a user that has one, or set DATABASE_URL."
        ) from None
    return True


def _by_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise RunError(f"The data folder belongs to user number {uid}, who is unknown.") from None
    return Account(name=entry.pw_name, uid=uid, gid=entry.pw_gid)
