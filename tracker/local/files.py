"""Small files of the run that only its starter may read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path


def write_private(path: Path, values: Mapping[str, str]) -> None:
    """Write NAME=value lines, readable by the owner alone, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())
    unfinished.replace(path)


def kept_secret(path: Path) -> str:
    """The random text kept in `path`, made on the first call."""
    if not path.exists():
        write_private(path, {"SECRET_KEY": secrets.token_urlsafe(50)})
    return path.read_text("utf-8").split("=", 1)[1].strip()
