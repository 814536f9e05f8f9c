"""Real news pages: our text is at least as near to the true one as trafilatura's with its defaults."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import trafilatura

from incidents.domain.errors import PermanentError
from incidents.domain.records import FetchedPage
from incidents.ingestion.pages import parse_page

from .conformance import cases

FOLDER = cases("article-pages")
SHINGLE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, as the benchmark that the pages come from counts them."""
    words = re.findall(r"\w+", text)
    return Counter(
        tuple(words[n : n + SHINGLE]) for n in range(max(len(words) - SHINGLE + 1, bool(words)))
    )


def f1(
    read: Callable[[bytes], str], pages: dict[str, bytes], truth: dict[str, dict[str, str]]
) -> float:
    """Harmonic mean of mean precision and mean recall over the pages."""
    precision = recall = 0.0
    for key, body in pages.items():
        true, found = shingles(truth[key]["articleBody"]), shingles(read(body))
        shared = (true & found).total()
        precision += shared / max(found.total(), 1)
        recall += shared / max(true.total(), 1)
    precision, recall = precision / len(pages), recall / len(pages)
    return 2 * precision * recall / (precision + recall)


def ours(body: bytes) -> str:
    """Our text of a page, empty if it is refused."""
    url = "https://kabar.example/a"
    try:
        return parse_page(
            FetchedPage(url, url, 200, (), body, "text/html", None, datetime.now(UTC))
        ).text
    except PermanentError:
        return ""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_text_is_at_least_as_good_as_trafilaturas() -> None:
    truth = json.loads((FOLDER / "ground-truth.json").read_text(encoding="utf-8"))
    # Every third page: the suite has little time; benchmarks/pipeline.py takes all.
    keys = sorted(truth)[::3]
    pages = {
        key: gzip.decompress((FOLDER / "html" / f"{key}.html.gz").read_bytes()) for key in keys
    }
    assert len(pages) >= 30
    theirs = f1(lambda body: trafilatura.extract(body) or "", pages, truth)
    assert f1(ours, pages, truth) >= theirs > 0.9
