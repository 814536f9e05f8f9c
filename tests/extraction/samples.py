"""A small labelled article, as the training material has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from incidents.extraction.evidence import Evidence, Reader
from incidents.extraction.languages import LanguagePack
from incidents.extraction.network import Network
from incidents.extraction.reading import Reading
from incidents.extraction.tokens import Token

Packs = dict[str, LanguagePack]

DDOS = {"kind": "attack", "category": "ddos", "status": "occurred"}
POLICE = {"kind": "mitigation", "category": "law-enforcement", "status": "in-place"}
TEXT = "Situs KPU dibanjiri serangan DDoS. Polisi menangkap pelakunya. Rapat digelar di hotel."


def article() -> dict[str, Any]:
    """Two labelled sentences, and one without a label."""
    return {
        "lang": "id", "title": "Situs KPU diserang", "text": TEXT, "relevant": True,
        "mentions": [
            {**DDOS, "evidence": "Situs KPU dibanjiri serangan DDoS."},
            {**POLICE, "evidence": "Polisi menangkap pelakunya."},
        ],
    }  # fmt: skip


def evidence(reading: Reading, title: Sequence[Token], networks: Sequence[Network]) -> Evidence:
    """What networks say of an article together."""
    return Reader(reading, title, networks).evidence(networks)
