"""The training and test articles are well labelled, and kept apart from each other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from incidents.domain.vocabulary import Category, Kind, Status, Unit, categories_of, statuses_of

from .corpora import CORPUS, LABELLED, TRAINING, articles, needs_corpus

SETS = {"training": TRAINING / "articles", "labelled": LABELLED}
CONTEXTS = {"election", "cyber-only", "election-only", "none"}


def sentences() -> list[tuple[str, dict[str, Any]]]:
    """Each labelled sentence with the place where it stands."""
    return [
        (f"{path.name}:{number}", json.loads(line))
        for path in sorted(TRAINING.glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if line.strip()
    ]


def label_fits(label: dict[str, Any]) -> bool:
    kind = Kind(label["kind"])
    return Category(label["category"]) in categories_of(kind) and Status(
        label["status"]
    ) in statuses_of(kind)


@pytest.mark.parametrize("folder", SETS.values(), ids=SETS)
def test_labels_stand_in_their_article_and_use_the_codebook(folder: Path) -> None:
    for record in articles(folder):
        where = record["id"]
        assert record["lang"] in {"id", "en"}, where
        assert record["relevant"] == bool(record["mentions"]), where
        assert all(re.fullmatch(r"(pemilu|pilkada|[a-z]{2})-\d{4}", e) for e in record["elections"])
        for mention in record["mentions"]:
            assert mention["evidence"] in record["text"], where
            assert label_fits(mention), where
            when = mention.get("when") or "2024"
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}", when), where
            if count := mention.get("count"):
                assert count["value"] >= 1, where
                assert count["unit"] in Unit.values, where


def test_sentences_use_the_codebook() -> None:
    told = sentences()
    assert len(told) > 1000
    for where, sentence in told:
        assert sentence["text"].strip(), where
        assert sentence.get("context", "election") in CONTEXTS, where
        assert all(map(label_fits, sentence["labels"])), where


def test_no_sentence_is_labelled_twice_in_two_ways() -> None:
    seen: dict[tuple[str, str], tuple[str, object]] = {}
    for where, sentence in sentences():
        key = (sentence.get("prev") or "", sentence["text"])
        told = sorted((x["kind"], x["category"], x["status"]) for x in sentence["labels"])
        first = seen.setdefault(key, (where, told))
        assert first[1] == told, (first[0], where)


def test_nothing_that_measures_is_trained_on() -> None:
    trained, held = articles(TRAINING / "articles"), articles(LABELLED)
    assert not {r["id"] for r in trained} & {r["id"] for r in held}
    assert not {r["event"] for r in trained} & {r["event"] for r in held if r["event"]}
    texts = {sentence["text"] for _, sentence in sentences()}
    evidence = {m["evidence"] for r in held for m in r["mentions"]}
    assert not evidence & texts
    assert not evidence & {m["evidence"] for r in trained for m in r["mentions"]}


@needs_corpus
def test_no_sentence_of_the_reference_articles_is_trained_on() -> None:
    texts = {sentence["text"] for _, sentence in sentences()}
    texts |= {m["evidence"] for r in articles(TRAINING / "articles") for m in r["mentions"]}
    for folder in (CORPUS / "dev", CORPUS / "seeds"):
        for record in articles(folder):
            assert not texts & {m["evidence"] for m in record["mentions"]}, record["id"]
