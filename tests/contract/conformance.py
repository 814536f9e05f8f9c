"""Where other people's test cases lie, if they are there; and which connections a test makes."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).resolve().parents[3] / "shared" / "conformance"


def cases(folder: str) -> Path:
    """A folder of cases; skips the module, visibly, where it is absent."""
    path = CASES / folder
    if not path.is_dir():
        pytest.skip(f"no test cases in {path}", allow_module_level=True)
    return path


def record_connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The addresses that sockets are connected to from now on, in a list that fills itself."""
    seen: list[Any] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            seen.append(address[:2])
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return seen
