"""A local site to fetch from, and no waiting between requests to it."""

from __future__ import annotations

from tests.ingestion.conftest import _no_gap, site

__all__ = ["_no_gap", "site"]
