"""The language packs, loaded by the first test that needs them: half a second that collecting need not pay."""

from __future__ import annotations

import pytest

from incidents.extraction.knowledge import knowledge

from .samples import Packs


@pytest.fixture(scope="session")
def packs() -> Packs:
    """Packs by language code."""
    return dict(knowledge().languages)
