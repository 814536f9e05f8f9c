"""Which language a text is in: function words first, since Indonesian and Malay are easily confused."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from incidents.domain.vocabulary import Language

_WORD = re.compile(r"[a-zà-ÿ']+")
_SAMPLE = 6_000  # characters: more does not change the answer


@cache
def _words(key: str) -> frozenset[str]:
    """Function words and everyday words of news, by language, and what tells two languages apart."""
    lists = json.loads(Path(__file__).with_name("function_words.json").read_text(encoding="utf-8"))
    return frozenset(lists[key].split())


@cache
def _referee() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(
        ["id", "ms", "en", "jv", "nl", "zh", "ar", "tl", "fr", "de", "es", "pt"]
    )
    return identifier


def identify(text: str) -> Language:
    """The language of a text; OTHER where neither the word lists nor py3langid name one of ours."""
    words = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    total = sum(words.values())
    if not total:
        return Language.OTHER
    ours = (Language.INDONESIAN, Language.ENGLISH)
    share = {each: sum(words[word] for word in _words(each)) / total for each in ours}
    best = max(share, key=lambda language: share[language])
    if total >= 8 and share[best] >= 0.12 and share[best] >= 2 * min(share.values()):
        return _indonesian_or_malay(words) if best is Language.INDONESIAN else best
    code, _probability = _referee().classify(text[:_SAMPLE])
    if code == Language.ENGLISH:
        return Language.ENGLISH
    return _indonesian_or_malay(words) if code in {"id", "ms"} else Language.OTHER


def _indonesian_or_malay(words: Counter[str]) -> Language:
    """Malay only where its own words outnumber those of Indonesian."""
    malay = sum(words[word] for word in _words("ms, not id"))
    indonesian = sum(words[word] for word in _words("id, not ms"))
    return Language.MALAY if malay > max(indonesian, 1) else Language.INDONESIAN
