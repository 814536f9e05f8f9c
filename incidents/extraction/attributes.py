"""Who, how many, when, where, which election: the attributes of a candidate's sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from incidents.domain.records import Figure, Name, Period
from incidents.domain.vocabulary import Category, EntityKind, Kind, Status, Unit

from .countries import CountryPack
from .elections import Context
from .figures import FigureReader, as_figure
from .languages import LanguagePack
from .names import NamedEntity, as_name, entities, is_capital, unique, written
from .periods import PeriodReader, year
from .reading import Reading, Sentence
from .speakers import Speakers, SpeechWords

# What a figure without a unit of its own counts, by category.
_DEFAULT_UNIT = {
    Category.DATA_BREACH: Unit.RECORDS,
    Category.DISINFORMATION: Unit.HOAXES,
    Category.CONTENT_MODERATION: Unit.ACCOUNTS,
    Category.ACCOUNT_TAKEOVER: Unit.ACCOUNTS,
    Category.DEFACEMENT: Unit.SITES,
    Category.LAW_ENFORCEMENT: Unit.PEOPLE,
    Category.TRAINING: Unit.PEOPLE,
}
_ACTOR = "ACTOR"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What was found for one sentence and one label."""

    figure: Figure | None
    when: Period | None
    reported_by: Name | None
    targets: tuple[Name, ...]
    actors: tuple[Name, ...]
    place: Name | None
    elections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageTools:
    """The readers of one language, made once."""

    figures: FigureReader
    periods: PeriodReader
    speech: SpeechWords

    @classmethod
    def of(cls, pack: LanguagePack) -> LanguageTools:
        """The readers that a pack's settings describe."""
        return cls(
            FigureReader(pack.settings.get("figures", {})),
            PeriodReader(pack.settings.get("dates", {})),
            SpeechWords.of(pack.settings.get("speech", {})),
        )


class AttributeFinder:
    """Finds the attributes of candidates of one reading."""

    def __init__(
        self,
        reading: Reading,
        tools: LanguageTools,
        packs: Sequence[CountryPack],
        elections: Context,
        published: date | None,
    ) -> None:
        self._reading = reading
        self._elections = elections
        self._published = published
        self._places = {key: name for pack in packs for key, name in pack.places.items()}
        self._named = entities(reading, packs, 0, len(reading.words))
        self._speakers = Speakers(reading, tools.speech, self._named, self._places)
        self._figures = tools.figures
        self._periods = tools.periods

    def find(self, index: int, kind: Kind, category: Category, status: Status) -> Attributes:
        """The attributes of sentence `index` as a statement of the given label."""
        sentence = self._reading.sentences[index]
        hostile = kind != Kind.MITIGATION
        named = [e for e in self._named if sentence.first <= e.first < sentence.last]
        speaker = self._speakers.of(index)
        return Attributes(
            figure=self._figure(index, category),
            when=self._when(index, status),
            reported_by=speaker,
            targets=self._targets(named, speaker),
            actors=self._actors(sentence, named) if hostile else (),
            place=self._place(sentence),
            elections=self._elections.by_sentence[index]
            or ((self._elections.main,) if self._elections.main else ()),
        )

    def _figure(self, index: int, category: Category) -> Figure | None:
        low = self._reading.folded.low
        sentence = self._reading.sentences[index]
        found = self._figures.read(low, sentence.start, sentence.end)
        told = [one for one in found if one.unit is not None]
        if not told:
            return None
        wanted = _DEFAULT_UNIT.get(category)
        best = next((one for one in told if one.unit == wanted), None)
        best = best or max(told, key=lambda one: one.value)
        return as_figure(best, best.unit or Unit.OTHER, self._reading.folded.plain)

    def _when(self, index: int, status: Status) -> Period | None:
        reading = self._reading
        for near in (index, index - 1):
            if near < 0:
                continue
            sentence = reading.sentences[near]
            found = self._periods.read(
                reading.folded.low, sentence.start, sentence.end, self._published
            )
            found = [one for one in found if near == index or not one.complete or one.in_brackets]
            if found:
                return found[0].period
        if self._published is not None and status not in (Status.PLANNED, Status.CALLED_FOR):
            return year(self._published.year)
        return None

    def _targets(self, named: Sequence[NamedEntity], speaker: Name | None) -> tuple[Name, ...]:
        code = self._reading.pack.code
        kept = [
            as_name(e, code) for e in named if e.entity.kind in (EntityKind.BODY, EntityKind.SYSTEM)
        ]
        return unique(kept)[:3]

    def _actors(self, sentence: Sentence, named: Sequence[NamedEntity]) -> tuple[Name, ...]:
        code = self._reading.pack.code
        groups = [as_name(e, code) for e in named if e.entity.kind == EntityKind.GROUP]
        if groups:
            return unique(groups)
        hit = next((hit for hit in sentence.hits if hit.concept == _ACTOR), None)
        return (Name(written(self._reading, hit.first, hit.last)),) if hit is not None else ()

    def _place(self, sentence: Sentence) -> Name | None:
        reading = self._reading
        for at in range(sentence.first, sentence.last):
            for length in (3, 2, 1):
                words = reading.words[at : min(at + length, sentence.last)]
                place = self._places.get(" ".join(words))
                if place is not None and len(words) == length and is_capital(reading, at):
                    return Name(place)
        return None
