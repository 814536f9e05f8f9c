"""Fits all models to the labelled texts: `python -m incidents.extraction.calibration` (half an hour)."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from .attributes import LanguageTools
from .attribution import Attribution
from .countries import CountryPack, load_country
from .decide import concepts_of
from .evidence import Reader
from .examples import Example, articles, from_article, lone_sentences, records
from .fitting import EPOCHS, train
from .languages import LanguagePack, load_language
from .model import dump as dump_sentences
from .names import entities
from .network import Network, dump
from .reading import Reading, read
from .relevance import relevance_features
from .sentences import fit, labelled
from .speakers import Speakers
from .tokens import title_tokens
from .trees import exported
from .voices import Voice

# So many networks answer together; each begins elsewhere and sees the examples in another order.
NETWORKS = 3
# Relevance is learned from the answers of networks that had not seen the article.
FOLDS = 2
FOLD_EPOCHS = 6
# Negative sentences are read in runs of so many as if they were an article.
RUN = 9
NOTES = 12
RELEVANCE_STRENGTH = 0.1
RELEVANCE_THRESHOLD = 0.5
# A mention must be this likely: where missing and crying wolf cost about the same. Slander is told by
# what was said of somebody and has few words of its own: it is rarely likelier than this, and rarely wrong.
THRESHOLDS = {"attack": 0.45, "attack/harassment": 0.3, "threat": 0.35, "mitigation": 0.35}
TREES, DEPTH = 200, 4
Say = Callable[[str], None]
Packs = dict[str, LanguagePack]


def fit_networks(folder: Path, models: Path, packs: Packs, epochs: int, say: Say) -> None:
    """Train the networks that ship and those that relevance is learned with; write each as it ends."""
    alone = lone_sentences(folder, packs)
    whole = [from_article(record, packs) for record in articles(folder)]
    for seed in range(NETWORKS):
        say(f"network {seed + 1} of {NETWORKS}")
        found = [*alone, *whole]
        network = train(found, epochs=epochs, seed=seed, progress=say)
        (models / f"network-{seed + 1}.npz").write_bytes(dump(network))


def fit_folds(folder: Path, packs: Packs, epochs: int, say: Say) -> list[Network]:
    """A network for each fold of the articles, trained without it."""
    alone = lone_sentences(folder, packs)
    whole = [from_article(record, packs) for record in articles(folder)]
    found = []
    for fold in range(FOLDS):
        say(f"fold {fold + 1} of {FOLDS}")
        seen: Sequence[Example] = [e for at, e in enumerate(whole) if at % FOLDS != fold]
        found.append(train([*alone, *seen], epochs=epochs, seed=fold, progress=say))
    return found


def fit_relevance(folder: Path, packs: Packs, folds: Sequence[Network]) -> dict[str, Any]:
    """The record of the relevance model."""
    told = articles(folder)
    seen = [(record, [folds[at % FOLDS]]) for at, record in enumerate(told)]
    seen += [(record, list(folds[:1])) for record in [*_runs(folder), *_notes(folder)]]
    rows = []
    for record, networks in seen:
        reading = read(record["text"], packs[record["lang"]])
        heading = title_tokens(record.get("title") or "", reading.pack)
        found = Reader(reading, heading, networks).evidence(networks)
        rows.append(relevance_features(reading, found, concepts_of(heading)))
    table = np.array(rows)
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=RELEVANCE_STRENGTH, max_iter=2000, class_weight="balanced").fit(
        (table - mean) / scale, [bool(record["relevant"]) for record, _ in seen]
    )
    return {
        "mean": mean.round(6).tolist(),
        "scale": scale.round(6).tolist(),
        "weights": fitted.coef_[0].round(6).tolist(),
        "bias": round(float(fitted.intercept_[0]), 6),
        "threshold": RELEVANCE_THRESHOLD,
    }


def _runs(folder: Path) -> list[dict[str, Any]]:
    """Runs of negative sentences of one language and context, as if each were an article."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for record in records(path):
            if not record["labels"] and record.get("context") != "election":
                key = (record["lang"], record.get("context") or "none")
                found.setdefault(key, []).append(record["text"])
    return [
        {"lang": lang, "title": "", "text": "\n".join(texts[at : at + RUN]), "relevant": False}
        for (lang, _), texts in found.items()
        for at in range(0, len(texts) - RUN, RUN)
        if lang in ("id", "en")
    ]


