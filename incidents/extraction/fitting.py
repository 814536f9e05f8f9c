"""Fits the network's parameters to examples by gradient descent; offline, needs jax."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from incidents.domain.vocabulary import Kind, Status, statuses_of

from .examples import Example, Known, known_of
from .gradient import Batch, Parts, initial, step
from .network import LABELS, STATUSES, UNKNOWN, Network, Tables, dump, parse
from .tokens import LONGEST, MOST_CONCEPTS, SHAPES, Token, affixes, known_concepts

Integers = npt.NDArray[np.int32]

MOST_FEATURES = 160
# Articles of a batch, their sentences in all and of one; sentences alone and the words read of each.
ARTICLES, SENTENCES, LONGEST_ARTICLE = 10, 176, 40
ALONE, ALONE_SENTENCES, ALONE_WORDS = 80, 4, 26
EPOCHS = 10
_PLACE = {(str(kind), str(category)): at for at, (kind, category) in enumerate(LABELS)}
_OF_ATTACK = len(statuses_of(Kind.ATTACK))


@dataclass(frozen=True, slots=True)
class _Table:
    """All sentences of all examples as rows of numbers, and each example's rows and answers."""

    words: Integers
    stems: Integers
    marks: Integers
    concepts: Integers
    features: Integers
    examples: list[Batch]


def train(
    found: Sequence[Example],
    *,
    epochs: int = EPOCHS,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _line: None,
) -> Network:
    """A network fitted to examples; the same seed and examples give the same network."""
    known = known_of(found)
    table = encoded(found, known)
    parts = initial(known, seed)
    first = jax.tree_util.tree_map(jnp.zeros_like, parts)
    state = (parts, first, first, jnp.zeros((), jnp.int32))
    draw = random.Random(seed)  # noqa: S311  (an order of examples, nothing secret)
    steps = sum(1 for _ in _plan(table, draw))
    descend = jax.jit(partial(step, steps=steps * epochs, warm=steps))
    key = jax.random.PRNGKey(seed + 1)
    for epoch in range(epochs):
        total, count = 0.0, 0
        for batch in _plan(table, draw):
            key, own = jax.random.split(key)
            state, value = descend(state, batch, own)
            total, count = total + float(value), count + 1
        progress(f"epoch {epoch + 1} of {epochs}: loss {total / max(1, count):.3f}")
    return frozen(state[0], known)


def frozen(parts: Parts, known: Known) -> Network:
    """The trained network as it will be read back from a file."""
    arrays = {name: np.asarray(part) for name, part in parts.items()}
    arrays["F"] = arrays["F"][1:]
    features = {feature: at - 1 for feature, at in known.features.items()}
    tables = Tables(known.words, known.stems, known.concepts, features, {}, ())
    return parse(dump(Network(tables, arrays, "")))


def encoded(found: Sequence[Example], known: Known) -> _Table:
    """Examples as rows of numbers."""
    rows: list[tuple[Integers, ...]] = []
    examples: list[Batch] = []
    for example in found:
        first = len(rows)
        for sentence, features in zip(example.sentences, example.features, strict=True):
            rows.append(_row(sentence, sorted(features, key=repr), known))
        examples.append(_answers(example, first))
    words, stems, marks, concepts, wide = (np.stack(part) for part in zip(*rows, strict=True))
    return _Table(words, stems, marks, concepts, wide, examples)


def _row(sentence: Sequence[Token], features: Sequence[Any], known: Known) -> tuple[Integers, ...]:
    words, stems, marks = (np.zeros(LONGEST, np.int32) for _ in range(3))
    concepts = np.zeros((LONGEST, MOST_CONCEPTS), np.int32)
    for at, token in enumerate(sentence[:LONGEST]):
        words[at] = known.words.get(token.word, UNKNOWN)
        stems[at] = known.stems.get(token.stem, UNKNOWN)
        marks[at] = 1 + token.shape + (SHAPES + 1) * affixes(token.word, token.stem)
        rows = known_concepts(token.concepts, known.concepts)
        concepts[at, : len(rows)] = rows
    told = [known.features[f] for f in features if f in known.features][:MOST_FEATURES]
    wide = np.zeros(MOST_FEATURES, np.int32)
    wide[: len(told)] = told
    return words, stems, marks, concepts, wide


