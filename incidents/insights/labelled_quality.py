"""How well the extractor agrees with the labelled articles that the product ships with, as last measured."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from incidents.domain.vocabulary import Category, Kind

STORED = Path(__file__).resolve().parent.parent / "reference" / "quality.json"


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, 0..1; `found_in` is how many there were to find."""

    precision: float
    recall: float
    f1: float
    found_in: int


@dataclass(frozen=True, slots=True)
class CategoryRates:
    """The rates of one kind and category."""

    kind: Kind
    category: Category
    rates: Rates


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: of which version, when, on how many articles, and what came out."""

    version: str
    measured_on: date
    articles: int
    relevance: Rates
    mentions: Rates
    elections: Rates
    shares: dict[str, tuple[float, int]]
    categories: tuple[CategoryRates, ...]


def measured() -> Measured | None:
    """The measurement in the file `STORED`, or None when none was kept."""
    if not STORED.exists():
        return None
    kept = json.loads(STORED.read_text("utf-8"))
    scores = kept["scores"]
    return Measured(
        version=kept["version"],
        measured_on=date.fromisoformat(kept["measured_on"]),
        articles=scores["articles"],
        relevance=_rates(scores["relevance"]),
        mentions=_rates(scores["mentions (kind, category, span)"]),
        elections=_rates(scores["elections"]),
        shares={
            name: (scores[name]["share"], scores[name]["n"])
            for name in ("status", "reported_by", "figures exact", "evidence found in the text")
        },
        categories=tuple(_category(name, found) for name, found in scores["by category"].items()),
    )


def _category(name: str, found: dict[str, Any]) -> CategoryRates:
    kind, _slash, category = name.partition("/")
    return CategoryRates(Kind(kind), Category(category), _rates(found))


def _rates(found: dict[str, Any]) -> Rates:
    return Rates(found["p"], found["r"], found["f1"], found["n"])
