"""The time line of one record: the event, the reports, its publication and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain.records import Claim
from incidents.models import Citation, Correction, Incident


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the time line; `event` marks what happened, the rest is what was said or done about it."""

    on: date
    until: date | None
    precision: str
    words: str
    event: bool = False


def timeline(
    record: Incident,
    claims: Iterable[Claim],
    citations: Iterable[Citation],
    corrections: Iterable[Correction],
) -> list[Moment]:
    """Moments, the earliest first; several reports of one outlet on one day are one moment.

    `claims` are those of mentions; those of citations are read from `citations`, which know how exactly
    their date is known.
    """
    found = list(dict.fromkeys((*_reports(claims, citations), *_acts(record, corrections))))
    if record.starts_on:
        event = Moment(record.starts_on, record.ends_on, record.precision, _("Event"), event=True)
        found.append(event)
    return sorted(found, key=lambda moment: (moment.on, not moment.event))


def _reports(claims: Iterable[Claim], citations: Iterable[Citation]) -> Iterator[Moment]:
    told = [(claim.published_on, claim.outlet, "day") for claim in claims]
    told += [(one.published_on, one.outlet, one.published_precision) for one in citations]
    for on, outlet, precision in told:
        if on:
            words = _("Report in %(outlet)s") % {"outlet": outlet or _("an outlet")}
            yield Moment(on, None, precision or "day", words)


def _acts(record: Incident, corrections: Iterable[Correction]) -> Iterator[Moment]:
    done = [(record.published_at, _("Record published here"))]
    done += [(one.decided_at, _("Record corrected here")) for one in corrections]
    for at, words in done:
        if at:
            yield Moment(timezone.localdate(at), None, "day", words)
