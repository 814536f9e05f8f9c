"""Only review writes mentions, incidents and decisions: read from the source of every other room and door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "incidents"
WRITTEN_BY_REVIEW = {
    "Mention", "MentionEntity", "Incident", "IncidentLink", "Citation", "Correction", "Decision",
    "ChainHead", "PublicNumber",
}  # fmt: skip
RELATED = {"mentions", "names", "citations", "links_out", "links_in", "corrections", "decisions"}
WRITES = {
    "create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete",
    "add", "set", "remove", "clear",
}  # fmt: skip
STATES = {
    "lifecycle", "approver", "approved_version", "merged_into", "retraction_reason", "decided_by",
    "decided_at", "rejection", "claimed_by", "previous_hash",
}  # fmt: skip


def offences(source: str) -> Iterator[tuple[int, str]]:
    """(line, what) for everything in `source` that writes what only review may write."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from ((node.lineno, what) for what in _of_call(node))
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Attribute) and target.attr in STATES:
                    yield node.lineno, f"sets .{target.attr}"


def _of_call(call: ast.Call) -> Iterator[str]:
    chain = _chain(call.func)
    if not chain:
        return
    *path, last = chain
    if last in WRITES and (
        (len(path) > 1 and path[0] in WRITTEN_BY_REVIEW and path[1] == "objects")
        or RELATED & set(path[1:])
    ):
        yield ".".join(chain)
    if last == "setattr" and len(call.args) > 1:
        name = call.args[1]
        if isinstance(name, ast.Constant) and name.value in STATES:
            yield f"setattr {name.value}"
    if last in WRITTEN_BY_REVIEW and not path:
        yield f"makes {last}()"


def _chain(node: ast.expr) -> list[str]:
    """`Mention.objects.filter(...).update` as ["Mention", "objects", "filter", "update"]."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [*_chain(node.value), node.attr]
    if isinstance(node, ast.Call):
        return _chain(node.func)
    return []


def others() -> list[Path]:
    """Every module but review's, migrations, and extraction, which may not import models at all."""
    left_out = {"review", "migrations", "extraction"}
    return [
        path
        for path in sorted(APP.rglob("*.py"))
        if not left_out & set(path.relative_to(APP).parts)
    ]


def test_only_review_writes_mentions_incidents_and_decisions() -> None:
    modules = others()
    assert len(modules) > 40
    found = [
        f"{path.relative_to(APP)}:{line} {what}"
        for path in modules
        for line, what in offences(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "Incident.objects.filter(pk=1).update(lifecycle='published')",
        "Mention.objects.create(article=a)",
        "Mention(article=a).save()",
        "article.mentions.all().delete()",
        "mention.names.add(x)",
        "incident.lifecycle = 'published'",
        "record.approver = me",
        "setattr(mention, 'rejection', 'other')",
        "Decision.objects.bulk_create(rows)",
    ],
)
def test_the_reading_notices_writes(source: str) -> None:
    assert list(offences(source))


@pytest.mark.parametrize(
    "source",
    [
        "Incident.objects.filter(pk=1).count()",
        "Article.objects.filter(pk=1).update(state='stored')",
        "article.state = 'failed'",
        "mentions.update({1: 2})",
        "x = incident.lifecycle",
        "Source.objects.create(name='x')",
    ],
)
def test_the_reading_leaves_the_rest_alone(source: str) -> None:
    assert not list(offences(source))
