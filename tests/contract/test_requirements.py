"""The pinned requirement files agree with pyproject.toml and with each other."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tracker.local.home import BASE

PROJECT = tomllib.loads((BASE / "pyproject.toml").read_text("utf-8"))["project"]
RUN, TEST = BASE / "requirements.txt", BASE / "tests" / "requirements.txt"


def pins(path: Path) -> dict[str, set[Requirement]]:
    """The pinned versions; one package may have one for each range of Pythons."""
    found: dict[str, set[Requirement]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith(("#", " ")):
            requirement = Requirement(line)
            found.setdefault(canonicalize_name(requirement.name), set()).add(requirement)
    return found


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (RUN, PROJECT["dependencies"]),
        (TEST, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
    ids=["run", "test"],
)
def test_each_dependency_is_pinned_to_a_version_it_allows(path: Path, wanted: list[str]) -> None:
    pinned = pins(path)
    for text in wanted:
        requirement = Requirement(text)
        candidates = pinned.get(canonicalize_name(requirement.name), set())
        assert candidates, f"{text} is not in {path.name}: run make lock"
        for candidate in candidates:
            version = next(iter(candidate.specifier)).version
            assert requirement.specifier.contains(version), f"{candidate} against {text}"


@pytest.mark.parametrize("path", [RUN, TEST], ids=["run", "test"])
def test_every_line_is_a_pin(path: Path) -> None:
    for requirements in pins(path).values():
        for requirement in requirements:
            assert [each.operator for each in requirement.specifier] == ["=="], str(requirement)


def test_tests_run_on_what_is_delivered() -> None:
    delivered, tested = pins(RUN), pins(TEST)
    for name, requirements in delivered.items():
        assert {each.specifier for each in tested[name]} == {
            each.specifier for each in requirements
        }, name


def test_the_files_name_no_place_to_fetch_from() -> None:
    for path in (RUN, TEST):
        assert "index-url" not in path.read_text("utf-8").replace("--no-emit-index-url", "")
