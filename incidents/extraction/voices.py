"""Who may speak in a text: its persons and bodies, each with every place that names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from incidents.domain.records import Name
from incidents.domain.vocabulary import EntityKind

from .countries import Entity
from .names import is_capital, short_name, written
from .reading import Reading, Sentence
from .speakers import Speakers

# So many words make the longest name of a person, and of a body.
_LONGEST_PERSON, _LONGEST_BODY = 6, 8
_NAME_MARKS = ',."!?;:()-'
_HEAD_MARKS = '."!?:'
_CLITIC = "'s"
Mention = tuple[int, int, int]


@dataclass(slots=True)
class Voice:
    """A person or body; `mentions` are (sentence, first word, last word) in the text's order.

    `told` marks one that only the reading of speech verbs came up with ("the spokesman").
    """

    words: tuple[str, ...]
    name: Name
    entity: Entity | None = None
    told: bool = False
    mentions: list[Mention] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Whether it is a person's name that no pack knows, or knows as a person's."""
        return not self.told and self.name.kind == EntityKind.PERSON

    @property
    def is_body(self) -> bool:
        """Whether it is a body."""
        return not self.told and self.name.kind == EntityKind.BODY


@dataclass(frozen=True, slots=True)
class _Run:
    sentence: int
    first: int
    last: int
    kind: str
    entity: Entity | None = None


