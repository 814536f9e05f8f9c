"""Marks in the article: whatever lies over whatever, the text stays the text."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.workspace.marking import paragraphs


@dataclass(frozen=True)
class Mark:
    pk: int
    start: int
    end: int


def test_nested_and_overlapping_marks_are_cut_where_any_begins_or_ends() -> None:
    [line] = paragraphs("0123456789", [Mark(1, 2, 8), Mark(2, 4, 6), Mark(3, 5, 9)])
    assert [(s.text, s.marks, s.opens) for s in line] == [
        ("01", (), ()),
        ("23", (1,), (1,)),
        ("4", (1, 2), (2,)),
        ("5", (1, 2, 3), (3,)),
        ("67", (1, 3), ()),
        ("8", (3,), ()),
        ("9", (), ()),
    ]


def test_a_mark_over_two_paragraphs_opens_once() -> None:
    first, second = paragraphs("abc\ndef", [Mark(1, 1, 6)])
    assert [(s.text, s.opens) for s in first] == [("a", ()), ("bc", (1,))]
    assert [(s.text, s.marks, s.opens) for s in second] == [("de", (1,), ()), ("f", (), ())]


texts = st.text(alphabet="ab \n🙂é", max_size=60)


@settings(max_examples=60, deadline=None)
@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6))
def test_the_pieces_make_the_text_again_and_each_mark_covers_its_span(
    text: str, spans: list[tuple[int, int]]
) -> None:
    marks = [Mark(n, start, start + length) for n, (start, length) in enumerate(spans)]
    pages = paragraphs(text, marks)
    assert "\n".join("".join(piece.text for piece in line) for line in pages) == text
    pieces = [piece for line in pages for piece in line]
    for piece in pieces:
        assert text.startswith(piece.text, piece.start)
    for mark in marks:
        covered = "".join(piece.text for piece in pieces if mark.pk in piece.marks)
        assert covered == text[mark.start : mark.end].replace("\n", "")
        opened = [piece for piece in pieces if mark.pk in piece.opens]
        assert len(opened) == (1 if covered else 0)
