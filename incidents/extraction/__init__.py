"""From text to candidates: pure, versioned, explainable; no Django, no network, no database."""

from .engine import extract, version

VERSION = version()

__all__ = ["VERSION", "extract"]