def _answers(example: Example, first: int) -> Batch:
    count = len(example.sentences)
    labels = np.zeros((count, len(LABELS)), np.float32)
    learned = np.zeros(count, np.float32)
    statuses = np.full((count, 2), -1, np.int32)
    for at, told in enumerate(example.labels):
        if told is None:
            continue
        learned[at] = 1.0
        for kind, category, status in sorted(told):
            labels[at, _PLACE[kind, category]] = 1.0
            if kind != Kind.THREAT and status in STATUSES:
                place = STATUSES.index(Status(status))
                statuses[at, int(place >= _OF_ATTACK)] = place % _OF_ATTACK
    return {
        "rows": np.arange(first, first + count),
        "labels": labels,
        "learned": learned,
        "statuses": statuses,
        "quoted": np.array(example.quoted, np.float32),
        "english": float(example.english),
        "alone": example.alone,
    }


def _plan(table: _Table, draw: random.Random) -> Iterator[Batch]:
    """All examples in batches, in random order."""
    whole = [at for at, example in enumerate(table.examples) if not example["alone"]]
    alone = [at for at, example in enumerate(table.examples) if example["alone"]]
    draw.shuffle(whole)
    draw.shuffle(alone)
    batches: list[tuple[list[int], bool]] = []
    some: list[int] = []
    size = 0
    for at in whole:
        count = min(len(table.examples[at]["rows"]), LONGEST_ARTICLE)
        if some and (size + count > SENTENCES or len(some) == ARTICLES):
            batches.append((some, False))
            some, size = [], 0
        some.append(at)
        size += count
    if some:
        batches.append((some, False))
    batches += [(alone[at : at + ALONE], True) for at in range(0, len(alone), ALONE)]
    draw.shuffle(batches)
    for chosen, single in batches:
        yield joined(table, chosen, single=single)


def joined(table: _Table, chosen: Sequence[int], *, single: bool) -> Batch:
    """Examples side by side; `place` leads from each to the sentences, which stand in one run."""
    count, longest, words, room = (
        (ALONE, ALONE_SENTENCES, ALONE_WORDS, ALONE * 3)
        if single
        else (ARTICLES, LONGEST_ARTICLE, LONGEST, max(SENTENCES, LONGEST_ARTICLE))
    )
    batch: Batch = {
        "place": np.zeros((count, longest), np.int32),
        "labels": np.zeros((count, longest, len(LABELS)), np.float32),
        "learned": np.zeros((count, longest), np.float32),
        "there": np.zeros((count, longest), np.float32),
        "statuses": np.full((count, longest, 2), -1, np.int32),
        "quoted": np.zeros((count, longest), np.float32),
        "english": np.zeros(count, np.float32),
        "alone": np.full(count, float(single), np.float32),
    }
    rows: list[int] = []
    for at, number in enumerate(chosen):
        example = table.examples[number]
        size = min(len(example["rows"]), longest)
        batch["place"][at, :size] = np.arange(len(rows), len(rows) + size)
        batch["there"][at, :size] = 1.0
        for name in ("labels", "learned", "statuses", "quoted"):
            batch[name][at, :size] = example[name][:size]
        batch["english"][at] = example["english"]
        rows.extend(example["rows"][:size].tolist())
    used = np.array(rows + [0] * (room - len(rows)))
    batch["words"], batch["stems"] = table.words[used, :words], table.stems[used, :words]
    batch["marks"], batch["concepts"] = table.marks[used, :words], table.concepts[used, :words]
    batch["features"] = table.features[used]
    return batch
