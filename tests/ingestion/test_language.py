"""Indonesian is told from Malay and English."""

from __future__ import annotations

import pytest

from incidents.domain.vocabulary import Language
from incidents.ingestion.language import identify
from tests.ingestion.samples import TEXT

MALAY = (
    "Suruhanjaya Pilihan Raya berkata laman sesawangnya digodam semalam dan polis sedang menyiasat "
    "kejadian itu, manakala pengundi boleh menyemak nama mereka pada hari Khamis."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, Language.INDONESIAN),
        ("Situs KPU diretas", Language.INDONESIAN),
        (
            "The commission said that its website was attacked by unknown hackers on polling day.",
            Language.ENGLISH,
        ),
        ("KPU website hacked", Language.ENGLISH),
        (
            MALAY,
            Language.MALAY,
        ),
        (
            "De minister zei dat de verkiezingen niet zijn gehackt en dat het systeem veilig is.",
            Language.OTHER,
        ),
        ("選挙のサイトが攻撃された", Language.OTHER),
        ("", Language.OTHER),
        ("12345 67890", Language.OTHER),
    ],
)
def test_languages(text: str, expected: Language) -> None:
    assert identify(text) is expected
