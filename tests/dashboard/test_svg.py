"""Drawings: escaped words, short numbers, classes instead of colours."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from incidents.dashboard.svg import Drawing


def test_words_are_escaped_and_the_picture_is_well_formed() -> None:
    drawing = Drawing(height=10, label='"><script>')
    part = Drawing(0, "")
    part.text(0, 5, "<b>&", "c-strong")
    part.rect(1 / 3, 2, 3.04, 4, "c-bar")
    drawing.link("/incidents/?a=1&b=2", "<title>", part.marks)

    svg = ET.fromstring(drawing.render())  # noqa: S314 - drawn here

    assert svg.get("aria-label") == '"><script>'
    text = svg.find("a/text")
    assert text is not None
    assert text.text == "<b>&"
    rect = svg.find("a/rect")
    assert rect is not None
    assert (rect.get("x"), rect.get("width"), rect.get("class")) == ("0.3", "3", "c-bar")
    assert "style" not in drawing.render()
    assert "fill=" not in drawing.render()
