"""The annotated tree of docs/architecture.md names every folder, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.local.home import BASE

_SHOWN = ("tracker", "incidents")
# Inside these only files are of interest to a reader, and they explain themselves.
_CLOSED = {"packs", "training", "locale", "static", "reference", "__pycache__"}


def tree() -> set[Path]:
    """The paths in the tree: indentation tells the folder; two spaces part names, more end them."""
    text = (BASE / "docs" / "architecture.md").read_text("utf-8")
    block = text.split("## The tree")[1].split("```")[1]
    found: set[Path] = set()
    above: list[str] = []
    for line in block.strip("\n").splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = re.match(r" *(\S+(?: {2}\S+)*?)(?= {3,}|$)|", line)
        words = (names[1] or "").split() if names else []
        found |= {BASE.joinpath(*above[:depth], word) for word in words}
        if words and words[0].endswith("/"):
            above[depth:] = [words[0]]
    return found


@pytest.fixture(scope="module")
def shown() -> set[Path]:
    """The tree, read once."""
    paths = tree()
    assert len(paths) > 50
    return paths


def test_everything_shown_exists(shown: set[Path]) -> None:
    assert [str(path) for path in shown if not path.exists()] == []


def test_every_folder_is_shown(shown: set[Path]) -> None:
    folders = {
        path
        for top in _SHOWN
        for path in (BASE / top).rglob("*")
        if path.is_dir() and not _CLOSED & set(path.relative_to(BASE).parts[:-1])
    }
    assert {path for path in folders if path.name != "__pycache__"} - shown == set()


def test_every_module_of_the_wiring_is_shown(shown: set[Path]) -> None:
    modules = {path for path in (BASE / "tracker").rglob("*.py") if path.name != "__init__.py"}
    assert modules - shown == set()
