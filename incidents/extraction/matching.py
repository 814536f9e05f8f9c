"""Which known incidents a mention may belong to, ranked, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import exp

from rapidfuzz import fuzz

from incidents.domain.matching import MatchIncident, MatchMention
from incidents.domain.records import Period
from incidents.domain.vocabulary import Category, Precision

from .terms import likeness, name_words, terms


class Reason(StrEnum):
    """Why an incident is offered for a mention."""

    CATEGORY = "category"
    NEAR_CATEGORY = "near-category"
    ELECTION = "election"
    PERIOD = "period"
    REPORTED = "reported"
    FIGURE = "figure"
    TARGET = "target"
    ACTOR = "actor"
    PLACE = "place"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Match:
    """An incident with the chance, 0..1, that it is the mention's, and the reasons, weightiest first."""

    incident: MatchIncident
    score: float
    reasons: tuple[Reason, ...]


# Added to the logit when the reason holds (wholly); see `_held`.
_WEIGHTS = {
    Reason.CATEGORY: 2.2,
    Reason.NEAR_CATEGORY: 1.0,
    Reason.ELECTION: 1.0,
    Reason.PERIOD: 2.0,
    Reason.REPORTED: 1.2,
    Reason.FIGURE: 3.0,
    Reason.TARGET: 1.0,
    Reason.ACTOR: 2.0,
    Reason.PLACE: 1.0,
    Reason.WORDING: 5.0,
}
_BIAS = -6.0
_OTHER_YEAR = -3.0
_OTHER_ELECTION = -2.5
_OTHER_CATEGORY = -1.5
_LEAST = 0.15
_DECAY_DAYS = 20.0
# Texts less alike than this do not hold the sentence, so that it need not be looked for.
_NOTHING_SHARED = 0.03

_VAGUE = frozenset({Category.UNSPECIFIED, Category.INTRUSION})
_OUTCOMES = frozenset({
    Category.DATA_BREACH, Category.TAMPERING, Category.DEFACEMENT, Category.MALWARE,
    Category.ACCOUNT_TAKEOVER, Category.DDOS, *_VAGUE,
})  # fmt: skip


def rank(
    mention: MatchMention, incidents: Iterable[MatchIncident], *, most: int = 6
) -> list[Match]:
    """The incidents of the mention's kind that it may belong to, the likeliest first."""
    matches = [_match(mention, each) for each in incidents if each.kind == mention.kind]
    likely = [match for match in matches if match.score >= _LEAST]
    return sorted(likely, key=lambda match: -match.score)[:most]


def _match(mention: MatchMention, incident: MatchIncident) -> Match:
    held = {reason: share for reason, share in _held(mention, incident) if share > 0}
    logit = _BIAS + sum(_WEIGHTS[reason] * share for reason, share in held.items())
    if mention.when and incident.when and not overlap(mention.when, incident.when, slack=366):
        logit += _OTHER_YEAR
    if mention.elections and incident.elections and Reason.ELECTION not in held:
        logit += _OTHER_ELECTION
    if not may_be_same(mention.category, incident.category):
        logit += _OTHER_CATEGORY
    told = sorted(held, key=lambda reason: -_WEIGHTS[reason] * held[reason])
    worth = tuple(reason for reason in told if _WEIGHTS[reason] * held[reason] >= 0.5)
    return Match(incident, 1 / (1 + exp(-logit)), worth)


def _held(mention: MatchMention, incident: MatchIncident) -> list[tuple[Reason, float]]:
    """Each reason with how far it holds, 0..1."""
    same = mention.category == incident.category
    near = not same and may_be_same(mention.category, incident.category)
    return [
        (Reason.CATEGORY, float(same)),
        (Reason.NEAR_CATEGORY, float(near)),
        (Reason.ELECTION, float(bool(mention.elections & incident.elections))),
        (Reason.PERIOD, float(_same_period(mention.when, incident.when))),
        (Reason.REPORTED, _reported(mention, incident)),
        (Reason.FIGURE, float(any(same_figure(mention.figure, f) for f in incident.figures))),
        (Reason.TARGET, _shared(mention.targets, incident.targets)),
        (Reason.ACTOR, _shared(mention.actors, incident.actors)),
        (Reason.PLACE, float(_named(mention.place, incident.places))),
        (Reason.WORDING, wording(mention, incident.text)),
    ]


def may_be_same(one: str, other: str) -> bool:
    """Whether one event may be told under both categories: "attacked by hackers", then what came of it."""
    return one == other or (
        one in _OUTCOMES and other in _OUTCOMES and (one in _VAGUE or other in _VAGUE)
    )


def overlap(one: Period, other: Period, *, slack: int = 0) -> bool:
    """Whether two periods share a day, or lie at most `slack` days apart."""
    gap = max((other.start - one.end).days, (one.start - other.end).days)
    return gap <= slack


def _same_period(one: Period | None, other: Period | None) -> bool:
    """A shared day, where at least one of the two is known to the month."""
    if one is None or other is None or not overlap(one, other):
        return False
    return Precision.YEAR not in (one.precision, other.precision)


def _reported(mention: MatchMention, incident: MatchIncident) -> float:
    """1 for a report from among the days of the incident's reports, less with each day from them."""
    if mention.published is None or incident.reported is None:
        return 0.0
    first, last = incident.reported
    days = max((first - mention.published).days, (mention.published - last).days, 0)
    return exp(-days / _DECAY_DAYS)


def same_figure(one: int | None, other: int | None) -> bool:
    """Equal, or one rounded or cut off where the other goes on (204 million, 204,807,203)."""
    if not one or not other:
        return False
    low, high = sorted((one, other))
    step = max(_grain(low), _grain(high))
    return low == high or (step > 1 and high - low < step and high < 1.05 * low)


def _grain(value: int) -> int:
    """The power of ten to which a figure is given: 1,000,000 for 204,000,000."""
    digits = str(value)
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return float(bool(name_words(one) & name_words(other)))


def _named(place: str, places: Iterable[str]) -> bool:
    return bool(place) and place.casefold() in {name.casefold() for name in places}


def wording(mention: MatchMention, text: str) -> float:
    """0..1: shared telling words of sentence or article and `text`, or the sentence found in it nearly whole."""
    said = terms(text)
    alike = max(likeness(terms(mention.evidence), said), likeness(terms(mention.text), said))
    if alike < _NOTHING_SHARED:
        return alike
    return max(
        alike, fuzz.partial_ratio(mention.evidence[:300], text[:3000], score_cutoff=80) / 100
    )