class Voices:
    """The voices of one reading."""

    def __init__(self, reading: Reading, speakers: Speakers, bodies: frozenset[str]) -> None:
        self._reading = reading
        self._speakers = speakers
        self._bodies = bodies
        self.all: list[Voice] = []
        runs = [r for i, s in enumerate(reading.sentences) for r in self._runs(i, s)]
        self._inside = {
            word
            for run in runs
            if run.kind == "name"
            for at, word in enumerate(reading.words[run.first : run.last], run.first)
            if not self._begins(at, reading.sentences[run.sentence])
        }
        for run in runs:
            if run.kind == "name" and run.last - run.first > 1:
                self._add_person(self._trimmed(run, runs))
        for run in runs:
            if run.entity is not None:
                self._add_entity(run, run.entity)
            elif run.kind == "body":
                self._add_body(run)
            elif run.last - run.first == 1:
                self._add_word(run)
        for voice in self.all:
            voice.mentions = sorted(set(voice.mentions))
        self._add_told()

    def _runs(self, index: int, sentence: Sentence) -> Iterator[_Run]:
        """The names in a sentence, as runs of words."""
        at = sentence.first
        while at < sentence.last:
            known = self._speakers.covered.get(at)
            run: _Run | None = None
            if known is not None and known.first == at and known.last <= sentence.last:
                if known.entity.kind != EntityKind.SYSTEM:
                    last = self._surname(known.entity, known.last, sentence)
                    run = _Run(index, at, last, "known", known.entity)
            elif is_capital(self._reading, at):
                run = self._person(index, at, sentence) or self._body(index, at, sentence)
            if run is not None:
                yield run
            at = run.last if run is not None else at + 1

    def _surname(self, entity: Entity, last: int, sentence: Sentence) -> int:
        """Where the name of a known person ends whom the text names more fully than the pack."""
        speakers = self._speakers
        while (
            entity.kind == EntityKind.PERSON
            and last < sentence.last
            and speakers.is_part(last)
            and is_capital(self._reading, last)
            and not speakers.stops(last, _NAME_MARKS)
        ):
            last += 1
        return last

    def _begins(self, at: int, sentence: Sentence) -> bool:
        """Whether a word has its capital only because a sentence, a quotation or a dateline's text begins."""
        return at == sentence.first or self._speakers.stops(at, _HEAD_MARKS)

    def _person(self, index: int, at: int, sentence: Sentence) -> _Run | None:
        speakers = self._speakers
        last = at
        while (
            last < sentence.last
            and last - at < _LONGEST_PERSON
            and speakers.is_part(last)
            and (last == at or not speakers.stops(last, _NAME_MARKS))
        ):
            last += 1
        while last > at and not is_capital(self._reading, last - 1):
            last -= 1
        return _Run(index, at, last, "name") if last > at else None

    def _body(self, index: int, at: int, sentence: Sentence) -> _Run | None:
        """A body that no pack knows: capital words, one of which is a word for a body."""
        last = at
        while (
            last < sentence.last
            and last - at < _LONGEST_BODY
            and last not in self._speakers.covered
            and (is_capital(self._reading, last) or self._joins(last, sentence))
            and (last == at or not self._speakers.stops(last, _NAME_MARKS))
        ):
            last += 1
        words = self._reading.words[at:last]
        named = any(word.removesuffix(_CLITIC) in self._bodies for word in words)
        return _Run(index, at, last, "body") if named and len(words) > 1 else None

    def _joins(self, at: int, sentence: Sentence) -> bool:
        return (
            self._reading.words[at] in ("of", "for", "on")
            and at + 1 < sentence.last
            and is_capital(self._reading, at + 1)
        )

    def _trimmed(self, run: _Run, runs: Sequence[_Run]) -> _Run:
        """A name at the head of a sentence without its first word, when only the head capitalised it."""
        reading = self._reading
        word = reading.words[run.first]
        if word in self._inside or not self._is_ordinary(run.first):
            return run
        for other in runs:
            if other.first != run.first and word in reading.words[other.first : other.last]:
                return run
        return _Run(run.sentence, run.first + 1, run.last, run.kind)

    def _is_ordinary(self, at: int) -> bool:
        """Whether a word is inflected, or a function word: no part of a person's name."""
        word = self._reading.words[at]
        return self._reading.stems[at] != word or word in self._reading.pack.function_words

    def _add_person(self, run: _Run) -> None:
        words = self._words(run)
        own = set(words)
        for voice in self.all:
            theirs = set(voice.words)
            if voice.entity is None and (own <= theirs or theirs <= own):
                if len(words) > len(voice.words):
                    voice.words, voice.name = words, self._named(run, EntityKind.PERSON)
                voice.mentions.append((run.sentence, run.first, run.last))
                return
        self._new(run, words, self._named(run, EntityKind.PERSON))

    def _add_entity(self, run: _Run, entity: Entity) -> None:
        """A known one; a person goes by the fullest name that the text has for him."""
        words = self._words(run)
        for voice in self.all:
            if voice.entity is entity:
                voice.mentions.append((run.sentence, run.first, run.last))
                break
        else:
            name = Name(short_name(entity, self._reading.pack.code), entity.key, entity.kind)
            self._new(run, words, name, entity)
            voice = self.all[-1]
        if entity.kind == EntityKind.PERSON and len(words) > max(1, len(voice.words) - 1):
            voice.words = words
            voice.name = Name(written(self._reading, run.first, run.last), entity.key, entity.kind)

    def _add_body(self, run: _Run) -> None:
        words = self._words(run)
        own = set(words) - {"the", "a"}
        for voice in self.all:
            theirs = set(voice.words)
            if voice.is_body and voice.entity is None and (own <= theirs or theirs <= own):
                voice.mentions.append((run.sentence, run.first, run.last))
                return
        first = run.first + (words[0] in ("the", "a"))
        self._new(run, tuple(words[first - run.first :]), self._named(run, EntityKind.BODY, first))

    def _add_word(self, run: _Run) -> None:
        """One word: part of a name known from elsewhere, or a name of its own."""
        word = self._reading.words[run.first].removesuffix(_CLITIC)
        for voice in self.all:
            if word in voice.words and voice.is_person:
                voice.mentions.append((run.sentence, run.first, run.last))
                return
        if word in self._inside:
            self._new(run, (word,), self._named(run, EntityKind.PERSON))

    def _add_told(self) -> None:
        """Whoever the verbs of saying gave and no name covers."""
        places: dict[Name, list[Mention]] = {}
        for index, name in enumerate(self._speakers.told):
            if name is not None:
                own = places.setdefault(name, [])
                if self._speakers.is_named(index):
                    first = self._reading.sentences[index].first
                    own.append((index, first, first + 1))
        for name, mentions in places.items():
            if mentions and self.find(name) is None:
                words = tuple(name.text.lower().split())
                self.all.append(Voice(words, name, told=True, mentions=mentions))

    def find(self, name: Name | None) -> Voice | None:
        """The voice that a name belongs to."""
        if name is None:
            return None
        for voice in self.all:
            if name.key is not None and voice.name.key == name.key:
                return voice
        words = set(name.text.lower().removesuffix(_CLITIC).split())
        for voice in self.all:
            theirs = set(voice.words)
            if words and (words <= theirs or theirs <= words) and theirs:
                return voice
        return None

    def _words(self, run: _Run) -> tuple[str, ...]:
        words = self._reading.words[run.first : run.last]
        return tuple(word.removesuffix(_CLITIC) for word in words)

    def _named(self, run: _Run, kind: EntityKind, first: int | None = None) -> Name:
        start = run.first if first is None else first
        return Name(written(self._reading, start, run.last).removesuffix(_CLITIC), None, kind)

    def _new(
        self, run: _Run, words: tuple[str, ...], name: Name, entity: Entity | None = None
    ) -> None:
        mention = (run.sentence, run.first, run.last)
        self.all.append(Voice(words, name, entity, mentions=[mention]))
