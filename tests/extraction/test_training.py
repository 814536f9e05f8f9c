"""The descent that trains the network, and that numpy answers as it does; needs jax, which only fitting does."""

from __future__ import annotations

import numpy as np
import pytest

from incidents.extraction import examples
from incidents.extraction.network import LABELS
from incidents.extraction.reading import read
from incidents.extraction.tokens import title_tokens

from .samples import TEXT, Packs, article, evidence

jax = pytest.importorskip("jax", reason="jax is installed only where models are fitted")

from incidents.extraction import fitting, gradient  # noqa: E402  (they need jax)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("WORD", 8), ("SENTENCE", 8), ("MEMORY", 4), ("RATE", 0.03)):
        monkeypatch.setattr(gradient, name, value)


def test_a_trained_network_tells_its_examples_apart(
    monkeypatch: pytest.MonkeyPatch, packs: Packs
) -> None:
    for name in ("DROP", "DROP_WORD", "DROP_FORM", "DROP_CONCEPT", "DROP_WIDE", "DROP_EMBEDDED"):
        monkeypatch.setattr(gradient, name, 0.0)
    lines: list[str] = []
    found = [examples.from_article(article(), packs)] * 4
    network = fitting.train(found, epochs=30, progress=lines.append)
    reading = read(TEXT, packs["id"])
    told = evidence(reading, title_tokens("Situs KPU diserang", reading.pack), [network])
    best = [LABELS[at] for at in told.labels.argmax(axis=1)[:2].tolist()]
    assert best == [("attack", "ddos"), ("mitigation", "law-enforcement")]
    assert told.any[2] < 0.5 < told.any[:2].min()
    assert told.status(0, "attack", ("occurred", "denied")) == "occurred"
    assert len(lines) == 30


def test_numpy_answers_as_jax_does(packs: Packs) -> None:
    found = [examples.from_article(article(), packs)] * 3
    known = examples.known_of(found)
    random = gradient.initial(known, 3)
    random["F"] = jax.random.normal(jax.random.PRNGKey(4), random["F"].shape)
    network = fitting.frozen(random, known)
    table = fitting.encoded(found, known)
    parts = {name: jax.numpy.asarray(part) for name, part in network.parts.items()}
    parts["F"] = jax.numpy.concatenate([parts["F"][:1] * 0, parts["F"]])
    wanted = gradient.forward(parts, fitting.joined(table, [0], single=False))
    reading = read(TEXT, packs["id"])
    told = evidence(reading, title_tokens("Situs KPU diserang", reading.pack), [network])
    answer = told.told[0][2]
    for want, got in zip(
        (wanted[0], wanted[1], wanted[3]), (answer.labels, answer.any, answer.statuses), strict=True
    ):
        assert np.allclose(np.asarray(want)[0, 1:4], got, atol=2e-3)
