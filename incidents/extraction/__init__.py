"""From text to candidates: pure, versioned, explainable; no Django, no network, no database."""

from .engine import extract, version

__all__ = ["extract", "version"]
