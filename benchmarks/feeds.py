"""Feeds a second, ours beside feedparser alone, on the same bytes in one run.

python benchmarks/feeds.py
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

import feedparser

from incidents.ingestion.feeds import parse_feed
from tests.ingestion.samples import rss

BASE = "https://kabar.example/rss"
SECONDS = 3.0


def rate(parse: Callable[[bytes], object], data: bytes) -> float:
    """Feeds a second over SECONDS."""
    started, done = time.perf_counter(), 0
    while time.perf_counter() - started < SECONDS:
        parse(data)
        done += 1
    return done / (time.perf_counter() - started)


def main() -> None:
    """Prints the figures."""
    print(f"load {os.getloadavg()[0]:.1f}")
    for number in (40, 1_000):
        items = [
            (f"https://kabar.example/berita/{n}", f"Situs KPU diserang {n}") for n in range(number)
        ]
        data = rss(items).encode()
        ours = rate(lambda body: parse_feed(body, BASE), data)
        theirs = rate(lambda body: feedparser.parse(io.BytesIO(body)), data)
        print(
            f"{number:5} items: ours {ours:8.1f}, feedparser {theirs:7.1f} feeds/s = x {ours / theirs:.1f}"
        )


if __name__ == "__main__":
    main()
