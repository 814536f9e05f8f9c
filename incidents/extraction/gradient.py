"""The network of `network` as jax computes it: parameters, answers, loss and one step of descent."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from incidents.domain.vocabulary import Kind, statuses_of

from .examples import Known
from .network import (
    CATEGORIES,
    CATEGORY_OF,
    KIND_OF,
    KINDS,
    LABELS,
    STATUSES,
    UNKNOWN,
    WIDE,
    WIDE_SCALE,
)
from .tokens import AFFIXES, SHAPES

Parts = dict[str, jax.Array]
Batch = dict[str, Any]
State = tuple[Parts, Parts, Parts, jax.Array]

# Size of a word, of what is read of a sentence, and of the memory.
WORD, SENTENCE, MEMORY = 64, 128, 64
RATE, DECAY, CLIP = 2e-3, 1e-4, 1.0
FIRST_DECAY, SECOND_DECAY = 0.9, 0.999
# Shares of words, forms, concepts, features and values that training leaves out at random.
DROP_WORD, DROP_FORM, DROP_CONCEPT, DROP_WIDE = 0.15, 0.3, 0.1, 0.3
DROP_EMBEDDED, DROP = 0.2, 0.3
# What the answers to "anything?", "which kind?" and "which status?" count beside the labels.
BESIDE = 0.5
_OF_ATTACK = len(statuses_of(Kind.ATTACK))
# Marks of a sentence beside its words: see `network`.
_MARKS = 6
_FAR = 1e9


def initial(known: Known, seed: int) -> Parts:
    """Random parameters for tables of these sizes."""
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 40))

    def normal(*shape: int, scale: float | None = None) -> jax.Array:
        return jax.random.normal(next(keys), shape) * (scale or shape[0] ** -0.5)

    half = SENTENCE // 2
    answers = 2 * SENTENCE + half
    read = SENTENCE + _MARKS
    parts = {
        "W": normal(len(known.words) + 2, WORD, scale=0.05),
        "S": normal(len(known.stems) + 2, WORD, scale=0.1),
        "C": normal(len(known.concepts) + 1, WORD, scale=0.1),
        "H": normal(SHAPES + 1, WORD, scale=0.05),
        "X": normal(AFFIXES, WORD, scale=0.05),
        "F": jnp.zeros((len(known.features) + 1, WIDE)),
        "c1": normal(WORD, SENTENCE),
        "c3": normal(3 * WORD, SENTENCE),
        "c5": normal(5 * WORD, half),
        "at": normal(answers, 1),
        "pr": normal(2 * answers, SENTENCE),
        "o1": normal(SENTENCE + 2 * MEMORY, SENTENCE),
        "out": normal(SENTENCE, len(LABELS)),
        "cat": normal(SENTENCE, len(CATEGORIES)),
        "any": normal(SENTENCE, 1),
        "kind": normal(SENTENCE, len(KINDS)),
        "sta": normal(SENTENCE, len(STATUSES)),
        "b1": jnp.zeros(SENTENCE),
        "b3": jnp.zeros(SENTENCE),
        "b5": jnp.zeros(half),
        "prb": jnp.zeros(SENTENCE),
        "o1b": jnp.zeros(SENTENCE),
        "outb": jnp.full(len(LABELS), -4.0),
        "kindb": jnp.full(len(KINDS), -2.0),
        "anyb": jnp.zeros(1),
        "stb": jnp.zeros(len(STATUSES)),
    }
    for way in "fb":
        parts[f"gi{way}"] = normal(read, 3 * MEMORY)
        parts[f"gh{way}"] = normal(MEMORY, 3 * MEMORY)
        parts[f"gb{way}"] = jnp.zeros(3 * MEMORY)
    return parts


def _left_out(key: jax.Array | None, values: jax.Array, share: float) -> jax.Array:
    """Some values set to nothing and the others raised; all of them as they are without a key."""
    if key is None:
        return values
    return values * jax.random.bernoulli(key, 1 - share, values.shape) / (1 - share)


def _vectors(parts: Parts, batch: Batch, key: jax.Array | None) -> jax.Array:
    """What is read of every sentence on its own."""
    words, stems, concepts, marks = (
        batch["words"], batch["stems"], batch["concepts"], batch["marks"],
    )  # fmt: skip
    keys: list[jax.Array | None] = [None] * 5
    if key is not None:
        split = jax.random.split(key, 5)
        keys = list(split)
        unread = jax.random.bernoulli(split[0], DROP_WORD, words.shape)
        form = jax.random.bernoulli(split[1], DROP_FORM, words.shape)
        words, stems = jnp.where(unread | form, UNKNOWN, words), jnp.where(unread, UNKNOWN, stems)
        concepts = jnp.where(
            jax.random.bernoulli(split[2], DROP_CONCEPT, concepts.shape), 0, concepts
        )
    there = (marks > 0).astype(jnp.float32)[..., None]
    shape, affix = marks % (SHAPES + 1), jnp.maximum(marks - 1, 0) // (SHAPES + 1)
    embedded = parts["W"][words] + parts["S"][stems] + parts["H"][shape] + parts["X"][affix]
    embedded += (parts["C"][concepts] * (concepts > 0)[..., None]).sum(-2)
    embedded = _left_out(keys[3], embedded * there, DROP_EMBEDDED)
    count = embedded.shape[1]
    wide = jnp.pad(embedded, ((0, 0), (2, 2), (0, 0)))
    near = [wide[:, shift : shift + count] for shift in range(5)]
    answers = [
        near[2] @ parts["c1"] + parts["b1"],
        jnp.concatenate(near[1:4], -1) @ parts["c3"] + parts["b3"],
        jnp.concatenate(near, -1) @ parts["c5"] + parts["b5"],
    ]
    found = jax.nn.relu(jnp.concatenate(answers, -1)) * there
    weights = jax.nn.softmax((found @ parts["at"] - _FAR * (1 - there))[..., 0], -1)
    pooled = jnp.concatenate([found.max(1), (found * weights[..., None]).sum(1)], -1)
    return jax.nn.relu(_left_out(keys[4], pooled, DROP) @ parts["pr"] + parts["prb"])


def _recur(parts: Parts, way: str, read: jax.Array, there: jax.Array) -> jax.Array:
    """The memory after each sentence; `way` is f(orwards) or b(ackwards)."""
    size = parts[f"gh{way}"].shape[0]
    given = read @ parts[f"gi{way}"] + parts[f"gb{way}"]

    def follow(memory: jax.Array, now: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
        seen, real = now
        own = memory @ parts[f"gh{way}"]
        gates = jax.nn.sigmoid(seen[:, : 2 * size] + own[:, : 2 * size])
        fresh = jnp.tanh(seen[:, 2 * size :] + gates[:, size:] * own[:, 2 * size :])
        new = gates[:, :size] * memory + (1 - gates[:, :size]) * fresh
        kept = new * real[:, None] + memory * (1 - real[:, None])
        return kept, kept

    start = jnp.zeros((read.shape[0], size))
    _, found = jax.lax.scan(follow, start, (given.transpose(1, 0, 2), there.T), reverse=way == "b")
    return found.transpose(1, 0, 2)


def forward(
    parts: Parts, batch: Batch, key: jax.Array | None = None
) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """Logits of labels, of anything being said, of kinds and of statuses; a key leaves out at random."""
    keys = [None] * 4 if key is None else list(jax.random.split(key, 4))
    vectors = _vectors(parts, batch, keys[0])[batch["place"]]
    there = batch["there"]
    count = there.shape[1]
    place = jnp.arange(count)[None, :] * jnp.ones_like(there)
    marks = [
        place == 0,
        place == 1,
        place / jnp.maximum(there.sum(1, keepdims=True), 1),
        batch["quoted"],
        batch["english"][:, None] * jnp.ones_like(there),
        batch["alone"][:, None] * jnp.ones_like(there),
    ]
    read = jnp.concatenate([vectors, jnp.stack(marks, -1)], -1)
    memory = [_recur(parts, way, read, there) for way in "fb"]
    seen = _left_out(keys[1], jnp.concatenate([vectors, *memory], -1), DROP)
    hidden = _left_out(keys[2], jax.nn.relu(seen @ parts["o1"] + parts["o1b"]), DROP)
    features = batch["features"]
    told = _left_out(keys[3], (features > 0).astype(jnp.float32), DROP_WIDE)
    length = jnp.sqrt(jnp.maximum((features > 0).sum(-1), 1))
    wide = (parts["F"][features] * told[..., None]).sum(1) * (WIDE_SCALE / length)[:, None]
    wide = wide[batch["place"]]
    total = len(LABELS)
    kinds = hidden @ parts["kind"] + parts["kindb"] + wide[..., total + 1 : total + 4]
    labels = hidden @ parts["out"] + parts["outb"] + wide[..., :total]
    labels += (hidden @ parts["cat"])[..., CATEGORY_OF] + kinds[..., KIND_OF]
    said = (hidden @ parts["any"] + parts["anyb"])[..., 0] + wide[..., total]
    statuses = hidden @ parts["sta"] + parts["stb"] + wide[..., total + 4 :]
    return labels, said, kinds, statuses


def _loss(parts: Parts, batch: Batch, key: jax.Array) -> jax.Array:
    labels, said, kinds, statuses = forward(parts, batch, key)
    learned, truth = batch["learned"], batch["labels"]
    spoken = jnp.stack([truth[..., at == KIND_OF].max(-1) for at in range(len(KINDS))], -1)
    total = (_surprise(labels, truth).sum(-1) * learned).sum()
    beside = (_surprise(said, truth.max(-1)) * learned).sum()
    beside += (_surprise(kinds, spoken).sum(-1) * learned).sum()
    for at, part in enumerate((statuses[..., :_OF_ATTACK], statuses[..., _OF_ATTACK:])):
        told = batch["statuses"][..., at]
        logs = jax.nn.log_softmax(part, -1)
        right = jnp.take_along_axis(logs, jnp.maximum(told, 0)[..., None], -1)[..., 0]
        beside -= (right * (told >= 0) * learned).sum()
    beside += _misplaced(labels, truth, learned * (1 - batch["alone"])[:, None])
    loss: jax.Array = (total + BESIDE * beside) / learned.sum()
    return loss


def _misplaced(labels: jax.Array, truth: jax.Array, learned: jax.Array) -> jax.Array:
    """How much of each label that an article has is seen in other sentences than those that state it."""
    read = learned[..., None] > 0
    everywhere = jax.nn.logsumexp(jnp.where(read, labels, -_FAR), axis=1)
    right = jax.nn.logsumexp(jnp.where(read & (truth > 0), labels, -_FAR), axis=1)
    present = (truth * learned[..., None]).max(1) > 0
    return jnp.where(present, everywhere - right, 0.0).sum()


def _surprise(logits: jax.Array, truth: jax.Array) -> jax.Array:
    """The log loss of each logit, safe for great ones."""
    return jnp.maximum(logits, 0) - logits * truth + jnp.log1p(jnp.exp(-jnp.abs(logits)))


def step(
    state: State, batch: Batch, key: jax.Array, *, steps: int, warm: int
) -> tuple[State, jax.Array]:
    """One step of Adam with decaying weights; its rate rises for an epoch and falls as a cosine."""
    parts, first, second, done = state
    value, slope = jax.value_and_grad(_loss)(parts, batch, key)
    norm = jnp.sqrt(sum((part**2).sum() for part in jax.tree_util.tree_leaves(slope)))
    slope = jax.tree_util.tree_map(lambda part: part * jnp.minimum(1.0, CLIP / norm), slope)
    done = done + 1
    fallen = jnp.clip((done - warm) / max(1, steps - warm), 0, 1)
    rate = RATE * jnp.minimum(done / warm, 0.5 * (1 + jnp.cos(jnp.pi * fallen)))
    first = jax.tree_util.tree_map(
        lambda old, new: FIRST_DECAY * old + (1 - FIRST_DECAY) * new, first, slope
    )
    second = jax.tree_util.tree_map(
        lambda old, new: SECOND_DECAY * old + (1 - SECOND_DECAY) * new**2, second, slope
    )

    def moved(part: jax.Array, mean: jax.Array, square: jax.Array) -> jax.Array:
        mean, square = mean / (1 - FIRST_DECAY**done), square / (1 - SECOND_DECAY**done)
        return part - rate * (mean / (jnp.sqrt(square) + 1e-8) + DECAY * part)

    return (jax.tree_util.tree_map(moved, parts, first, second), first, second, done), value
