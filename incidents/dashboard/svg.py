"""The marks that charts are drawn with, as SVG text; positions in units of a 360-wide drawing, colours as classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 360


@dataclass(slots=True)
class Drawing:
    """Marks in the order in which they are painted."""

    height: float
    label: str
    marks: list[SafeString] = field(default_factory=list)
    linked: bool = False

    def rect(self, x: float, y: float, width: float, height: float, css: str) -> None:
        """A filled rectangle."""
        self.marks.append(
            format_html(
                '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>',
                *_short(x, y, width, height),
                css,
            )
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str) -> None:
        """A straight line."""
        self.marks.append(
            format_html(
                '<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>', *_short(x1, y1, x2, y2), css
            )
        )

    def text(self, x: float, y: float, words: object, css: str = "") -> None:
        """Words, escaped; `y` is their base line."""
        self.marks.append(
            format_html('<text x="{}" y="{}" class="{}">{}</text>', *_short(x, y), css, words)
        )

    def link(self, address: str, title: object, marks: Iterable[SafeString]) -> None:
        """Marks that lead somewhere, with a tooltip."""
        inner = format_html_join("", "{}", ((mark,) for mark in marks))
        self.linked = True
        self.marks.append(
            format_html('<a href="{}"><title>{}</title>{}</a>', address, title, inner)
        )

    def render(self) -> SafeString:
        """The whole picture; its table stands beside it, so that a screen reader needs the title only."""
        return format_html(
            '<svg viewBox="0 0 {} {}" role="{}" aria-label="{}">{}</svg>',
            WIDTH,
            *_short(self.height),
            "group" if self.linked else "img",  # a picture's parts cannot be reached, a group's can
            self.label,
            format_html_join("", "{}", ((mark,) for mark in self.marks)),
        )


def _short(*numbers: float) -> list[str]:
    return [f"{number:.1f}".removesuffix(".0") for number in numbers]
