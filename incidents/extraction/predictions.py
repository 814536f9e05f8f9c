"""An extraction as plain data: the form that labelled articles have, so that the two can be compared."""

from __future__ import annotations

from typing import Any

from incidents.domain.records import Candidate, Extraction, Figure

Prediction = dict[str, Any]


def prediction(key: str, extraction: Extraction, text: str) -> Prediction:
    """One article's result: id, relevance, elections, language, version and its mentions.

    `text` is the text that was extracted; each mention has its evidence and the evidence's place in it.
    """
    return {
        "id": key,
        "relevant": extraction.relevant,
        "relevance": extraction.relevance,
        "lang": extraction.language.value,
        "elections": list(extraction.elections),
        "mentions": [_mention(candidate, text) for candidate in extraction.candidates],
        "version": extraction.version,
    }


def _mention(candidate: Candidate, text: str) -> dict[str, Any]:
    return {
        "kind": candidate.kind.value,
        "category": candidate.category.value,
        "status": candidate.status.value,
        "evidence": candidate.span.of(text),
        "start": candidate.span.start,
        "end": candidate.span.end,
        "targets": [name.text for name in candidate.targets],
        "actors": [name.text for name in candidate.actors],
        "reported_by": candidate.reported_by.text if candidate.reported_by else None,
        "count": _count(candidate.figure),
        "when": candidate.when.iso() if candidate.when else None,
        "place": candidate.place.text if candidate.place else None,
        "elections": list(candidate.elections),
        "confidence": candidate.confidence,
        "explanation": [
            {"rule": cue.rule, "text": cue.text, "weight": cue.weight}
            for cue in candidate.explanation
        ],
    }


def _count(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {"value": figure.value, "approx": figure.approximate, "unit": figure.unit.value}
