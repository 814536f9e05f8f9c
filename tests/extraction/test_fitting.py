"""Fitting: labelled texts become examples, fitted models predict, exported trees answer alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.ensemble import GradientBoostingClassifier

from incidents.extraction import calibration, fitting
from incidents.extraction.evidence import LABELS_PER_SENTENCE, pairs, score
from incidents.extraction.knowledge import knowledge
from incidents.extraction.reading import read
from incidents.extraction.relevance import NAMES, RelevanceModel
from incidents.extraction.trees import from_json

PACKS = knowledge().languages
DDOS = {"kind": "attack", "category": "ddos", "status": "occurred"}
POLICE = {"kind": "mitigation", "category": "law-enforcement", "status": "in-place"}
TEXT = "Situs KPU dibanjiri serangan DDoS. Polisi menangkap pelakunya. Rapat digelar di hotel."


def sentence(text: str, *labels: dict[str, str], **fields: str) -> dict[str, Any]:
    return {"text": text, "lang": "id", "labels": list(labels), "context": "election", **fields}


def article() -> dict[str, Any]:
    return {
        "lang": "id", "title": "Situs KPU diserang", "text": TEXT, "relevant": True,
        "mentions": [
            {**DDOS, "evidence": "Situs KPU dibanjiri serangan DDoS."},
            {**POLICE, "evidence": "Polisi menangkap pelakunya."},
        ],
    }  # fmt: skip


def test_a_labelled_sentence_becomes_an_example_with_the_sentence_before_it() -> None:
    alone = fitting.from_sentence(sentence("Polisi menangkap pelakunya.", POLICE), PACKS)
    after = fitting.from_sentence(
        sentence("Polisi menangkap pelakunya.", POLICE, prev="Situs KPU diretas."), PACKS
    )
    assert alone is not None
    assert after is not None
    assert alone.labels == after.labels == {("mitigation", "law-enforcement", "in-place")}
    assert {family for family, _ in set(after.features) - set(alone.features)} == {"v"}


def test_a_sentence_without_words_is_no_example() -> None:
    assert fitting.from_sentence(sentence("?!"), PACKS) is None


def test_every_sentence_of_an_article_is_an_example() -> None:
    labels = [set(example.labels) for example in fitting.from_article(article(), PACKS)]
    assert labels == [
        {("attack", "ddos", "occurred")}, {("mitigation", "law-enforcement", "in-place")}, set(),
    ]  # fmt: skip


def test_sentences_of_other_fields_are_left_out(tmp_path: Path) -> None:
    lines = [sentence("Bank itu diretas.", context="cyber-only"), sentence("KPU diretas.", DDOS)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    assert len(fitting.sentence_examples(tmp_path, PACKS)) == 1


def test_a_fitted_model_tells_its_examples_apart() -> None:
    found = [
        example
        for number in range(8)
        for text, labels in (
            (f"Situs KPU dibanjiri serangan DDoS ke-{number}.", [DDOS]),
            (f"Polisi menangkap pelaku nomor {number}.", [POLICE]),
            (f"Rapat pleno digelar di hotel {number}.", []),
        )
        if (example := fitting.from_sentence(sentence(text, *labels), PACKS)) is not None
    ]
    model = fitting.fit(found)
    scores = score(read(TEXT, PACKS["id"]), model)
    assert [scores.labels[at] for at in scores.chances[:2].argmax(axis=1)] == [
        ("attack", "ddos"), ("mitigation", "law-enforcement"),
    ]  # fmt: skip
    assert scores.any[2] < scores.any[0]


def test_exported_trees_answer_as_the_fitted_ones() -> None:
    random = np.random.default_rng(7)
    rows = random.normal(size=(200, 5)).astype(np.float32)
    truth = rows[:, 0] + rows[:, 1] * rows[:, 2] > 0
    fitted = GradientBoostingClassifier(n_estimators=20, max_depth=3, random_state=0).fit(
        rows, truth
    )
    trees = from_json(calibration.exported(fitted, float(truth.mean())))
    assert np.allclose(trees.chances(rows), fitted.predict_proba(rows)[:, 1], atol=1e-3)
    assert trees.chances(rows[:0]).shape == (0,)


def test_pairs_offer_the_likeliest_labels_of_each_sentence() -> None:
    reading = read(TEXT, PACKS["id"])
    scores = score(reading, knowledge().model)
    found = pairs(reading, scores, ["situs", "kpu"])
    assert len(found.sentences) == len(found.labels) == len(found.features)
    assert max(found.sentences.count(at) for at in set(found.sentences)) <= LABELS_PER_SENTENCE
    assert np.isfinite(found.features).all()


def test_relevance_rises_with_a_feature_of_positive_weight() -> None:
    count = len(NAMES)
    weights = (1.0,) + (0.0,) * (count - 1)
    model = RelevanceModel((0.0,) * count, (1.0,) * count, weights, 0.0, 0.5)
    low, high = [0.0] * count, [2.0] + [0.0] * (count - 1)
    assert model.chance(low) == pytest.approx(0.5)
    assert model.chance(high) > 0.85
    assert model.cues(high)[0].rule == f"relevance: {NAMES[0]}"
