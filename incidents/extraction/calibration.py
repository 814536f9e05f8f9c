"""Fits all models to the labelled texts: `python -m incidents.extraction.calibration` (minutes)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from .decide import best_chances, title_concepts
from .evidence import pairs, score
from .fitting import Example, articles, fit, from_article, sentence_examples
from .languages import LanguagePack, load_language
from .model import LinearModel, dump
from .reading import read, words_of
from .relevance import relevance_features
from .trees import Trees, from_json

FOLDS = 3
TREES = 150
DEPTH = 3
# Articles written in dense form count less: hardly any of their sentences is without a mention.
DENSE = 0.45
DENSE_WEIGHT = 0.3
# Negative sentences are read in runs of so many as if they were an article.
RUN = 9
RELEVANCE_STRENGTH = 0.1
RELEVANCE_THRESHOLD = 0.5
# A mention must be this likely; halfway between missing and crying wolf on the training articles.
MENTION_THRESHOLD = 0.3


def fit_all(folder: Path, packs: dict[str, LanguagePack]) -> tuple[LinearModel, dict[str, Any]]:
    """The sentence model and the record of both document models.

    The document models learn from chances that came of sentence models which had not seen the article.
    """
    told = articles(folder)
    relevant = [record for record in told if record["relevant"]]
    parts = [list(from_article(record, packs)) for record in relevant]
    loose = sentence_examples(folder, packs)
    blind = [_without(loose, parts, fold) for fold in range(FOLDS)]
    seen = [(record, blind[at % FOLDS]) for at, record in enumerate(relevant)]
    rows = [_rows(record, model, packs) for record, model in seen]
    ranking = _fit_ranking(rows)
    others = [record for record in told if not record["relevant"]] + _runs(folder)
    seen += [(record, blind[at % FOLDS]) for at, record in enumerate(others)]
    trees = from_json(ranking)
    table = [_relevance_row(record, model, trees, packs) for record, model in seen]
    relevance = _fit_relevance(table, [bool(record["relevant"]) for record, _ in seen])
    whole = fit([*loose, *(example for part in parts for example in part)])
    return whole, {"ranking": ranking, "relevance": relevance}


def _without(loose: Sequence[Example], parts: Sequence[list[Example]], fold: int) -> LinearModel:
    kept = [e for at, part in enumerate(parts) if at % FOLDS != fold for e in part]
    return fit([*loose, *kept])


def _rows(
    record: dict[str, Any], model: LinearModel, packs: dict[str, LanguagePack]
) -> tuple[npt.NDArray[np.float32], list[bool], float]:
    """Features and truth of the pairs of one article, and how much it counts."""
    reading = read(record["text"], packs[record["lang"]])
    scores = score(reading, model)
    places = [(record["text"].find(m["evidence"]), m) for m in record["mentions"]]
    truth = []
    found = pairs(reading, scores, words_of(record.get("title") or ""))
    for number, label in zip(found.sentences, found.labels, strict=True):
        sentence = reading.sentences[number]
        span = reading.folded.span(sentence.start, sentence.end)
        truth.append(
            any(
                (m["kind"], m["category"]) == scores.labels[label]
                and at < span.end
                and span.start < at + len(m["evidence"])
                for at, m in places
            )
        )
    dense = len(record["mentions"]) > DENSE * max(1, len(reading.sentences))
    return found.features, truth, DENSE_WEIGHT if dense else 1.0


def _fit_ranking(
    rows: Sequence[tuple[npt.NDArray[np.float32], list[bool], float]],
) -> dict[str, Any]:
    table = np.concatenate([lines for lines, _, _ in rows])
    truth = np.array([one for _, told, _ in rows for one in told])
    weights = np.array([weight for lines, _, weight in rows for _ in lines])
    fitted = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=0.04, subsample=0.7, max_features=0.25,
        min_samples_leaf=20, random_state=0,
    ).fit(table, truth, sample_weight=weights)  # fmt: skip
    return exported(fitted, float((truth * weights).sum() / weights.sum()))


def exported(fitted: GradientBoostingClassifier, share: float) -> dict[str, Any]:
    """The trees as one table of nodes; leaves lead to themselves."""
    record: dict[str, Any] = {
        key: [] for key in ("roots", "feature", "threshold", "left", "right", "value")
    }
    for (tree,) in fitted.estimators_:
        nodes, base = tree.tree_, len(record["feature"])
        record["roots"].append(base)
        for at in range(nodes.node_count):
            leaf = nodes.children_left[at] < 0
            record["feature"].append(0 if leaf else int(nodes.feature[at]))
            record["threshold"].append(0.0 if leaf else round(float(nodes.threshold[at]), 6))
            record["left"].append(base + (at if leaf else int(nodes.children_left[at])))
            record["right"].append(base + (at if leaf else int(nodes.children_right[at])))
            value = float(nodes.value[at][0][0]) * fitted.learning_rate if leaf else 0.0
            record["value"].append(round(value, 6))
    record["start"] = float(np.log(share / (1 - share)))
    record["depth"] = DEPTH
    return record


def _runs(folder: Path) -> list[dict[str, Any]]:
    """Runs of negative sentences of one language and context, as if each were an article."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line) if line.strip() else {}
            if record and not record["labels"] and record.get("context") != "election":
                key = (record["lang"], record.get("context") or "none")
                found.setdefault(key, []).append(record["text"])
    return [
        {"lang": lang, "title": "", "text": "\n".join(texts[at : at + RUN]), "relevant": False}
        for (lang, _), texts in found.items()
        for at in range(0, len(texts) - RUN, RUN)
        if lang in ("id", "en")
    ]


def _relevance_row(
    record: dict[str, Any], model: LinearModel, trees: Trees, packs: dict[str, LanguagePack]
) -> list[float]:
    reading = read(record["text"], packs[record["lang"]])
    scores = score(reading, model)
    title = words_of(record.get("title") or "")
    found = pairs(reading, scores, title)
    chances = trees.chances(found.features).tolist()
    return relevance_features(
        reading, scores, best_chances(found, chances), title_concepts(title, reading)
    )


def _fit_relevance(table: list[list[float]], truth: list[bool]) -> dict[str, Any]:
    rows = np.array(table)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=RELEVANCE_STRENGTH, max_iter=2000).fit(
        (rows - mean) / scale, truth
    )
    return {
        "mean": mean.round(6).tolist(),
        "scale": scale.round(6).tolist(),
        "weights": fitted.coef_[0].round(6).tolist(),
        "bias": round(float(fitted.intercept_[0]), 6),
        "threshold": RELEVANCE_THRESHOLD,
    }


def write_models(folder: Path, models: Path, packs: dict[str, LanguagePack]) -> None:
    """Fit everything to the labelled texts in `folder` and write both files of models."""
    sentences, documents = fit_all(folder, packs)
    documents["threshold"] = MENTION_THRESHOLD
    (models / "sentences.npz").write_bytes(dump(sentences))
    (models / "documents.json").write_text(json.dumps(documents), "utf-8")


if __name__ == "__main__":
    here = Path(__file__).parent
    found = {code: load_language(here / "packs" / code) for code in ("id", "en")}
    write_models(here / "training", here / "models", found)
