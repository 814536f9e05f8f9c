"""What the networks say of the sentences of an article, each read with those around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from incidents.domain.records import Cue
from incidents.domain.vocabulary import Kind, statuses_of

from .features import families
from .model import LinearModel
from .network import LABELS, STATUSES, Answer, Article, Matrix, Network, chance
from .reading import Reading
from .tokens import Token, tokens

# Share of the linear model, which sees each sentence alone: plain statements count wherever they stand.
ALONE = 0.5
# So sure of a sentence by itself, the linear model is believed: its article cannot make it say less.
PLAIN = 0.95
# A label that the linear model does not have.
UNLIKELY = -6.0
STATUS_COLUMNS = [
    f"{kind}:{status}" for kind in (Kind.ATTACK, Kind.MITIGATION) for status in statuses_of(kind)
]
# The most that a cue shows of what spoke for a label.
_MOST_CUES = 5


@dataclass(frozen=True, slots=True)
class Evidence:
    """Chances of labels (a column for each of LABELS), of anything at all, and logits of statuses.

    `plain` marks the labels that a sentence states whatever stands around it.
    """

    labels: Matrix
    plain: npt.NDArray[np.bool_]
    any: Matrix
    statuses: Matrix
    told: tuple[tuple[Network, Article, Answer], ...]
    sentences: tuple[Sequence[Token], ...]

    def status(self, sentence: int, kind: str, allowed: Sequence[str]) -> str:
        """The likeliest of the statuses that a kind may have."""
        columns = [STATUSES.index(status) for status in STATUSES if status in allowed]
        best = max(columns, key=lambda at: self.statuses[sentence, at], default=None)
        return allowed[0] if best is None else STATUSES[best]

    def cues(self, sentence: int, label: int) -> list[Cue]:
        """The words, concepts and pairs that spoke most for a label of a sentence."""
        found: list[Cue] = []
        network, article, answer = self.told[0]
        own = self.sentences[sentence + 1]
        rows = article.features[sentence + 1]
        words, features = network.reasons(answer, rows, sentence, label)
        for at, weight in words:
            if at < len(own):
                found.append(Cue("word", own[at].word, round(weight, 3)))
        for row, weight in features:
            family, key = network.tables.names[row]
            found.append(Cue(_RULES[family], _shown(key), round(weight, 3)))
        return sorted(found, key=lambda cue: -(cue.weight or 0.0))[:_MOST_CUES]


_RULES = {
    "s": "root", "b": "roots in a row", "c": "concept", "p": "concepts together",
    "n": "deed and thing", "v": "concept in the sentence before", "q": "quotation",
}  # fmt: skip


def _shown(key: object) -> str:
    return " + ".join(key) if isinstance(key, tuple) else str(key)


class Reader:
    """An article made ready to be read: its words and features as rows of the models' tables."""

    def __init__(
        self,
        reading: Reading,
        title: Sequence[Token],
        networks: Sequence[Network],
        alone: LinearModel | None = None,
    ) -> None:
        """`alone` is the model that sees each sentence by itself, if it is to be asked."""
        self._sentences = (
            list(title), *(tokens(reading, sentence) for sentence in reading.sentences)
        )  # fmt: skip
        self._alone = alone
        quoted = ['"' in reading.text_of(sentence) for sentence in reading.sentences]
        known = {id(network.tables): network.tables for network in networks}
        wanted = [tables.by_family for tables in known.values()]
        self._rows = _features(
            reading, [*wanted, *([alone.by_family] if alone is not None else [])]
        )
        english = reading.pack.code == "en"
        self._articles = {
            key: tables.article(self._sentences, found, quoted, english=english)
            for (key, tables), found in zip(known.items(), self._rows, strict=False)
        }
        self._told: dict[int, tuple[Network, Article, Answer]] = {}

    def evidence(self, networks: Sequence[Network], *, alone: bool = False) -> Evidence:
        """The mean of the networks' logits, with the share of what each sentence says `alone`."""
        told = [self._ask(network) for network in networks]
        answers = [answer for _, _, answer in told]
        labels = np.mean([answer.labels for answer in answers], axis=0)
        said = np.mean([answer.any for answer in answers], axis=0)
        statuses = np.mean([answer.statuses for answer in answers], axis=0)
        plain = np.zeros(labels.shape, bool)
        if alone and self._alone is not None:
            model = self._alone
            logits = model.logits(self._rows[-1][1:])
            by_itself = _named(logits, model, [f"{kind}/{name}" for kind, name in LABELS])
            plain = chance(by_itself) >= PLAIN
            labels = _mixed(labels, by_itself)
            said = _mixed(said, _named(logits, model, ["any"])[:, 0])
            statuses = _mixed(statuses, _named(logits, model, STATUS_COLUMNS))
        return Evidence(chance(labels), plain, chance(said), statuses, tuple(told), self._sentences)

    def _ask(self, network: Network) -> tuple[Network, Article, Answer]:
        """What a network says; it is asked once."""
        if id(network) not in self._told:
            article = self._articles[id(network.tables)]
            self._told[id(network)] = (network, article, network.read(article))
        return self._told[id(network)]


def _named(logits: Matrix, model: LinearModel, names: Sequence[str]) -> Matrix:
    """The linear model's logits in the order of names."""
    columns = {name: at for at, name in enumerate(model.labels)}
    found = np.full((len(logits), len(names)), UNLIKELY, np.float32)
    for at, name in enumerate(names):
        if name in columns:
            found[:, at] = logits[:, columns[name]]
    return found


def _mixed(ours: Matrix, by_itself: Matrix) -> Matrix:
    """Logits with the share of the linear model's."""
    return np.asarray((1 - ALONE) * ours + ALONE * by_itself, np.float32)


def _features(
    reading: Reading, tables: Sequence[Mapping[str, Mapping[Any, int]]]
) -> list[list[list[int]]]:
    """For each table the rows of every sentence's features that it knows; the title has none."""
    found: list[list[list[int]]] = [[[]] for _ in tables]
    before = None
    for sentence in reading.sentences:
        for rows in found:
            rows.append([])
        for family, keys in families(reading, sentence, before):
            seen = tuple(keys)
            for rows, known in zip(found, tables, strict=True):
                table = known.get(family)
                if table is not None:
                    rows[-1].extend([table[key] for key in seen if key in table])
        before = sentence
    return found
