"""Fitting: labelled texts become examples, the trained network answers as it was trained, trees too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from incidents.extraction import examples
from incidents.extraction.relevance import NAMES, RelevanceModel
from incidents.extraction.trees import exported, from_json

from .samples import DDOS, POLICE, Packs, article


def sentence(text: str, *labels: dict[str, str], **fields: str) -> dict[str, Any]:
    return {"text": text, "lang": "id", "labels": list(labels), "context": "election", **fields}


def test_a_labelled_sentence_becomes_an_example_with_the_sentence_before_it(packs: Packs) -> None:
    alone = examples.from_sentence(sentence("Polisi menangkap pelakunya.", POLICE), packs)
    after = examples.from_sentence(
        sentence("Polisi menangkap pelakunya.", POLICE, prev="Situs KPU diretas."), packs
    )
    assert alone is not None
    assert after is not None
    label = frozenset({("mitigation", "law-enforcement", "in-place")})
    assert alone.labels == (None, label)
    assert after.labels == (None, None, label)
    assert {family for family, _ in after.features[-1] - alone.features[-1]} == {"v"}


def test_a_sentence_without_words_is_no_example(packs: Packs) -> None:
    assert examples.from_sentence(sentence("?!"), packs) is None


def test_every_sentence_of_an_article_is_learned_from_but_not_its_title(packs: Packs) -> None:
    found = examples.from_article(article(), packs)
    assert found.labels == (
        None,
        frozenset({("attack", "ddos", "occurred")}),
        frozenset({("mitigation", "law-enforcement", "in-place")}),
        frozenset(),
    )
    assert [token.word for token in found.sentences[0]] == ["situs", "kpu", "diserang"]


def test_sentences_of_other_fields_are_left_out(tmp_path: Path, packs: Packs) -> None:
    lines = [sentence("Bank itu diretas.", context="cyber-only"), sentence("KPU diretas.", DDOS)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    assert len(examples.lone_sentences(tmp_path, packs)) == 1


def test_a_line_separator_inside_a_text_ends_no_record(tmp_path: Path) -> None:
    line = sentence("KPU diretas.\u2028Polisi menyelidiki.", DDOS)
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n\n", "utf-8")
    assert list(examples.records(path)) == [line]


def test_exported_trees_answer_as_the_fitted_ones() -> None:
    from sklearn.ensemble import GradientBoostingClassifier  # slow to load

    random = np.random.default_rng(7)
    rows = random.normal(size=(200, 5)).astype(np.float32)
    truth = rows[:, 0] + rows[:, 1] * rows[:, 2] > 0
    fitted = GradientBoostingClassifier(n_estimators=20, max_depth=3, random_state=0).fit(
        rows, truth
    )
    trees = from_json(exported(fitted, float(truth.mean())))
    assert np.allclose(trees.chances(rows), fitted.predict_proba(rows)[:, 1], atol=1e-3)
    assert trees.chances(rows[:0]).shape == (0,)


def test_relevance_rises_with_a_feature_of_positive_weight() -> None:
    count = len(NAMES)
    weights = (1.0,) + (0.0,) * (count - 1)
    model = RelevanceModel((0.0,) * count, (1.0,) * count, weights, 0.0, 0.5)
    low, high = [0.0] * count, [2.0] + [0.0] * (count - 1)
    assert model.chance(low) == pytest.approx(0.5)
    assert model.chance(high) > 0.85
    assert model.cues(high)[0].rule == f"relevance: {NAMES[0]}"
