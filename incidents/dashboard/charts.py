"""Charts of the public pages: each with a sentence for a title, a drawing, and the table behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.domain.vocabulary import Category, Kind, Status
from incidents.insights.countdown import WEEKS_AFTER, WEEKS_BEFORE, Countdown
from incidents.insights.numbers import OUTAGE, SHOWN_KINDS, Numbers
from incidents.models import Place

from .svg import WIDTH, Drawing

ROW = 22
TILE = WIDTH / 15
CSS = {kind: f"c-{kind}" for kind in SHOWN_KINDS}


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with what stands around it; `rows` are the cells of its table and of its CSV file."""

    name: str
    title: str
    svg: SafeString
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""


def kind_names() -> dict[str, str]:
    """Plural names of the shown kinds, in the reader's language."""
    return {
        Kind.ATTACK.value: _("Attacks"),
        Kind.THREAT.value: _("Threats"),
        Kind.MITIGATION.value: _("Measures"),
        OUTAGE: _("Outages"),
    }


def by_year(numbers: Numbers) -> Chart:
    """Yearly bars, one row for each kind."""
    years = numbers.year_span()
    top = max(years, key=lambda year: numbers.years[year, Kind.ATTACK.value], default=0)
    count = numbers.years[top, Kind.ATTACK.value]
    title = _("%(year)s has the most recorded attacks: %(count)s") % {"year": top, "count": count}
    title = title if count else _("Records by year")
    marks = [str(year) if year % 5 == 0 or len(years) < 8 else "" for year in years]
    cells = [[numbers.years[year, kind] for kind in SHOWN_KINDS] for year in years]
    rows = [[year, *row] for year, row in zip(years, cells, strict=True)]
    note = _("By the first day of the event; outages are no attacks and stand apart.")
    columns = [_("Year"), *kind_names().values()]
    return Chart("years", title, _small_multiples(title, marks, cells), columns, rows, note)


def by_month(numbers: Numbers) -> Chart:
    """The latest two years by month, one row for each kind."""
    months = numbers.latest_months()
    cells = [[numbers.months[month, kind] for kind in SHOWN_KINDS] for month in months]
    total = sum(sum(row) for row in cells)
    title = _("The latest %(months)s months hold %(count)s records") % {
        "months": len(months),
        "count": total,
    }
    marks = [date_format(month, "M Y") if month.month in (1, 7) else "" for month in months]
    rows = [[month.isoformat()[:7], *row] for month, row in zip(months, cells, strict=True)]
    note = _("Up to the month of the last recorded event; more reports need not mean more events.")
    columns = [_("Month"), *kind_names().values()]
    return Chart("months", title, _small_multiples(title, marks, cells), columns, rows, note)


def _small_multiples(
    label: str, marks: Sequence[str], cells: Sequence[Sequence[int]]
) -> SafeString:
    """One row of bars for each shown kind over the same stretch of time, on one scale."""
    highest = max((count for row in cells for count in row), default=1) or 1
    band, step = 52, (WIDTH - 8) / max(len(cells), 1)
    drawing = Drawing(height=band * len(SHOWN_KINDS) + 18, label=label)
    for row, (kind, name) in enumerate(kind_names().items()):
        base = (row + 1) * band
        counts = [cell[row] for cell in cells]
        drawing.text(0, base - band + 14, f"{name} ({sum(counts)})", "c-strong")
        drawing.line(0, base, WIDTH, base, "c-axis")
        for place, count in enumerate(counts):
            if count:
                tall, x = count / highest * (band - 20), place * step + 4
                drawing.rect(x, base - tall, step * 0.76, tall, CSS[kind])
                drawing.text(x + step * 0.38, base - tall - 2, count, "c-middle c-tiny")
    for place, mark in enumerate(marks):
        if mark:
            x = place * step + 4 + step * 0.38
            drawing.text(x, band * len(SHOWN_KINDS) + 14, mark, "c-middle c-quiet")
    return drawing.render()


def _bars(label: str, rows: Sequence[tuple[str, int, str, str]]) -> SafeString:
    """Horizontal bars, the words above each bar so that they fit on a phone; (words, count, css, address)."""
    highest = max((count for _words, count, _css, _address in rows), default=1) or 1
    band = 34
    drawing = Drawing(height=band * len(rows) or 1, label=label)
    for number, (words, count, css, address) in enumerate(rows):
        top = number * band
        part = Drawing(0, "")
        part.text(0, top + 13, words)
        part.rect(0, top + 18, max(count / highest * (WIDTH - 40), 2), 11, css)
        part.text(max(count / highest * (WIDTH - 40), 2) + 6, top + 28, count, "c-strong")
        drawing.link(address, f"{words}: {count}", part.marks)
    return drawing.render()


def _list_url(**filters: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in filters.items() if value)
    return f"{reverse('incidents')}?{query}" if query else reverse("incidents")


def categories(numbers: Numbers, kind: str, *, name: str, election: str = "") -> Chart:
    """What happens most, or is done most."""
    found = numbers.of_category(kind)
    total = sum(count for _category, count in found)
    values = {"total": total, "count": 0, "category": ""}
    if found:
        values |= {"count": found[0][1], "category": Category(found[0][0]).label}
    if kind == Kind.MITIGATION:
        title = _("%(category)s is the commonest measure: %(count)s of %(total)s") % values
        empty = _("No measures recorded")
    else:
        title = _("%(category)s is the commonest attack: %(count)s of %(total)s") % values
        empty = _("No attacks recorded")
    title = title if found else empty
    rows = [(str(Category(code).label), count) for code, count in found]
    svg = _bars(
        title,
        [
            (
                str(Category(code).label),
                count,
                CSS[kind],
                _list_url(kind=kind, category=code, election=election),
            )
            for code, count in found
        ],
    )
    return Chart(name, title, svg, [_("Category"), _("Records")], rows)


