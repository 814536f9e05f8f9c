"""Language packs: lexicon, stemmer, clutter lines and word lists of one language, read from its folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .clean import Cleaner
from .lexicon import Lexicon
from .stems import Stemmer, canonical_root, stemmer


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """All that is known about one language; `settings` is its pack.toml."""

    code: str
    lexicon: Lexicon
    stemmer: Stemmer
    cleaner: Cleaner
    abbreviations: frozenset[str]
    function_words: frozenset[str]
    settings: dict[str, Any]


def load_language(folder: Path) -> LanguagePack:
    """Read a pack; raises OSError or tomllib.TOMLDecodeError when it is not whole."""
    settings = tomllib.loads((folder / "pack.toml").read_text("utf-8"))
    code = str(settings["code"])
    source = "\n".join(
        (folder / name).read_text("utf-8") for name in ("lexicon.txt", "classes.txt")
    )
    lexicon = Lexicon(source, lambda root: canonical_root(code, root))
    return LanguagePack(
        code=code,
        lexicon=lexicon,
        stemmer=stemmer(code, frozenset(lexicon.roots), frozenset(lexicon.words)),
        cleaner=Cleaner(settings.get("clutter", ()), settings.get("clutter_tail", ())),
        abbreviations=frozenset(settings.get("abbreviations", ())),
        function_words=frozenset(settings.get("function_words", ())),
        settings=settings,
    )
