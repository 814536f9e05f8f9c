"""Groups of mentions of several articles that tell one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp

from incidents.domain.matching import MatchMention
from incidents.domain.vocabulary import Category, Kind, Precision

from .matching import may_be_same, overlap, same_figure
from .terms import likeness, name_words, shared_numbers, terms

# Reports further apart are not put into one group: an event told again later is a matter for `rank`.
MOST_DAYS = 30
# A text without a date is taken to be this far from every other.
_UNDATED_DAYS = 60
# Halfway between the weakest right and the strongest wrong pair of the training articles.
_LINKED = -0.4

Key = int | str


@dataclass(frozen=True, slots=True)
class _Article:
    """The mentions of one article, and what they have in common."""

    key: Key
    mentions: tuple[MatchMention, ...]

    @property
    def elections(self) -> frozenset[str]:
        """All elections that its mentions concern."""
        return frozenset().union(*(m.elections for m in self.mentions))


def group(mentions: Iterable[MatchMention]) -> list[set[Key]]:
    """Keys of mentions that seem to tell one event or measure, of two articles at least.

    Mentions of one article tell different things and never share a group.
    """
    groups: list[set[Key]] = []
    for articles in _stories(_articles(mentions)):
        alike: defaultdict[tuple[str, str], list[list[MatchMention]]] = defaultdict(list)
        for article in articles:
            for mention in article.mentions:
                alike[mention.kind, mention.category].append([mention])
        for found in alike.values():
            groups += [{m.key for m in members} for members in _merged(found) if len(members) > 1]
    return groups


def stories(mentions: Iterable[MatchMention]) -> list[set[Key]]:
    """Keys of articles that report one event between them; an article alone is a story of its own."""
    return [{article.key for article in found} for found in _stories(_articles(mentions))]


def alike(mention: MatchMention, others: Iterable[MatchMention]) -> list[MatchMention]:
    """Those of `others` that seem to tell what the mention tells; at most one of each article."""
    mine = _Article(mention.article, (mention,))
    found = [
        (link(mine, article), article)
        for article in _articles(o for o in others if o.article != mention.article)
        if _days(mine, article) <= MOST_DAYS
    ]
    told = []
    for strength, article in sorted(found, key=lambda pair: -pair[0]):
        same = [
            m
            for m in article.mentions
            if (m.kind, m.category) == (mention.kind, mention.category)
            and not _other_time(m, mention)
        ]
        if strength > _LINKED and same:
            told.append(max(same, key=lambda m: _agreement(m, mention)))
    return told


def _articles(mentions: Iterable[MatchMention]) -> list[_Article]:
    found: defaultdict[Key, list[MatchMention]] = defaultdict(list)
    for mention in mentions:
        found[mention.article].append(mention)
    return [_Article(key, tuple(members)) for key, members in found.items()]


def _stories(articles: Sequence[_Article]) -> list[list[_Article]]:
    """Articles joined wherever a pair of them is linked."""
    leader = {article.key: article.key for article in articles}

    def head(key: Key) -> Key:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for one, other in _near(articles):
        if head(one.key) != head(other.key) and link(one, other) > _LINKED:
            leader[head(other.key)] = head(one.key)
    found: defaultdict[Hashable, list[_Article]] = defaultdict(list)
    for article in articles:
        found[head(article.key)].append(article)
    return list(found.values())


def _near(articles: Sequence[_Article]) -> Iterator[tuple[_Article, _Article]]:
    """Pairs of articles whose days are near enough, each once."""
    dated = sorted(articles, key=lambda article: str(article.mentions[0].published or ""))
    for at, one in enumerate(dated):
        for other in dated[at + 1 :]:
            if _days(one, other) > MOST_DAYS and one.mentions[0].published is not None:
                break
            yield one, other


def _days(one: _Article, other: _Article) -> int:
    days = [article.mentions[0].published for article in (one, other)]
    if days[0] is None or days[1] is None:
        return _UNDATED_DAYS
    return abs((days[0] - days[1]).days)


def link(one: _Article, other: _Article) -> float:
    """Logit of the chance that two articles report one event.

    Days between them and likeness of the texts count most; an attack that both tell of the same
    period, and figures that agree, do the rest. Weights fitted by hand on articles told twice.
    """
    days = _days(one, other)
    texts = [terms(article.mentions[0].text) for article in (one, other)]
    logit = -9.0 + 3.5 * exp(-days / 4) + 2.5 * exp(-days / 30)
    logit += 8.0 * likeness(*texts) + 0.15 * min(shared_numbers(*texts), 4)
    logit += 0.6 * bool(one.elections & other.elections)
    logit += max(
        (_anchor(a, b) for a in one.mentions for b in other.mentions if a.kind == b.kind),
        default=0.0,
    )
    figures = ((a.figure, b.figure) for a in one.mentions for b in other.mentions)
    return logit + 2.0 * any(same_figure(a, b) and (a or 0) >= 100 for a, b in figures)


def _anchor(one: MatchMention, other: MatchMention) -> float:
    """What two mentions of an attack say for one event behind both, 0 when they may not be one."""
    if one.kind != Kind.ATTACK or not may_be_same(one.category, other.category):
        return 0.0
    if one.when is None or other.when is None or not overlap(one.when, other.when):
        return 0.0
    if Precision.YEAR in (one.when.precision, other.when.precision):
        return 0.0
    exact = one.when.precision == other.when.precision == Precision.DAY
    said = 1.3 + 2.0 * exact + 1.0 * (one.category == other.category)
    said += 0.5 * bool(name_words(one.actors) & name_words(other.actors))
    said += 0.6 * bool(name_words(one.targets) & name_words(other.targets))
    said += 1.0 * same_figure(one.figure, other.figure)
    # Many hoaxes go round in the same days: that two articles tell of one says less.
    return said / 2 if one.category == Category.DISINFORMATION else said


def _merged(groups: list[list[MatchMention]]) -> list[list[MatchMention]]:
    """Groups joined, the likest sentences first, as long as no two of one article meet."""
    pairs = sorted(
        combinations(range(len(groups)), 2),
        key=lambda pair: -_agreement(groups[pair[0]][0], groups[pair[1]][0]),
    )
    home = list(range(len(groups)))
    for a, b in pairs:
        one, other = groups[home[a]], groups[home[b]]
        if home[a] != home[b] and _joinable(one, other):
            one.extend(other)
            gone, stays = home[b], home[a]
            home = [stays if at == gone else at for at in home]
            groups[gone] = []
    return [members for members in groups if members]


def _joinable(one: Sequence[MatchMention], other: Sequence[MatchMention]) -> bool:
    if {m.article for m in one} & {m.article for m in other}:
        return False
    return not any(_other_time(a, b) for a in one for b in other)


def _other_time(one: MatchMention, other: MatchMention) -> bool:
    """Whether the two name periods more than a year apart: one of them recalls an older event."""
    return bool(one.when and other.when and not overlap(one.when, other.when, slack=366))


def _agreement(one: MatchMention, other: MatchMention) -> float:
    """How alike two mentions of one story are, to pair those that tell the same part of it."""
    return (
        likeness(terms(one.evidence), terms(other.evidence))
        + 0.5 * same_figure(one.figure, other.figure)
        + 0.2 * (one.status == other.status)
        + 0.2 * bool(name_words(one.targets) & name_words(other.targets))
    )
