"""From a text to its candidates: read, score sentences, decide per document, add attributes."""

from __future__ import annotations

from datetime import date

import numpy as np

from incidents.domain.records import Candidate, Cue, Extraction
from incidents.domain.vocabulary import Category, Kind, Language, Status

from .features import sentence_features
from .knowledge import Knowledge, knowledge
from .languages import LanguagePack
from .reading import Reading, read

VERSION_PREFIX = "1"
THRESHOLD = 0.3


def extract(
    text: str,
    *,
    title: str = "",
    language: Language | None = None,
    published: date | None = None,
    outlet: str = "",
    country: str | None = None,
) -> Extraction:
    """What a text says about threats to, attacks on and protection of elections' information.

    `published` is the article's own date, `country` (ISO 3166-1 alpha-2) where its outlet sits.
    Pure: the same arguments and packs give the same answer. Never raises for any text.
    """
    known = knowledge()
    pack = choose_language(text, language, known)
    reading = read(text, pack)
    candidates = _candidates(reading, known)
    shown = Language(pack.code) if pack.code in Language.values else Language.OTHER
    relevance = max((c.confidence for c in candidates), default=0.0)
    return Extraction(
        relevant=bool(candidates),
        relevance=relevance,
        language=language or shown,
        elections=(),
        candidates=tuple(candidates),
        version=version(),
    )


def version() -> str:
    """Version of the rules, the packs and the model together."""
    return f"{VERSION_PREFIX}-{knowledge().version}"


def choose_language(text: str, language: Language | None, known: Knowledge) -> LanguagePack:
    """The pack for a language, or the one whose function words the text has most of."""
    if language is not None and language.value in known.languages:
        return known.languages[language.value]
    words = text[:4000].lower().split()
    return max(
        known.languages.values(),
        key=lambda pack: sum(word in pack.function_words for word in words),
    )


def _candidates(reading: Reading, known: Knowledge) -> list[Candidate]:
    model = known.model
    rows = []
    before = None
    for sentence in reading.sentences:
        rows.append(model.rows(sentence_features(reading, sentence, before)))
        before = sentence
    chances = 1 / (1 + np.exp(-model.logits(rows)))
    found: list[Candidate] = []
    for column, label in enumerate(model.labels):
        if "/" not in label or not rows:
            continue
        at = int(chances[:, column].argmax())
        if chances[at, column] < THRESHOLD:
            continue
        kind, _, category = label.partition("/")
        statuses = [
            (chances[at, i], n.split(":")[1])
            for i, n in enumerate(model.labels)
            if n.startswith(kind + ":")
        ]
        sentence = reading.sentences[at]
        cues = model.strongest(rows[at], column, 5)
        found.append(
            Candidate(
                kind=Kind(kind),
                category=Category(category),
                status=Status(max(statuses)[1]),
                span=reading.folded.span(sentence.start, sentence.end),
                confidence=round(float(chances[at, column]), 4),
                explanation=tuple(Cue("model", f"{f}:{k}", round(w, 3)) for (f, k), w in cues),
            )
        )
    return sorted(found, key=lambda candidate: candidate.span)
