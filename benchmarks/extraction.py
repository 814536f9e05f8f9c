"""Articles a second on one core, beside the bare reading of the same texts; growth with length; load time.

python benchmarks/extraction.py [FOLDER]

FOLDER holds articles as *.json or *.jsonl; by default those that the models are fitted to.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the product does
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from incidents.extraction import examples, extract
from incidents.extraction.knowledge import MODELS, PACKS, knowledge, load_knowledge
from incidents.extraction.reading import read

LENGTH = 3000
SECONDS = 4.0


def records(folder: Path) -> list[dict[str, Any]]:
    """The articles of a folder, one a file or one a line; those without a label count as other news."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(folder.rglob("*.json"))]
    for path in sorted(folder.rglob("*.jsonl")):
        found.extend(examples.records(path))
    return [record for record in found if "title" in record]


def texts(given: list[dict[str, Any]], most: int = 400) -> list[str]:
    """Texts of LENGTH characters or so, made of whole articles; `most` of them, evenly chosen."""
    found = []
    for record in given[:: len(given) // most + 1]:
        text = str(record["text"])
        while len(text) < LENGTH:
            text += "\n" + text
        found.append(text[: text.rfind(".", 0, LENGTH + 200) + 1] or text[:LENGTH])
    return found


def rate(work: Callable[[str], object], given: list[str]) -> float:
    """Texts per second of processor time."""
    for text in given[:5]:
        work(text)
    started, done = time.process_time(), 0
    while time.process_time() - started < SECONDS:
        for text in given:
            work(text)
        done += len(given)
    return done / (time.process_time() - started)


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "incidents/extraction/training"
    started = time.process_time()
    load_knowledge(PACKS, MODELS)
    print(f"packs and models load in {time.process_time() - started:.2f} s")
    told = records(folder)
    relevant = texts([record for record in told if record.get("relevant")])
    other = texts([record for record in told if not record.get("relevant")])
    pack = knowledge().languages["id"]
    for name, given in (("of the security of elections", relevant), ("of other subjects", other)):
        if not given:
            continue
        whole = rate(lambda text: extract(text, published=date(2024, 2, 14)), given)
        bare = rate(lambda text: read(text, pack), given)
        print(f"{len(given)} articles {name}, of about {LENGTH} characters")
        print(f"  extract   {whole:8.0f} articles/s a core")
        print(f"  read only {bare:8.0f} articles/s a core   ratio {whole / bare:.2f}")
    given = relevant or other
    for size in (100_000, 1_000_000):
        long = (given[0] * (size // len(given[0]) + 1))[:size]
        began = time.process_time()
        extract(long)
        print(f"{size:>9} characters: {time.process_time() - began:.2f} s")


if __name__ == "__main__":
    main()
