"""The product's scores are those of the reference scorer, on the same predictions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from incidents.extraction.scoring import score
from tests.extraction.corpora import LABELLED, TOOL, articles


@pytest.mark.skipif(not TOOL.exists(), reason=f"{TOOL} is not there to compare with")
def test_scores_agree_with_the_reference_scorer(tmp_path: Path) -> None:
    gold = articles(LABELLED)
    told = [_distorted(record, at) for at, record in enumerate(gold) if at % 11]
    file = tmp_path / "predictions.jsonl"
    file.write_text("\n".join(json.dumps(record) for record in told), "utf-8")
    answer = subprocess.run(
        [sys.executable, TOOL, LABELLED, file, "--json"],
        capture_output=True, check=True, text=True, timeout=60,
    )  # fmt: skip
    assert score(gold, told).report() == json.loads(answer.stdout)


def _distorted(record: dict[str, Any], at: int) -> dict[str, Any]:
    """Right in part: mentions left out, doubled and changed in turn."""
    mentions = []
    for number, mention in enumerate(record["mentions"], start=at):
        changed = dict(mention)
        if number % 7 == 0:
            continue
        if number % 5 == 0:
            changed |= {"category": "unspecified", "count": None}
        if number % 4 == 0:
            changed |= {"status": "denied", "reported_by": None, "targets": ["KPU", "Bawaslu"]}
        if number % 3 == 0:
            changed |= {"count": {"value": number, "unit": "people"}, "when": "2019-04-17"}
            mentions.append({**mention, "evidence": mention["evidence"][:20]})
        mentions.append(changed)
    return {
        "id": record["id"],
        "relevant": at % 6 != 0,
        "elections": record["elections"][at % 2 :],
        "mentions": mentions,
    }
