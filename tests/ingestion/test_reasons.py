"""Every reason that ingestion raises is explained to people."""

from __future__ import annotations

import ast
from pathlib import Path

from django.utils import translation

from incidents import ingestion
from incidents.ingestion.reasons import explain

# Never shown: an item that only waits for its turn.
_INNER = {"host-busy"}


def raised() -> set[str]:
    """The constants given as `reason=` anywhere in the room and in the addresses it reads."""
    room = Path(ingestion.__file__).parent
    files = [*room.glob("*.py"), room.parent / "domain" / "addresses.py"]
    calls = (
        node
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    )
    constants = (
        each.value.value
        for call in calls
        if ast.unparse(call.func).endswith(("Error", "PermanentError"))
        for each in call.keywords
        if each.arg == "reason" and isinstance(each.value, ast.Constant)
    )
    return {str(each) for each in constants}


def test_every_reason_is_explained() -> None:
    found = raised() - _INNER
    assert len(found) > 15
    assert {reason for reason in found if explain(reason) == reason} == set()


def test_statuses_and_unknown_codes() -> None:
    with translation.override("en"):
        assert explain("status-404") == "The server answered 404."
    assert explain("ValueError") == "ValueError"
