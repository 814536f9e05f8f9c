"""Every variable that is read is documented, and no other is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tracker.local.home import BASE

# Read by others: make and the shell, Docker, the system.
_FOREIGN = {"MAKELEVEL", "PATH"}
# Set for our own processes by our own processes.
_INNER = {"DJANGO_SETTINGS_MODULE"}
_COMPOSE_ONLY = {"HTTP_PORT"}


def variables_read() -> set[str]:
    """Names given to the readers of `tracker.env` and to os.environ in the wiring."""
    found: set[str] = set()
    for path in (BASE / "tracker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _reads(ast.unparse(node.func)):
                found |= _names(node.args[0])
    return found - _FOREIGN - _INNER


def _reads(function: str) -> bool:
    return bool(re.fullmatch(r"(env\.)?env_\w+|os\.environ\.get|given", function))


def _names(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value.removesuffix("_FILE")}
    return set()


def documented_in(path: Path, pattern: str) -> set[str]:
    """The names that a file explains."""
    return set(re.findall(pattern, path.read_text("utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def read() -> set[str]:
    """What the code reads, checked against a few that must be among it."""
    names = variables_read()
    assert {"DATABASE_URL", "SECRET_KEY", "PORT", "SIAGA_SERVERS", "DATABASE_PASSWORD"} <= names
    return names


def test_the_example_has_each_variable_and_no_other(read: set[str]) -> None:
    example = documented_in(BASE / ".env.example", r"^#?([A-Z][A-Z_]+)=")
    assert example - _COMPOSE_ONLY == read


def test_the_operators_guide_has_each_variable(read: set[str]) -> None:
    guide = documented_in(BASE / "docs" / "operations.md", r"`([A-Z][A-Z_]+)`")
    assert read - guide == set()


def test_the_operators_guide_has_each_check(read: set[str]) -> None:
    source = (BASE / "tracker" / "checks.py").read_text("utf-8")
    checks = set(re.findall(r'id="(tracker\.[EW]\d+)"', source))
    guide = documented_in(BASE / "docs" / "operations.md", r"`(tracker\.[EW]\d+)`")
    assert checks == guide
