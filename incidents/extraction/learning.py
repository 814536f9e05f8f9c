"""How likely people accept a candidate, or an article, that extraction found, as their decisions teach.

A small logistic model each for ranking and relevance. It starts from the extractor's own confidence and
learns only what to add to it, so that without decisions it changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from math import exp, log

from incidents.domain.labels import DecidedArticle, DecidedMention
from incidents.domain.records import Candidate, Cue, Extraction

from .engine import extract

RULE = "decisions"
_SUREST = 6.0
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of one candidate or article (`features`), the extractor's own logit, and the decision."""

    features: Mapping[str, float]
    base: float
    accepted: bool
    held_out: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights by feature; what is added to the extractor's own logit."""

    weights: Mapping[str, float]

    @property
    def version(self) -> str:
        """Eight hexadecimal digits that change with any weight."""
        return sha256(dump(self)).hexdigest()[:8]

    def added(self, features: Mapping[str, float]) -> float:
        """What decisions add to a logit."""
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How well chances fit the held-out decisions; a smaller log loss is better."""

    examples: int
    log_loss: float
    ranked_right: float

    def as_dict(self) -> dict[str, float]:
        """For storing: all three by name."""
        return {
            "examples": self.examples,
            "log_loss": self.log_loss,
            "ranked_right": self.ranked_right,
        }


def dump(model: Learned) -> bytes:
    """The model as bytes."""
    return json.dumps(dict(sorted(model.weights.items())), ensure_ascii=False).encode()


def parse(stored: bytes) -> Learned:
    """The model in bytes that `dump` wrote; raises ValueError for anything else."""
    weights = json.loads(stored)
    try:
        return Learned({str(name): float(value) for name, value in weights.items()})
    except (AttributeError, TypeError) as error:
        raise ValueError("a learned model is an object of weights") from error


def logit(chance: float) -> float:
    """The logit of a chance, kept within what a person could still overrule."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return min(max(log(chance / (1 - chance)), -_SUREST), _SUREST)


def chance_of(value: float) -> float:
    """The chance behind a logit."""
    return round(1 / (1 + exp(-value)), 4)


def candidate_features(candidate: Candidate, text: str) -> dict[str, float]:
    """What ranking looks at: label, cues, attributes and words of the sentence; nothing of the outlet."""
    words = set(_WORD.findall(candidate.span.of(text).lower()))
    features = {f"word:{word}": 1.0 for word in words}
    features |= {f"rule:{cue.rule.split(':')[0]}": 1.0 for cue in candidate.explanation}
    features |= {
        "always": 1.0,
        f"label:{candidate.kind}/{candidate.category}": 1.0,
        f"status:{candidate.status}": 1.0,
        "surer": logit(candidate.confidence) / _SUREST,
        "figure": float(candidate.figure is not None),
        "speaker": float(candidate.reported_by is not None),
        "target": float(bool(candidate.targets)),
    }
    return features


def article_features(extraction: Extraction, title: str) -> dict[str, float]:
    """What relevance looks at: the candidates' labels and confidence, and the words of the title."""
    chances = sorted((c.confidence for c in extraction.candidates), reverse=True)
    features = {f"word:{word}": 1.0 for word in set(_WORD.findall(title.lower()))}
    features |= {f"label:{c.kind}/{c.category}": 1.0 for c in extraction.candidates}
    features |= {
        "always": 1.0,
        "surer": logit(extraction.relevance) / _SUREST,
        "best": chances[0] if chances else 0.0,
        "second": chances[1] if len(chances) > 1 else 0.0,
        "many": log(1 + len(chances)),
    }
    return features


def examples(article: DecidedArticle) -> tuple[list[Example], list[Example]]:
    """Examples for ranking and for relevance: what extraction says today beside what people decided."""
    extraction = extract(
        article.text,
        title=article.title,
        language=article.language,
        published=article.published,
        outlet=article.outlet,
        country=article.country,
    )
    ranking = []
    for candidate in extraction.candidates:
        decision = _decision(candidate, article.mentions)
        if decision is not None:
            features = candidate_features(candidate, article.text)
            base = logit(candidate.confidence)
            ranking.append(Example(features, base, decision, article.held_out))
    if article.relevant is None:
        return ranking, []
    features = article_features(extraction, article.title)
    base = logit(extraction.relevance)
    return ranking, [Example(features, base, article.relevant, article.held_out)]


def _decision(candidate: Candidate, mentions: Iterable[DecidedMention]) -> bool | None:
    """What people decided on the like over the same characters; accepted wins, None if on nothing."""
    told = [
        mention.accepted
        for mention in mentions
        if (mention.kind, mention.category) == (candidate.kind, candidate.category)
        and mention.span.overlaps(candidate.span)
    ]
    return any(told) if told else None


def judge(model: Learned | None, found: Iterable[Example]) -> HeldOut:
    """How a model (None: the extractor alone) does on the held-out examples."""
    told = [
        (example.base + (model.added(example.features) if model else 0.0), example.accepted)
        for example in found
        if example.held_out
    ]
    loss = sum(log(1 + exp(-value if accepted else value)) for value, accepted in told)
    better = [value for value, accepted in told if accepted]
    worse = [value for value, accepted in told if not accepted]
    won = sum((g > b) + 0.5 * (g == b) for g in better for b in worse)
    pairs = len(better) * len(worse)
    return HeldOut(
        len(told), round(loss / max(1, len(told)), 4), round(won / pairs if pairs else 0.0, 4)
    )


def adjusted(
    extraction: Extraction,
    text: str,
    title: str,
    *,
    ranking: Learned | None = None,
    relevance: Learned | None = None,
) -> Extraction:
    """The extraction with chances as decisions teach them; what was added is told as a cue.

    Its version names the models. The text is the one that was extracted.
    """
    found, version = extraction, extraction.version
    if relevance is not None:
        added = relevance.added(article_features(extraction, title))
        chance = chance_of(logit(extraction.relevance) + added)
        cue = Cue(RULE, relevance.version, round(added, 3))
        found = replace(
            found,
            relevance=chance,
            relevant=bool(extraction.candidates) and chance >= 0.5,
            explanation=(*extraction.explanation, cue),
        )
        version += f"+a{relevance.version}"
    if ranking is not None:
        candidates = tuple(_ranked(c, text, ranking) for c in extraction.candidates)
        found = replace(found, candidates=candidates)
        version += f"+m{ranking.version}"
    return replace(found, version=version)


def _ranked(candidate: Candidate, text: str, model: Learned) -> Candidate:
    added = model.added(candidate_features(candidate, text))
    return replace(
        candidate,
        confidence=chance_of(logit(candidate.confidence) + added),
        explanation=(*candidate.explanation, Cue(RULE, model.version, round(added, 3))),
    )


def without(
    extraction: Extraction, text: str, rejected: Iterable[tuple[str, str, str]]
) -> Extraction:
    """The extraction without candidates whose (kind, category, sentence) people rejected before."""
    refused = set(rejected)
    kept = tuple(
        c for c in extraction.candidates if (c.kind, c.category, c.span.of(text)) not in refused
    )
    if len(kept) == len(extraction.candidates):
        return extraction
    return replace(extraction, candidates=kept, relevant=extraction.relevant and bool(kept))
