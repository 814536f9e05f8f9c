"""Mentions of several articles that tell one event find each other, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from incidents.domain.matching import MatchMention
from incidents.extraction.grouping import MOST_DAYS, alike, group, stories
from incidents.extraction.matching import same_figure

from .corpora import CORPUS, LABELLED, TRAINING, articles, mentions, needs_corpus, period

Pairs = set[tuple[str, str]]

FIRST = MatchMention(
    key=1,
    article=10,
    kind="attack",
    category="ddos",
    status="occurred",
    evidence="Laman hitung cepat KPU dihujani permintaan palsu sejak Rabu petang.",
    text="Laman hitung cepat KPU dihujani permintaan palsu sejak Rabu petang, kata Bagus Wirawan.",
    published=date(2018, 6, 28),
    when=period("2018-06-27"),
    elections=frozenset({"pilkada-2018"}),
    targets=("infopemilu",),
)
AGAIN = replace(
    FIRST,
    key=2,
    article=20,
    evidence="Portal infopemilu lumpuh karena dibanjiri permintaan, kata Bagus Wirawan.",
    text="Portal infopemilu lumpuh karena dibanjiri permintaan, kata Bagus Wirawan.",
    published=date(2018, 6, 29),
)


def pairs(groups: Iterable[Iterable[object]]) -> Pairs:
    return {(str(a), str(b)) for keys in groups for a, b in combinations(sorted(map(str, keys)), 2)}


def f1(gold: Pairs, told: Pairs) -> float:
    return 2 * len(gold & told) / (len(gold) + len(told))


def test_one_event_told_by_two_outlets_is_one_group() -> None:
    assert group([FIRST, AGAIN]) == [{1, 2}]
    assert [m.key for m in alike(FIRST, [AGAIN])] == [2]


def test_another_kind_category_time_or_event_is_left_out() -> None:
    later = timedelta(days=MOST_DAYS + 1)
    for other in (
        replace(AGAIN, category="defacement"),
        replace(AGAIN, kind="threat", status="warned"),
        replace(AGAIN, published=date(2018, 6, 29) + later),
        replace(AGAIN, when=period("2004")),
        replace(
            AGAIN, text="Situs KPU Papua lambat.", evidence="Situs KPU Papua lambat.", when=None,
            targets=(), published=date(2018, 7, 14),
        ),
    ):  # fmt: skip
        assert group([FIRST, other]) == []
        assert alike(FIRST, [other]) == []


def test_mentions_of_one_article_never_share_a_group() -> None:
    twin = replace(AGAIN, key=3, evidence="Permintaan palsu datang dari ribuan alamat.")
    found = group([FIRST, AGAIN, twin])
    assert len(found) == 1
    assert not {2, 3} <= found[0]


def test_the_order_of_the_mentions_does_not_matter() -> None:
    told = mentions(TRAINING / "articles")[:160]
    assert {frozenset(g) for g in group(told)} == {frozenset(g) for g in group(told[::-1])}


def test_rounded_figures_agree_with_exact_ones() -> None:
    assert same_figure(204_000_000, 204_807_203)
    assert same_figure(5000, 5000)
    assert not same_figure(252_327_304, 204_807_203)
    assert not same_figure(20, 24)
    assert not same_figure(None, None)


def _event_pairs(folders: Iterable[Path]) -> tuple[Pairs, Pairs]:
    """Pairs of mentions whose articles have one `event`, and those whose articles are put together."""
    told = [mention for folder in folders for mention in mentions(folder)]
    event_of = {r["id"]: r["event"] or r["id"] for f in folders for r in articles(f)}
    by_event: dict[str, list[object]] = {}
    by_article: dict[object, list[object]] = {}
    for mention in told:
        by_event.setdefault(event_of[str(mention.article)], []).append(mention.key)
        by_article.setdefault(mention.article, []).append(mention.key)
    found = [[key for a in story for key in by_article[a]] for story in stories(told)]
    return pairs(by_event.values()), pairs(found)


@pytest.mark.parametrize("folder", [TRAINING / "articles", LABELLED], ids=["training", "labelled"])
def test_articles_of_one_event_are_put_together(folder: Path) -> None:
    gold, told = _event_pairs([folder])
    assert f1(gold, told) >= 0.95


@needs_corpus
def test_articles_of_one_event_are_put_together_in_texts_not_seen() -> None:
    gold, told = _event_pairs([CORPUS / "dev", CORPUS / "seeds"])
    assert f1(gold, told) >= 0.9
