"""From a text to its candidates: read, score sentences, decide per document, add attributes."""

from __future__ import annotations

from datetime import date

from incidents.domain.records import Candidate, Extraction
from incidents.domain.vocabulary import Language

from .attributes import AttributeFinder
from .decide import Decided, decide
from .elections import context
from .knowledge import Knowledge, knowledge
from .languages import LanguagePack
from .periods import dated
from .reading import Reading, read, words_of

VERSION_PREFIX = "1"
# The language shows in so many characters.
_SAMPLE = 2000


def extract(
    text: str,
    *,
    title: str = "",
    language: Language | None = None,
    published: date | None = None,
    outlet: str = "",
    country: str | None = None,
) -> Extraction:
    """What a text says about threats to, attacks on and protection of elections' information.

    `published` is the article's own date, `country` (ISO 3166-1 alpha-2) where its outlet sits.
    Pure: the same arguments and packs give the same answer. Never raises for any text.
    """
    return extract_with(
        knowledge(),
        text,
        title=title,
        language=language,
        published=published,
        country=country,
    )


def extract_with(
    known: Knowledge,
    text: str,
    *,
    title: str = "",
    language: Language | None = None,
    published: date | None = None,
    country: str | None = None,
) -> Extraction:
    """The same with other packs than those that ship with the product."""
    pack = choose_language(text, language, known)
    reading = read(text, pack)
    words = words_of(title)
    decision = decide(reading, title, known)
    candidates: list[Candidate] = []
    if decision.mentions:
        tools = known.tools[pack.code]
        day = published or dated(tools.periods, reading.folded.low)
        told = context(reading, words, known, day, country)
        packs = [p for code, p in known.countries.items() if code.lower() == told.country]
        finder = AttributeFinder(reading, tools, packs, told, day, known.speakers)
        candidates = [_candidate(one, reading, finder) for one in decision.mentions]
    shown = Language(pack.code) if pack.code in Language.values else Language.OTHER
    elections = [election for one in candidates for election in one.elections]
    return Extraction(
        relevant=decision.relevant,
        relevance=decision.relevance,
        language=language or shown,
        elections=tuple(dict.fromkeys(elections)),
        candidates=tuple(sorted(candidates, key=lambda candidate: candidate.span)),
        version=f"{VERSION_PREFIX}-{known.version}",
        explanation=decision.cues,
    )


def version() -> str:
    """Version of the rules, the packs and the model together."""
    return f"{VERSION_PREFIX}-{knowledge().version}"


def choose_language(text: str, language: Language | None, known: Knowledge) -> LanguagePack:
    """The pack for a language, or the one whose function words the text has most of."""
    if language is not None and language.value in known.languages:
        return known.languages[language.value]
    words = text[:_SAMPLE].lower().split()
    return max(
        known.languages.values(),
        key=lambda pack: len([word for word in words if word in pack.function_words]),
    )


def _candidate(one: Decided, reading: Reading, finder: AttributeFinder) -> Candidate:
    sentence = reading.sentences[one.sentence]
    attributes = finder.find(one.sentence, one.kind, one.category, one.status)
    return Candidate(
        kind=one.kind,
        category=one.category,
        status=one.status,
        span=reading.folded.span(sentence.start, sentence.end),
        confidence=one.confidence,
        figure=attributes.figure,
        when=attributes.when,
        reported_by=attributes.reported_by,
        targets=attributes.targets,
        actors=attributes.actors,
        place=attributes.place,
        elections=attributes.elections,
        explanation=one.cues,
    )
