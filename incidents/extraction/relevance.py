"""Whether an article is about the information security of an election: a calibrated chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from incidents.domain.records import Cue

from .evidence import Evidence
from .network import Matrix
from .reading import Reading

_ELECTION = frozenset({"ELECTION", "EBODY", "ESYS", "VOTERDATA"})
_BODY = frozenset({"EBODY", "ESYS"})
_HOSTILE = frozenset(
    {"INTRUSION", "UNSPECATTACK", "BREACH", "DDOS", "MALWARE", "PHISH", "ACCOUNT", "DEFACE"}
)
_FALSE = frozenset({"DISINFO", "IMPERSON", "FAKEFRAME"})
_SECURITY = _HOSTILE | {"n-security", "n-hacker", "n-malware", "n-ddos", "n-password", "ESYS"}
_SECURITY |= {"DISINFO", "IMPERSON", "n-false", "n-ai", "MMONITOR", "HARASS"}
_STRONG = frozenset({"INTRUSION", "DDOS", "MALWARE", "PHISH", "DISINFO", "n-hacker", "n-security"})
# An article that names an election in fewer sentences, and not in its head, is about something else.
_FEW = 2
_LIKELY = 0.4
# The packs' words without which there is nothing about information security to be relevant for.
_GATE = frozenset({"GATE"})
_HINTS = _GATE | _HOSTILE | _FALSE | {"HARASS", "TAMPER", "INSIDER", "OVERLOAD", "DISINFO"}
NAMES = (
    "best mention", "second mention", "sum of mentions", "best sentence", "mean of sentences",
    "share on elections", "sentences on elections", "head on elections", "share on bodies",
    "share on other sectors", "share on logistics", "no election named", "share false", "length",
    "security and election", "sentences on security", "both in one sentence", "strong words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RelevanceModel:
    """A logistic model over the features that `NAMES` lists."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float

    def chance(self, features: Sequence[float]) -> float:
        """The chance that the article is relevant."""
        return float(1 / (1 + np.exp(-self.bias - sum(self._parts(features)))))

    def cues(self, features: Sequence[float]) -> tuple[Cue, ...]:
        """What spoke most for or against it."""
        told = sorted(
            zip(self._parts(features), NAMES, features, strict=True), key=lambda p: -abs(p[0])
        )
        return tuple(Cue(f"relevance: {n}", f"{v:.2f}", round(p, 3)) for p, n, v in told[:4])

    def _parts(self, features: Sequence[float]) -> list[float]:
        rows = zip(features, self.mean, self.scale, self.weights, strict=True)
        return [(value - mean) / scale * weight for value, mean, scale, weight in rows]


def model_of(record: dict[str, Any]) -> RelevanceModel:
    """The model in a record that `calibration` wrote."""
    return RelevanceModel(
        tuple(record["mean"]),
        tuple(record["scale"]),
        tuple(record["weights"]),
        float(record["bias"]),
        float(record["threshold"]),
    )


def relevance_features(reading: Reading, found: Evidence, title: frozenset[str]) -> list[float]:
    """The features of an article; `found` are the chances of its sentences, `title` its concepts."""
    told = sorted((float(best) for best in found.labels.max(axis=0)), reverse=True)
    concepts = [sentence.concepts for sentence in reading.sentences]
    count = max(1, len(concepts))
    head = [title, *concepts[:2]]

    def share(wanted: frozenset[str]) -> float:
        return sum(bool(wanted & told) for told in concepts) / count

    return [
        told[0] if told else 0.0,
        told[1] if len(told) > 1 else 0.0,
        min(sum(told), 5.0),
        float(found.any.max()) if len(concepts) else 0.0,
        float(found.any.mean()) if len(concepts) else 0.0,
        share(_ELECTION),
        float(np.log1p(share(_ELECTION) * count)),
        sum(bool(_ELECTION & some) for some in head) / 3,
        share(_BODY),
        share(frozenset({"OTHERSECTOR"})),
        share(frozenset({"PHYSICAL"})),
        float(not any(_ELECTION & some for some in head) and share(_ELECTION) * count < _FEW),
        share(_FALSE),
        float(np.log(count)),
        float(np.sqrt(share(_SECURITY) * share(_ELECTION))),
        float(np.log1p(share(_SECURITY) * count)),
        sum(bool(_SECURITY & f) and bool(_ELECTION & f) for f in concepts) / count,
        float(np.log1p(sum(len(_STRONG & some) for some in concepts))),
    ]


def may_be_relevant(reading: Reading, title: frozenset[str]) -> bool:
    """Whether the words of both subjects occur, security and election; cheap, asked before scoring."""
    told = title.union(*(sentence.concepts for sentence in reading.sentences))
    return bool(_HINTS & told) and bool(_ELECTION & told)


def speaks_of_security(reading: Reading, said: Matrix, title: frozenset[str]) -> bool:
    """Whether the title, or a likely sentence, holds a word of information security."""
    return bool(_GATE & title) or any(
        bool(_GATE & sentence.concepts) and chance > _LIKELY
        for sentence, chance in zip(reading.sentences, said, strict=True)
    )
