"""The compiled catalogues hold what the translated ones say; a bare machine cannot compile them."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tracker.local.home import BASE

CATALOGUES = sorted((BASE / "incidents" / "locale").glob("*/LC_MESSAGES/*.po"))


def test_indonesian_is_there() -> None:
    assert [path.parts[-3] for path in CATALOGUES] == ["id"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_up_to_date(path: Path) -> None:
    with path.open("rb") as written, path.with_suffix(".mo").open("rb") as compiled:
        wanted, found = read_po(written), gettext.GNUTranslations(compiled)
    for message in wanted:
        if not message.id or not _strings(message.string)[0] or message.fuzzy:
            continue
        single = message.id if isinstance(message.id, str) else message.id[0]
        told = (
            found.pgettext(message.context, single)
            if isinstance(message.id, str) and message.context
            else found.gettext(single)
            if isinstance(message.id, str)
            else found.ngettext(single, message.id[1], 1)
        )
        assert told == _strings(message.string)[0], f"{single!r}: run make messages"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_text_is_left_untranslated(path: Path) -> None:
    with path.open("rb") as written:
        left = [
            message.id
            for message in read_po(written)
            if message.id and not all(_strings(message.string))
        ]
    assert left == []


def _strings(translated: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """One text, or one for each plural form."""
    return [translated] if isinstance(translated, str) else list(translated or [""])
