"""Who, how many, when, where, which election: the attributes of a candidate's sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from incidents.domain.records import Figure, Name, Period
from incidents.domain.vocabulary import Category, EntityKind, Kind, Status, Unit

from .attribution import Attribution
from .countries import CountryPack
from .elections import Context
from .figures import FigureReader, Found, as_figure
from .languages import LanguagePack
from .names import NamedEntity, as_name, entities, is_capital, unique, written
from .periods import PeriodReader, year
from .reading import Reading, Sentence
from .speakers import Speakers, SpeechWords
from .trees import Trees

_HITS = (Unit.ATTACKS, Unit.SITES)
# What may be counted for a category, the usual first; other figures in its sentence mean something else.
_UNITS: dict[Category, tuple[Unit, ...]] = {
    Category.DATA_BREACH: (Unit.RECORDS, Unit.ACCOUNTS, Unit.PEOPLE),
    Category.TAMPERING: (Unit.ATTACKS, Unit.RECORDS, Unit.OTHER),
    Category.DEFACEMENT: (Unit.SITES, Unit.ATTACKS),
    Category.MALWARE: (Unit.OTHER, Unit.ATTACKS),
    Category.ACCOUNT_TAKEOVER: (Unit.ACCOUNTS, Unit.PEOPLE),
    Category.PHISHING: (Unit.PEOPLE, Unit.ATTACKS, Unit.RECORDS),
    Category.DDOS: _HITS,
    Category.INSIDER: (Unit.PEOPLE,),
    Category.INTRUSION: _HITS,
    Category.IMPERSONATION: (Unit.ACCOUNTS, Unit.SITES, Unit.PEOPLE, Unit.RECORDS, Unit.HOAXES),
    Category.DISINFORMATION: (Unit.HOAXES, Unit.ACCOUNTS, Unit.OTHER),
    Category.HARASSMENT: (Unit.ATTACKS, Unit.PEOPLE),
    Category.OVERLOAD: (Unit.OTHER, Unit.SITES),
    Category.UNSPECIFIED: _HITS,
    Category.TRAINING: (Unit.PEOPLE,),
    Category.MONITORING: (Unit.HOAXES, Unit.PEOPLE, Unit.ACCOUNTS),
    Category.INCIDENT_RESPONSE: (
        Unit.ATTACKS,
        Unit.RECORDS,
        Unit.OTHER,
        Unit.ACCOUNTS,
        Unit.PEOPLE,
    ),
    Category.COOPERATION: (Unit.PEOPLE,),
    Category.LAW_ENFORCEMENT: (Unit.PEOPLE, Unit.ACCOUNTS),
    Category.CONTENT_MODERATION: (Unit.ACCOUNTS, Unit.HOAXES, Unit.SITES, Unit.OTHER),
    Category.PUBLIC_COMMUNICATION: (Unit.HOAXES,),
    Category.ACCESS_POLICY: (Unit.ACCOUNTS,),
    Category.AUDIT_TESTING: (Unit.SITES,),
}
# People whose data leaked are records; documents in one's name are people's.
_AS = {
    (Category.DATA_BREACH, Unit.PEOPLE): Unit.RECORDS,
    (Category.IMPERSONATION, Unit.RECORDS): Unit.PEOPLE,
}


def _one(found: Found) -> bool:
    """Whether "one" is a figure: only of people ("satu tersangka")."""
    return found.unit == Unit.PEOPLE


_ACTOR, _PEOPLE = "ACTOR", "PEOPLE"
# What a target is called where no pack knows its name, the clearest first.
_TARGETS = ("ESYS", "EBODY", "VOTERDATA")
# Measures whose target is whom they speak to.
_ADDRESSED = (Category.PUBLIC_COMMUNICATION,)
# So few of what a category is not usually counted by are a detail.
_FEW = 2
# An event is told of the election named so many sentences before it.
_TOPIC = 4


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
        trees: Trees | None,
    ) -> None:
        self._reading = reading
        self._elections = elections
        self._published = published
        self._places = {key: name for pack in packs for key, name in pack.places.items()}
        self._bodies = {key for pack in packs for key in pack.settings.get("targets", ())}
        self._named = entities(reading, packs, 0, len(reading.words))
        self._speakers = Speakers(reading, tools.speech, self._named, self._places)
        self._attribution = Attribution(reading, self._speakers, tools.speech, trees)
        self._figures = tools.figures
        self._periods = tools.periods

    def find(self, index: int, kind: Kind, category: Category, status: Status) -> Attributes:
        """The attributes of sentence `index` as a statement of the given label."""
        sentence = self._reading.sentences[index]
        hostile = kind != Kind.MITIGATION
        named = [e for e in self._named if sentence.first <= e.first < sentence.last]
        actors = self._actors(sentence, named) if hostile else ()
        speaker = self._attribution.of(index)
        if status == Status.ALLEGED and not self._speakers.is_named(index):
            # The attacker's own claim is told by the attacker.
            speaker = next((n for n in actors if n.kind == EntityKind.GROUP), speaker)
        return Attributes(
            figure=self._figure(index, category),
            when=self._when(index, status),
            reported_by=speaker,
            targets=self._targets(sentence, category),
            actors=actors,
            place=self._place(sentence),
            elections=self._elections_of(index, kind),
        )

    def _elections_of(self, index: int, kind: Kind) -> tuple[str, ...]:
        """Elections named in the sentence; for an attack also just before it; else the main one."""
        named = self._elections.by_sentence
        for back in range(_TOPIC + 1 if kind == Kind.ATTACK else 1):
            if index >= back and named[index - back]:
                return named[index - back]
        return (self._elections.main,) if self._elections.main else ()

    def _figure(self, index: int, category: Category) -> Figure | None:
        """The figure of a sentence, or of the one after it when that counts the same thing."""
        wanted = _UNITS.get(category, ())
        sentences = self._reading.sentences
        for near in (index, index + 1):
            if near >= len(sentences) or (near > index and self._ends_paragraph(index)):
                break
            found = self._counted(sentences[near], category)
            if near == index and not found:
                found = self._others(sentences[near])
            if near > index:
                found = [one for one in found if wanted and one.unit == wanted[0]]
            if found:
                best = max(found, key=lambda one: (one.unit in wanted[:1], one.value))
                unit = _AS.get((category, best.unit or Unit.OTHER), best.unit or Unit.OTHER)
                return as_figure(best, unit, self._reading.folded.plain)
        return None

    def _counted(self, sentence: Sentence, category: Category) -> list[Found]:
        """Figures of a sentence that may count what the category is about."""
        low = self._reading.folded.low
        wanted = _UNITS.get(category, ())
        found = self._figures.read(low, sentence.start, sentence.end)
        return [one for one in found if one.unit in wanted and (one.value > 1 or _one(one))]

    def _others(self, sentence: Sentence) -> list[Found]:
        """Figures of a sentence that count something the category is not usually counted by."""
        low = self._reading.folded.low
        found = self._figures.read(low, sentence.start, sentence.end)
        return [one for one in found if one.unit is not None and one.value > _FEW]

    def _ends_paragraph(self, index: int) -> bool:
        here, following = self._reading.sentences[index], self._reading.sentences[index + 1]
        return "\n" in self._reading.folded.plain[here.end : following.start]

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

    def _targets(self, sentence: Sentence, category: Category) -> tuple[Name, ...]:
        """What is attacked or protected: systems and election bodies, or the public that is addressed."""
        if category in _ADDRESSED:
            hit = next((hit for hit in sentence.hits if hit.concept == _PEOPLE), None)
            if hit is not None:
                return (Name(written(self._reading, hit.first, hit.last)),)
        here = [e for e in self._named if sentence.first <= e.first < sentence.last]
        found = [e for e in here if self._may_be_target(e)] or self._usual_targets()
        if found:
            return unique([as_name(e, self._reading.pack.code) for e in found])[:2]
        return self._described_target(sentence)

    def _described_target(self, sentence: Sentence) -> tuple[Name, ...]:
        """A system or body that no pack knows, in the sentence or anywhere in the text."""
        for near in (sentence, *self._reading.sentences):
            for wanted in _TARGETS:
                hit = next((hit for hit in near.hits if hit.concept == wanted), None)
                if hit is not None:
                    return (Name(written(self._reading, hit.first, hit.last)),)
        return ()

    def _may_be_target(self, named: NamedEntity) -> bool:
        return named.entity.kind == EntityKind.SYSTEM or named.entity.key in self._bodies

    def _usual_targets(self) -> list[NamedEntity]:
        """The election body that the text names most."""
        bodies = [e for e in self._named if e.entity.key in self._bodies]
        counts = Counter(e.entity.key for e in bodies)
        return sorted(bodies, key=lambda e: -counts[e.entity.key])[:1]

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
