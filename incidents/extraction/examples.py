"""Labelled texts as examples to learn from: whole articles, and sentences that were labelled alone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from .features import Feature, sentence_features
from .folding import fold
from .languages import LanguagePack
from .reading import read, read_spans
from .tokens import Token, title_tokens, tokens

T = TypeVar("T")
LEAST_WORD, LEAST_FEATURE = 2, 3


@dataclass(frozen=True, slots=True)
class Example:
    """An article or a lone sentence: `labels[i]` are the (kind, category, status) of sentence i.

    None there: a sentence that is read but not learned from. The title is the first sentence.
    """

    sentences: tuple[list[Token], ...]
    features: tuple[frozenset[Feature], ...]
    labels: tuple[frozenset[tuple[str, str, str]] | None, ...]
    quoted: tuple[bool, ...]
    english: bool
    alone: bool


def from_article(record: dict[str, Any], packs: dict[str, LanguagePack]) -> Example:
    """The example in a labelled article."""
    pack = packs.get(record["lang"]) or packs["id"]
    reading = read(record["text"], pack)
    places = [(record["text"].find(m["evidence"]), m) for m in record["mentions"]]
    labels, found, before = [], [], None
    for sentence in reading.sentences:
        span = reading.folded.span(sentence.start, sentence.end)
        labels.append(
            frozenset(
                _label(m)
                for at, m in places
                if 0 <= at < span.end and span.start < at + len(m["evidence"])
            )
        )
        found.append(frozenset(sentence_features(reading, sentence, before)))
        before = sentence
    quoted = [chr(34) in reading.text_of(sentence) for sentence in reading.sentences]
    return Example(
        (
            title_tokens(record.get("title") or "", pack),
            *(tokens(reading, s) for s in reading.sentences),
        ),
        (frozenset(), *found),
        (None, *labels),
        (False, *quoted),
        pack.code == "en",
        alone=False,
    )


def from_sentence(record: dict[str, Any], packs: dict[str, LanguagePack]) -> Example | None:
    """The example in one line of labelled sentences; None when it holds no word."""
    pack = packs.get(record["lang"]) or packs["id"]
    previous = " ".join((record.get("prev") or "").split())
    text = " ".join(record["text"].split())
    folded = fold(f"{previous}\n{text}" if previous else text)
    start = folded.plain.find("\n") + 1 if previous else 0
    spans = [(0, start - 1)] if previous else []
    reading = read_spans(folded, [*spans, (start, len(folded.plain))], pack)
    if not reading.sentences:
        return None
    *earlier, last = reading.sentences
    before = earlier[0] if earlier else None
    told = frozenset(_label(m) for m in record["labels"])
    unread: list[frozenset[tuple[str, str, str]] | None] = [None] * (1 + len(earlier))
    return Example(
        ([], *(tokens(reading, s) for s in reading.sentences)),
        (
            *(frozenset[Feature]() for _ in unread),
            frozenset(sentence_features(reading, last, before)),
        ),
        (*unread, told),
        (False, *(chr(34) in text for _ in reading.sentences)),
        pack.code == "en",
        alone=True,
    )


def _label(record: dict[str, Any]) -> tuple[str, str, str]:
    return record["kind"], record["category"], record.get("status") or ""


def articles(folder: Path) -> list[dict[str, Any]]:
    """Labelled articles: one per file in articles/, one per line in documents/."""
    files = sorted((folder / "articles").glob("*.json"))
    found = [json.loads(path.read_text("utf-8")) for path in files]
    for path in sorted((folder / "documents").glob("*.jsonl")):
        found.extend(records(path))
    return found


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines; a line separator of Unicode inside a text ends none."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def lone_sentences(folder: Path, packs: dict[str, LanguagePack]) -> list[Example]:
    """All labelled sentences in the *.jsonl files of a folder."""
    found: list[Example] = []
    for path in sorted(folder.glob("*.jsonl")):
        for record in records(path):
            # The words of a cyber-only sentence tell of an attack; only its article's subject says no.
            if record.get("context") == "cyber-only":
                continue
            example = from_sentence(record, packs)
            if example is not None:
                found.append(example)
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """The rows of what is known; those of features begin at 1, of words and stems at 2."""

    words: dict[str, int]
    stems: dict[str, int]
    concepts: dict[str, int]
    features: dict[Feature, int]


def known_of(found: Sequence[Example]) -> Known:
    """Tables of the words, stems, concepts and features that enough examples have."""
    words: Counter[str] = Counter()
    stems: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    features: Counter[Feature] = Counter()
    for example in found:
        seen = [token for sentence in example.sentences for token in sentence]
        words.update({token.word for token in seen})
        stems.update({token.stem for token in seen})
        concepts.update(concept for token in seen for concept in token.concepts)
        for some in example.features:
            features.update(feature for feature in some if feature[0] != "w")
    return Known(
        _rows(words, LEAST_WORD, 2),
        _rows(stems, LEAST_WORD, 2),
        _rows(concepts, 1, 1),
        _rows(features, LEAST_FEATURE, 1),
    )


def _rows(counts: Counter[T], least: int, first: int) -> dict[T, int]:
    kept = sorted((item for item, count in counts.items() if count >= least), key=repr)
    return {item: at for at, item in enumerate(kept, first)}
