"""Everything that the packs hold, read once per process."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .attributes import LanguageTools
from .countries import CountryPack, World, load_country, load_world
from .languages import LanguagePack, load_language
from .lexicon import Lexicon
from .model import LinearModel
from .model import load as load_sentences
from .network import LABELS, Matrix, Network, load
from .relevance import RelevanceModel, model_of
from .trees import Trees, from_json

PACKS = Path(__file__).parent / "packs"
MODELS = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Language packs by code, country packs by code, the world and the models."""

    languages: dict[str, LanguagePack]
    countries: dict[str, CountryPack]
    world: World
    tools: dict[str, LanguageTools]
    networks: tuple[Network, ...]
    sentences: LinearModel
    speakers: Trees | None
    relevance: RelevanceModel
    thresholds: Matrix
    version: str


def load_knowledge(folder: Path, models: Path) -> Knowledge:
    """Read every pack below `folder` and the models in `models`.

    A pack is a folder with a pack.toml that says its kind.
    """
    networks = tuple(load(path) for path in sorted(models.glob("network-*.npz")))
    sentences = load_sentences(models / "sentences.npz")
    stored = (models / "documents.json").read_bytes()
    documents = json.loads(stored)
    languages: dict[str, LanguagePack] = {}
    countries: dict[str, CountryPack] = {}
    world = World({}, _nothing())
    digest = hashlib.sha256(
        (sentences.version + "".join(network.version for network in networks)).encode() + stored
    )
    for settings in sorted(folder.glob("*/pack.toml")):
        for file in sorted(settings.parent.iterdir()):
            digest.update(file.read_bytes())
        kind = tomllib.loads(settings.read_text("utf-8")).get("kind")
        if kind == "language":
            language = load_language(settings.parent)
            languages[language.code] = language
        elif kind == "country":
            country = load_country(settings.parent)
            countries[country.code] = country
        elif kind == "world":
            world = load_world(settings.parent)
        else:
            raise ValueError(f"{settings}: unknown kind of pack {kind!r}")
    for country in countries.values():
        code = country.code.lower()
        world.add_signs(code, country.settings.get("signs", ()), weak=False)
        world.add_signs(code, country.settings.get("weak_signs", ()), weak=True)
    return Knowledge(
        languages=languages,
        countries=countries,
        world=world,
        tools={code: LanguageTools.of(pack) for code, pack in languages.items()},
        networks=networks,
        sentences=sentences,
        speakers=from_json(documents["speakers"]) if "speakers" in documents else None,
        relevance=model_of(documents["relevance"]),
        thresholds=_thresholds(documents["thresholds"]),
        version=digest.hexdigest()[:8],
    )


def _thresholds(told: dict[str, float]) -> Matrix:
    """One for each of LABELS: that of the label where there is one, else that of its kind."""
    return np.array([told.get(f"{kind}/{name}", told[kind]) for kind, name in LABELS], np.float32)


def _nothing() -> Lexicon:
    """An automaton that finds nothing."""
    return Lexicon()


@cache
def knowledge() -> Knowledge:
    """The knowledge that ships with the product."""
    return load_knowledge(PACKS, MODELS)