def ledger(numbers: Numbers, *, election: str = "") -> Chart:
    """How far reports of attacks go: occurred, attempted, alleged, denied; denials are kept."""
    states = (Status.OCCURRED, Status.ATTEMPTED, Status.ALLEGED, Status.DENIED)
    counts = [(state, numbers.states[Kind.ATTACK.value, state.value]) for state in states]
    total = sum(count for _state, count in counts)
    disputed = sum(n for state, n in counts if state in (Status.ALLEGED, Status.DENIED))
    title = _("%(disputed)s of %(total)s recorded attacks are only alleged, or denied") % {
        "disputed": disputed,
        "total": total,
    }
    svg = _bars(
        title,
        [
            (
                str(state.label),
                count,
                CSS[Kind.ATTACK.value],
                _list_url(kind=Kind.ATTACK.value, status=state.value, election=election),
            )
            for state, count in counts
        ],
    )
    rows = [(str(state.label), count) for state, count in counts]
    note = _("A denial never deletes a record: it stands beside the claim.")
    return Chart("states", title, svg, [_("Status"), _("Records")], rows, note)


def countdown(series: Sequence[Countdown], *, kind: str = Kind.ATTACK.value) -> Chart:
    """One row of weekly bars for each election, lined up on polling day."""
    near = sum(n for one in series for week, n in one.weeks.items() if -2 <= week < 2)
    inside = sum(one.inside for one in series)
    title = _(
        "%(near)s of %(inside)s attacks in the year around a vote fall within two weeks of it"
    ) % {"near": near, "inside": inside}
    top, band, left, right = 18, 40, 0, WIDTH
    step = (right - left) / (WEEKS_BEFORE + WEEKS_AFTER)
    zero = left + WEEKS_BEFORE * step
    highest = max((n for one in series for n in one.weeks.values()), default=1)
    height = top + band * len(series) + 20
    drawing = Drawing(height=height, label=title)
    drawing.text(zero, 11, _("polling day"), "c-middle c-accent")
    drawing.line(zero, top - 2, zero, height - 16, "c-polling")
    for number, one in enumerate(series):
        base = top + (number + 1) * band
        drawing.text(left, base - band + 16, one.election, "c-strong")
        drawing.line(left, base, right, base, "c-axis")
        for week, count in one.weeks.items():
            tall = count / highest * (band - 20)
            x = left + (week + WEEKS_BEFORE) * step
            drawing.rect(x, base - tall, step * 0.85, tall, CSS[kind])
    for week in (-52, -39, -26, -13, 0, 12):
        x = left + (week + WEEKS_BEFORE) * step
        css = "c-quiet" + (" c-end" if week == 12 else " c-middle" if week > -52 else "")
        drawing.text(x, height - 3, f"{week:+d}" if week else "0", css)
    rows: list[list[object]] = [
        [str(one.election), week, count]
        for one in series
        for week, count in sorted(one.weeks.items())
    ]
    note = _("Weeks before and after polling day. Records without an exact day are left out.")
    columns = [_("Election"), _("Week from polling day"), _("Attacks")]
    return Chart("countdown", title, drawing.render(), columns, rows, note)


def tile_map(places: Sequence[Place], counts: dict[int, Counter[str]]) -> Chart:
    """Provinces as tiles of equal size; shades by the number of attacks recorded there."""
    attacks = {place.pk: counts.get(place.pk, Counter())[Kind.ATTACK.value] for place in places}
    highest = max(attacks.values(), default=0)
    hit = sum(1 for count in attacks.values() if count)
    title = ngettext(
        "Attacks tied to a place are recorded in %(hit)s of %(total)s provinces",
        "Attacks tied to a place are recorded in %(hit)s of %(total)s provinces",
        hit,
    ) % {"hit": hit, "total": len(places)}
    drawing = Drawing(height=TILE * 7, label=title)
    for place in places:
        if place.tile_column is None or place.tile_row is None:
            continue
        x, y = place.tile_column * TILE, place.tile_row * TILE
        count = attacks[place.pk]
        shade = 0 if not count else min(4, 1 + (count - 1) * 4 // max(highest, 1))
        part = Drawing(0, "")
        part.rect(x + 0.5, y + 0.5, TILE - 1, TILE - 1, f"c-tile c-tile-{shade}")
        css = "c-middle c-tiny" + (" c-on-dark" if shade >= 3 else "")
        part.text(x + TILE / 2, y + TILE / 2 + 4, place.code.removeprefix("ID-"), css)
        address = _list_url(kind=Kind.ATTACK.value, place=place.code)
        drawing.link(address, f"{place.display_name}: {count}", part.marks)
    rows = [
        [place.code, place.display_name, *(counts.get(place.pk, Counter())[k] for k in SHOWN_KINDS)]
        for place in places
        if counts.get(place.pk)
    ]
    note = _("Most reports concern national systems and have no province.")
    columns = [_("Code"), _("Province"), *kind_names().values()]
    return Chart("provinces", title, drawing.render(), columns, rows, note)
