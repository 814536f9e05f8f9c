"""Who says a sentence: named beside a verb of saying, or carried over from the sentences around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from incidents.domain.records import Name
from incidents.domain.vocabulary import EntityKind

from .names import NamedEntity, is_capital, short_name, written
from .reading import Reading, Sentence

_LONGEST_CHUNK = 16
_LONGEST_DESCRIPTION = 6
# A word this short before a full stop is an initial or an abbreviation.
_INITIAL = 2
CARRY = "carry"
# An office this near the head of a sentence is its subject.
_HEAD = 3
# A longer word in capitals is a place of a dateline or an abbreviation, not a name.
_CAPITALS = 3
_SPEAKING = (EntityKind.PERSON, EntityKind.GROUP)
# Words of a name that are not written with a capital.
_PARTICLES = frozenset({"bin", "binti", "al", "el", "de", "la", "van", "von", "der", "dos", "da"})


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Verbs of saying, pronouns and titles of one language (pack.toml, table `speech`)."""

    before: frozenset[str]
    after: frozenset[str]
    according: frozenset[str]
    pronouns: frozenset[str]
    between: frozenset[str]
    titles: frozenset[str]
    common: frozenset[str]
    articles: frozenset[str]
    not_names: frozenset[str]
    general: frozenset[str]
    pointing: frozenset[str]
    bodies: frozenset[str]
    media: frozenset[str]
    oblique: frozenset[str]

    @property
    def excluded(self) -> frozenset[str]:
        """Words that are never part of a person's name."""
        return self.pronouns | self.common | self.not_names

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> SpeechWords:
        """The words of a pack's settings."""
        fields = (
            "before", "after", "according", "pronouns", "between", "titles", "common", "articles",
            "not_names", "general", "pointing", "bodies", "media", "oblique",
        )  # fmt: skip
        return cls(*(frozenset(settings.get(field, ())) for field in fields))


