"""What changed between two versions, paragraph by paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.ingestion.versions import MOST_LINES, Change, diff, diff_of
from incidents.models import Article


@pytest.mark.parametrize(
    ("old", "new", "ops"),
    [
        ("a\nb", "a\nb", ["same"]),
        ("a\nb", "a\nc", ["same", "removed", "added"]),
        ("a", "a\nb", ["same", "added"]),
        ("a\nb", "b", ["removed", "same"]),
        ("a", "b", ["removed", "added"]),
        ("", "", ["same"]),
    ],
)
def test_changes_in_reading_order(old: str, new: str, ops: list[str]) -> None:
    assert [each.op for each in diff(old, new)] == ops


def test_a_changed_paragraph_is_removed_then_added() -> None:
    old = "Satu.\nAda 5.000 serangan.\nTiga."
    assert diff(old, old.replace("5.000", "7.000")) == [
        Change("same", ("Satu.",)),
        Change("removed", ("Ada 5.000 serangan.",)),
        Change("added", ("Ada 7.000 serangan.",)),
        Change("same", ("Tiga.",)),
    ]


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
@settings(max_examples=80, deadline=None)
def test_both_texts_can_be_read_from_the_difference(old: list[str], new: list[str]) -> None:
    changes = diff("\n".join(old), "\n".join(new))
    before = [line for each in changes if each.op != "added" for line in each.lines]
    after = [line for each in changes if each.op != "removed" for line in each.lines]
    assert "\n".join(before) == "\n".join(old)
    assert "\n".join(after) == "\n".join(new)


def test_a_huge_text_is_compared_as_far_as_people_read() -> None:
    changes = diff("\n".join(map(str, range(MOST_LINES + 100))), "0")
    assert sum(len(each.lines) for each in changes) == MOST_LINES


def test_a_first_version_changed_nothing() -> None:
    assert diff_of(Article(text="a")) == []
    assert diff_of(Article(text="b", version_of=Article(text="a")))[0].op == "removed"