def _notes(folder: Path) -> list[dict[str, Any]]:
    """Every so many-th labelled sentence as if it were a whole short text: a report may be no longer."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in records(path)]
    return [
        {"lang": line["lang"], "title": "", "text": line["text"], "relevant": True}
        for line in lines[::NOTES]
        if line["labels"] and line.get("context", "election") == "election"
        if line["lang"] in ("id", "en")
    ]


def fit_speakers(folder: Path, packs: Packs, countries: Sequence[CountryPack]) -> dict[str, Any]:
    """The record of the trees that choose who says a sentence."""
    rows: list[list[float]] = []
    truth: list[bool] = []
    for record in articles(folder):
        reading = read(record["text"], packs[record["lang"]])
        attribution = _attribution(reading, countries)
        for mention in record["mentions"]:
            told = mention.get("reported_by")
            at = _sentence(reading, record["text"].find(mention["evidence"]))
            if told and at is not None:
                voices, features = attribution.rows(at)
                rows.extend(features)
                truth.extend(is_called(voice, told) for voice in voices)
    fitted = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=0.06, subsample=0.7, max_features=0.3,
        min_samples_leaf=10, random_state=0,
    ).fit(np.array(rows, np.float32), np.array(truth))  # fmt: skip
    return exported(fitted, float(np.mean(truth)))


def _attribution(reading: Reading, countries: Sequence[CountryPack]) -> Attribution:
    words = LanguageTools.of(reading.pack).speech
    known = [pack for pack in countries if reading.pack.code in pack.languages]
    places = {key: name for pack in known for key, name in pack.places.items()}
    named = entities(reading, known, 0, len(reading.words))
    return Attribution(reading, Speakers(reading, words, named, places), words, None)


def _sentence(reading: Reading, at: int) -> int | None:
    """The sentence that holds character `at` of the source."""
    for index, sentence in enumerate(reading.sentences):
        span = reading.folded.span(sentence.start, sentence.end)
        if span.start <= at < span.end:
            return index
    return None


def is_called(voice: Voice, told: str) -> bool:
    """Whether a voice goes by a name that a label gives; one may hold the other."""
    names = [voice.name.text]
    if voice.entity is not None:
        names += [voice.entity.name, voice.entity.name_en, *voice.entity.aliases]
    wanted = told.casefold()
    return any(wanted in name.casefold() or name.casefold() in wanted for name in names)


def main() -> None:
    """Fit what is asked for, all by default, and write it beside this file."""
    here = Path(__file__).parent
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", choices=["sentences", "networks", "relevance", "speakers"])
    asked.add_argument("--epochs", type=int, default=EPOCHS)
    options = asked.parse_args()
    folder, models = here / "training", here / "models"
    packs = {code: load_language(here / "packs" / code) for code in ("id", "en")}
    stored = models / "documents.json"
    documents = json.loads(stored.read_text("utf-8")) if stored.exists() else {}
    documents["thresholds"] = THRESHOLDS
    if options.only in (None, "sentences"):
        seen = [from_article(record, packs) for record in articles(folder) if record["relevant"]]
        model = fit(list(labelled([*lone_sentences(folder, packs), *seen])))
        (models / "sentences.npz").write_bytes(dump_sentences(model))
    if options.only in (None, "networks"):
        fit_networks(folder, models, packs, options.epochs, print)
    if options.only in (None, "relevance"):
        folds = fit_folds(folder, packs, FOLD_EPOCHS, print)
        documents["relevance"] = fit_relevance(folder, packs, folds)
    if options.only in (None, "speakers"):
        countries = [load_country(here / "packs" / name) for name in ("indonesia", "philippines")]
        documents["speakers"] = fit_speakers(folder, packs, countries)
    stored.write_text(json.dumps(documents), "utf-8")


if __name__ == "__main__":
    main()
