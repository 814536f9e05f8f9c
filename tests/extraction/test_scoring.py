"""Precision, recall and attribute shares, counted by hand."""

from __future__ import annotations

from typing import Any

from incidents.extraction.scoring import score

TEXT = "KPU diserang 5 ribu kali. Polisi menyelidiki. Data bocor."
ATTACK: dict[str, Any] = {
    "kind": "attack", "category": "unspecified", "status": "occurred",
    "evidence": "KPU diserang 5 ribu kali.", "targets": ["KPU"], "actors": [],
    "reported_by": "Arief Budiman", "when": "2019",
    "count": {"value": 5000, "approx": True, "unit": "attacks"},
}  # fmt: skip
POLICE: dict[str, Any] = {
    "kind": "mitigation", "category": "law-enforcement", "status": "in-place",
    "evidence": "Polisi menyelidiki.",
}  # fmt: skip
GOLD = {
    "id": "a", "text": TEXT, "relevant": True, "elections": ["pemilu-2019"], "mentions": [ATTACK, POLICE],
}  # fmt: skip


def told(*mentions: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": "a", "relevant": True, "elections": [], "mentions": list(mentions), **fields}


def test_a_perfect_answer_scores_one_everywhere() -> None:
    report = score([GOLD], [told(ATTACK, POLICE, elections=["pemilu-2019"])]).report()
    for name in ("relevance", "mentions (kind, category, span)", "elections", "targets"):
        assert report[name]["f1"] == 1.0, name
    for name in ("status", "reported_by", "when", "figures exact", "evidence found in the text"):
        assert report[name]["share"] == 1.0, name
    assert (report["figures invented"], report["without_prediction"]) == (0, 0)


def test_misses_and_false_alarms_are_counted_and_named() -> None:
    breach = {**ATTACK, "category": "data-breach", "evidence": "Data bocor."}
    scores = score([GOLD], [told(ATTACK, breach)])
    report = scores.report()
    assert report["mentions (kind, category, span)"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "n": 2}
    assert report["by category"]["attack/data-breach"]["p"] == 0.0
    assert [line.split()[0] for line in scores.errors] == ["missed", "false"]


def test_an_article_without_prediction_is_all_missed() -> None:
    report = score([GOLD], []).report()
    assert report["without_prediction"] == 1
    assert report["relevance"]["r"] == 0.0
    assert report["mentions (kind, category, span)"]["n"] == 2


def test_the_sentence_must_overlap_and_matches_once() -> None:
    elsewhere = {**ATTACK, "evidence": "Polisi menyelidiki."}
    assert score([GOLD], [told(elsewhere)]).mentions.right == 0
    assert score([GOLD], [told(ATTACK, ATTACK)]).mentions.false == 1


def test_attributes_are_judged_on_matched_mentions() -> None:
    wrong = {
        **ATTACK, "status": "denied", "reported_by": "Arief", "when": "2019-04-17",
        "count": {"value": 5000, "approx": False, "unit": "attacks"},
    }  # fmt: skip
    report = score([GOLD], [told(wrong)]).report()
    assert report["status"]["share"] == 0.0
    assert report["reported_by"]["share"] == 1.0
    assert report["when"]["share"] == 1.0
    assert report["figures exact"]["share"] == 0.0
    invented = {**POLICE, "count": {"value": 3, "approx": False, "unit": "people"}}
    assert score([GOLD], [told(invented)]).invented == 1


def test_evidence_that_is_not_in_the_text_is_told() -> None:
    made_up = {**ATTACK, "evidence": "KPU runtuh."}
    report = score([GOLD], [told(made_up)]).report()
    assert report["evidence found in the text"]["share"] == 0.0