class Speakers:
    """The speakers of one reading; ask `of` for a sentence."""

    def __init__(
        self,
        reading: Reading,
        words: SpeechWords,
        entities: Sequence[NamedEntity],
        places: Mapping[str, str],
    ) -> None:
        self._reading = reading
        self._words = words
        self._never = words.excluded.union(places)
        self.covered = {at: e for e in entities for at in range(e.first, e.last)}
        self._full: dict[str, str] | None = None
        told = [self._in_sentence(s) for s in reading.sentences]
        self._named = [isinstance(name, Name) for name in told]
        self.told = self._resolve(told)

    def of(self, index: int) -> Name | None:
        """The speaker of a sentence, or None when nobody speaks near it."""
        return self.told[index]

    def is_named(self, index: int) -> bool:
        """Whether a sentence itself names its speaker."""
        return self._named[index]

    def _in_sentence(self, sentence: Sentence) -> Name | str | None:
        """The speaker named in a sentence; "carry" when a pronoun stands for one."""
        reading, words = self._reading, self._words
        carried: str | None = None
        for at in range(sentence.first, sentence.last):
            word = reading.words[at]
            name: Name | str | None = None
            if word in words.after:
                name = self._before(at - 1, sentence)
            if name is None and (word in words.before or word in words.according):
                name = self._after(at + 1, sentence, described=word in words.according)
            elif word.endswith("nya") and word[:-3] in (words.before | words.according):
                name = CARRY
            if isinstance(name, Name):
                return name
            carried = carried or name
        return carried

    def _after(self, at: int, sentence: Sentence, *, described: bool) -> Name | str | None:
        """The speaker named from word `at` on: "kata Ketua KPU, Arief Budiman"."""
        reading, words = self._reading, self._words
        while at < sentence.last and reading.words[at] in words.between:
            at += 1
        if at < sentence.last and reading.words[at] in words.pronouns:
            return CARRY
        last = at
        while last < sentence.last and last - at < _LONGEST_CHUNK and self._may_name(last):
            last += 1
            if last < sentence.last and self.stops(last, '."!?;:'):
                break
        if last < sentence.last and reading.words[last] in words.pointing:
            return CARRY
        return self._person(at, last, described=described)

    def _before(self, at: int, sentence: Sentence) -> Name | str | None:
        """The speaker named up to word `at`: "Ketua KPU Arief Budiman mengatakan"."""
        reading, words = self._reading, self._words
        while at >= sentence.first and reading.words[at] in words.between:
            at -= 1
        if at < sentence.first:
            return None
        if reading.words[at] in words.pronouns:
            return CARRY
        first = at
        while first >= sentence.first and at - first < _LONGEST_CHUNK and self._may_name(first):
            if first < at and self.stops(first + 1, '."!?;:'):
                break
            first -= 1
        return self._person(first + 1, at + 1, described=True)

    def _may_name(self, at: int) -> bool:
        word = self._reading.words[at]
        return (
            is_capital(self._reading, at)
            or self.is_title(word)
            or word in _PARTICLES
            or word in self._words.common
            or word[0].isdigit()
        )

    def is_title(self, word: str) -> bool:
        """Whether a word is an office or a rank."""
        titles = self._words.titles
        return word in titles or (word.endswith("nya") and word[:-3] in titles)

    def stops(self, at: int, marks: str) -> bool:
        """Whether one of `marks` stands between the word at `at` and the one before it."""
        reading = self._reading
        end = reading.starts[at - 1] + len(reading.words[at - 1])
        gap = reading.folded.plain[end : reading.starts[at]]
        if gap.startswith(". ") and len(reading.words[at - 1]) <= _INITIAL:
            return False
        return any(mark in gap for mark in marks) or " - " in gap

    def _person(self, first: int, last: int, *, described: bool) -> Name | str | None:
        """The person whom words [first, last) name, else the body, else whoever is described."""
        edges = [at for at in range(first + 1, last) if self.stops(at, ",")]
        parts = list(pairwise([first, *edges, last]))
        for start, end in parts:
            if start < end and all(self.is_part(at) for at in range(start, end)):
                return self._as_person(start, end)
        for start, end in parts:
            name = self._at_end(start, end)
            if name is not None:
                return name
        for at in range(last - 1, first - 1, -1):
            entity = self.covered.get(at)
            if entity is not None:
                known = entity.entity
                return Name(short_name(known, self._reading.pack.code), known.key, known.kind)
        return self._described(first, last) if described else None

    def _at_end(self, first: int, last: int) -> Name | None:
        """The person's name that words [first, last) end with."""
        if last <= first:
            return None
        entity = self.covered.get(last - 1)
        start = last
        while start > first and self.is_part(start - 1):
            start -= 1
        if entity is not None and entity.entity.kind in _SPEAKING and start >= entity.first:
            return Name(entity.entity.name, entity.entity.key, entity.entity.kind)
        return self._as_person(start, last) if start < last else None

    def _described(self, first: int, last: int) -> Name | str | None:
        """A body or an office that no pack knows: "the national intelligence director"."""
        while first < last and self._reading.words[first] in self._words.articles:
            first += 1
        if last - first < 1 or last - first > _LONGEST_DESCRIPTION:
            return None
        if last - first == 1 and self._reading.words[first] in self._words.general:
            return CARRY
        return Name(written(self._reading, first, last))

    def is_part(self, at: int) -> bool:
        """Whether the word at `at` may be part of a person's name."""
        word = self._reading.words[at]
        if word in _PARTICLES:
            return True
        if not is_capital(self._reading, at) or word in self._never or self.is_title(word):
            return False
        if len(word) > _CAPITALS and written(self._reading, at, at + 1).isupper():
            return False
        entity = self.covered.get(at)
        return entity is None or entity.entity.kind == EntityKind.PERSON

    def _as_person(self, first: int, last: int) -> Name:
        entity = self.covered.get(last - 1)
        if entity is not None and entity.entity.kind in _SPEAKING and entity.first <= first:
            return Name(entity.entity.name, entity.entity.key, entity.entity.kind)
        text = written(self._reading, first, last).removesuffix("'s")
        if last - first > 1:
            return Name(text, None, EntityKind.PERSON)
        if self._full is None:
            self._full = self._full_names()
        full = self._full.get(self._reading.words[first])
        if full is not None and len(full) > len(text):
            return Name(full, None, EntityKind.PERSON)
        return Name(text, None, EntityKind.PERSON)

    def _full_names(self) -> dict[str, str]:
        """Each word of every name of two or more words -> the first such name."""
        full: dict[str, str] = {}
        for sentence in self._reading.sentences:
            at = sentence.first
            while at < sentence.last:
                last = at
                while (
                    last < sentence.last
                    and self.is_part(last)
                    and (last == at or not self.stops(last, ',."!?;:()-'))
                ):
                    last += 1
                if 2 <= last - at <= 5 and is_capital(self._reading, at):
                    for word in self._reading.words[at:last]:
                        full.setdefault(word, written(self._reading, at, last))
                at = max(last, at + 1)
        return full

    def _resolve(self, told: Sequence[Name | str | None]) -> list[Name | None]:
        """Carry speakers over pronouns, running quotations and sentences without any."""
        found = list(told)
        running, quoted = self._quotations()
        for index in range(len(found) - 2, -1, -1):
            if not isinstance(found[index], Name) and running[index]:
                found[index] = found[index + 1]
        said: list[Name | None] = []
        last: Name | None = None
        person: Name | None = None
        for index, name in enumerate(found):
            if isinstance(name, Name):
                last = name
                person = name if name.kind in _SPEAKING else person
                said.append(name)
            elif name == CARRY:
                said.append(person or last)
            else:
                subject = None if quoted[index] else self._subject(index)
                last = subject or last
                person = subject or person
                said.append(last)
        following: Name | None = None
        for index in range(len(said) - 1, -1, -1):
            following = said[index] or following
            said[index] = following
        return said

    def _quotations(self) -> tuple[list[bool], list[bool]]:
        """For each sentence: whether a quotation runs on after it; whether it holds a quotation."""
        plain = self._reading.folded.plain
        running, quoted = [], []
        opened, end = False, 0
        for sentence in self._reading.sentences:
            begins = "\n" in plain[end : sentence.start] or end == 0
            opened = opened and not begins
            marks = plain[sentence.start : sentence.end].count('"')
            quoted.append(opened or marks > 0)
            if marks % 2:
                opened = not opened
            running.append(opened)
            end = sentence.end
        return running, quoted

    def _subject(self, index: int) -> Name | None:
        """The person in office near the head of a sentence without a verb of saying."""
        sentence = self._reading.sentences[index]
        last = min(sentence.last, sentence.first + _HEAD)
        for at in range(sentence.first + 1, last):
            if self.is_part(at) and self._holds_office(at - 1) and not self.stops(at, ',."'):
                end = at + 1
                while end < sentence.last and self.is_part(end) and not self.stops(end, ',."('):
                    end += 1
                return self._as_person(at, end)
        return None

    def _holds_office(self, at: int) -> bool:
        entity = self.covered.get(at)
        return self.is_title(self._reading.words[at]) or (
            entity is not None and entity.entity.kind == EntityKind.BODY
        )
