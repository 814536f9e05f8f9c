"""The network as it ships: its file, its answers to texts of all sorts, and the reasons it gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from incidents.extraction.knowledge import knowledge
from incidents.extraction.network import Network, dump, parse
from incidents.extraction.reading import read
from incidents.extraction.tokens import LONGEST, tokens

from .samples import TEXT, Packs, evidence


def small() -> Network:
    """The first network with its tables cut to a few rows."""
    network = knowledge().networks[0]
    cut = {name: part[:40] if name in "WSF" else part for name, part in network.parts.items()}
    tables = network.tables
    words, stems = (dict(list(table.items())[:38]) for table in (tables.words, tables.stems))
    features = dict(list(tables.features.items())[:40])
    few = replace(tables, words=words, stems=stems, features=features)
    return parse(dump(replace(network, parts=cut, tables=few)))


def test_a_network_survives_its_file_and_changes_its_version_with_any_weight() -> None:
    network = small()
    again = parse(dump(network))
    assert again.tables == network.tables
    assert all(np.array_equal(again.parts[name], part) for name, part in network.parts.items())
    other = replace(again, parts={**again.parts, "out": again.parts["out"] + 1})
    assert network.version == again.version != parse(dump(other)).version


def test_something_else_is_not_a_network(tmp_path: Path) -> None:
    with pytest.raises((ValueError, KeyError, OSError)):
        parse(b"not a network")
    other = tmp_path / "other.npz"
    np.savez(other, weights=np.zeros(3))
    with pytest.raises((ValueError, KeyError)):
        parse(other.read_bytes())


def test_the_reasons_for_a_label_are_words_and_concepts_of_its_sentence(packs: Packs) -> None:
    reading = read(TEXT, packs["id"])
    told = evidence(reading, [], knowledge().networks)
    cues = told.cues(0, int(told.labels[0].argmax()))
    own = set(reading.words[: reading.sentences[0].last])
    assert 0 < len(cues) <= 5
    assert all(cue.weight > 0 for cue in cues)
    assert {cue.text for cue in cues if cue.rule == "word"} <= own
    assert [cue.weight for cue in cues] == sorted((cue.weight for cue in cues), reverse=True)


def test_an_answer_does_not_hang_on_what_other_articles_hold(packs: Packs) -> None:
    networks = knowledge().networks
    pack = packs["id"]
    one = read(TEXT, pack)
    again = read(f"{TEXT}\n\n", pack)
    assert np.array_equal(evidence(one, [], networks).labels, evidence(again, [], networks).labels)


def test_a_sentence_of_any_length_is_read_to_the_forty_fourth_word(packs: Packs) -> None:
    reading = read("Situs KPU " + "sangat " * 500 + "diretas.", packs["id"])
    assert len(tokens(reading, reading.sentences[0])) == LONGEST
    assert np.isfinite(evidence(reading, [], knowledge().networks).labels).all()
