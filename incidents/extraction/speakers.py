"""Who says a sentence: named beside a verb of saying, or carried over from the sentences around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from incidents.domain.records import Name
from incidents.domain.vocabulary import EntityKind

from .names import NamedEntity, is_capital, short_name, written
from .reading import Reading, Sentence

_LONGEST_CHUNK = 16
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

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> SpeechWords:
        """The words of a pack's settings."""
        fields = ("before", "after", "according", "pronouns", "between", "titles")
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
        self._places = places
        self._covered = {at: e for e in entities for at in range(e.first, e.last)}
        self._full = self._full_names()
        self._said = self._resolve([self._in_sentence(s) for s in reading.sentences])

    def of(self, index: int) -> Name | None:
        """The speaker of a sentence, or None when nobody speaks near it."""
        return self._said[index]

    def _in_sentence(self, sentence: Sentence) -> Name | str | None:
        """The speaker named in a sentence; "carry" when a pronoun stands for one."""
        reading, words = self._reading, self._words
        carried: str | None = None
        for at in range(sentence.first, sentence.last):
            word = reading.words[at]
            name: Name | str | None = None
            if (
                word in words.before
                or word in words.according
                or (word == "according" and "according to" in words.according)
            ):
                name = self._after(at + 1, sentence)
            elif word.endswith("nya") and word[:-3] in words.before:
                name = "carry"
            if name is None and word in words.after:
                name = self._before(at - 1, sentence)
            if isinstance(name, Name):
                return name
            carried = carried or name
        return carried

    def _after(self, at: int, sentence: Sentence) -> Name | str | None:
        reading, words = self._reading, self._words
        while at < sentence.last and reading.words[at] in ("to", "oleh", "that"):
            at += 1
        if at < sentence.last and reading.words[at] in words.pronouns:
            return "carry"
        last = at
        while last < sentence.last and last - at < _LONGEST_CHUNK and self._may_name(last):
            last += 1
            if last < sentence.last and self._stops(last, ',."!?;:'):
                break
        return self._person(at, last)

    def _before(self, at: int, sentence: Sentence) -> Name | str | None:
        reading, words = self._reading, self._words
        while at >= sentence.first and reading.words[at] in words.between:
            at -= 1
        if at < sentence.first:
            return None
        if reading.words[at] in words.pronouns:
            return "carry"
        first = at
        while first >= sentence.first and at - first < _LONGEST_CHUNK and self._may_name(first):
            if first < at and self._stops(first + 1, '."!?;:'):
                break
            first -= 1
        return self._person(first + 1, at + 1)

    def _may_name(self, at: int) -> bool:
        word = self._reading.words[at]
        return is_capital(self._reading, at) or word in self._words.titles or word in _PARTICLES

    def _stops(self, at: int, marks: str) -> bool:
        """Whether one of `marks` stands between the word at `at` and the one before it."""
        reading = self._reading
        end = reading.starts[at - 1] + len(reading.words[at - 1])
        gap = reading.folded.plain[end : reading.starts[at]]
        if gap.startswith(". ") and len(reading.words[at - 1]) <= 2:
            return False
        return any(mark in gap for mark in marks)

    def _person(self, first: int, last: int) -> Name | None:
        """The person, or else the body, that words [first, last) name."""
        for at in range(last - 1, first - 1, -1):
            entity = self._covered.get(at)
            if entity is not None and entity.entity.kind == EntityKind.PERSON:
                return self._as_person(max(first, entity.first), entity.last, entity)
        end = last
        while end > first and not self._is_part(end - 1):
            end -= 1
        start = end
        while start > first and self._is_part(start - 1):
            start -= 1
        if start < end:
            return self._as_person(start, end, None)
        for at in range(first, last):
            entity = self._covered.get(at)
            if entity is not None:
                name = short_name(entity.entity, self._reading.pack.code)
                return Name(name, entity.entity.key, entity.entity.kind)
        return None

    def _is_part(self, at: int) -> bool:
        """Whether the word at `at` may be part of a person's name."""
        word = self._reading.words[at]
        if word in _PARTICLES:
            return True
        if word in self._words.titles or word in self._places or not is_capital(self._reading, at):
            return False
        entity = self._covered.get(at)
        return entity is None or entity.entity.kind == EntityKind.PERSON

    def _as_person(self, first: int, last: int, entity: NamedEntity | None) -> Name:
        if entity is not None:
            return Name(entity.entity.name, entity.entity.key, entity.entity.kind)
        text = written(self._reading, first, last)
        if text.endswith("'s"):
            text = text[:-2]
        for word in self._reading.words[first:last]:
            full = self._full.get(word)
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
                    and self._is_part(last)
                    and (last == at or not self._stops(last, ',."!?;:()-'))
                ):
                    last += 1
                if 2 <= last - at <= 5 and is_capital(self._reading, at):
                    for word in self._reading.words[at:last]:
                        full.setdefault(word, written(self._reading, at, last))
                at = max(last, at + 1)
        return full

    def _resolve(self, told: Sequence[Name | str | None]) -> list[Name | None]:
        """Carry speakers over pronouns, running quotations and sentences without any."""
        sentences = self._reading.sentences
        plain = self._reading.folded.plain
        said: list[Name | None] = []
        last: Name | None = None
        for name in told:
            if isinstance(name, Name):
                last = name
            said.append(last)
        for index in range(len(told) - 1, -1, -1):
            if told[index] is not None or index + 1 >= len(told):
                continue
            here, following = sentences[index], sentences[index + 1]
            same = "\n" not in plain[here.end : following.start]
            quoted = (
                '"' in plain[here.start : here.end]
                and plain[here.start : here.end].count('"') % 2 == 1
            )
            if (same and quoted) or said[index] is None:
                said[index] = said[index + 1]
        return said
