"""Which of a text's voices says a sentence: features of each pair, and the choice by trees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from incidents.domain.records import Name

from .reading import Reading, Sentence
from .speakers import Speakers, SpeechWords
from .trees import Trees
from .voices import Mention, Voice, Voices

Matrix = npt.NDArray[np.float32]

# Verbs of saying are looked for so many words away from a name; further counts as none.
_FAR = 12
_NONE = 13.0
# A voice first named later than this many sentences ahead cannot be meant.
_AHEAD = 3
# Nor one that was last named so many sentences ago.
_WINDOW = 60
_LONG_AGO = 9.0
_NO_PLACE = 40.0
# Right after a name, or this near before it, a verb of saying makes the name its subject.
_AFTER, _BEFORE = 3, 6
_HEAD = 3
# An office or body this near a verb of saying speaks.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the features of every voice of one sentence share."""

    index: int
    sentence: Sentence
    here: tuple[float, ...]
    quoted: frozenset[int]
    rule: Voice | None
    before: Voice | None
    after: Voice | None


class Attribution:
    """The speakers of one reading; ask `of` for a sentence."""

    def __init__(
        self,
        reading: Reading,
        speakers: Speakers,
        words: SpeechWords,
        trees: Trees | None,
    ) -> None:
        self._reading = reading
        self._speakers = speakers
        self._words = words
        self._trees = trees
        self.voices = Voices(reading, speakers, words.bodies)
        found = {name: self.voices.find(name) for name in dict.fromkeys(speakers.told)}
        self._told = [found[name] for name in speakers.told]
        spoken = [sum(self._speaks(m) for m in voice.mentions) for voice in self.voices.all]
        self._spoken = spoken
        order = sorted(range(len(spoken)), key=lambda at: -spoken[at])
        self._named_in: dict[int, list[int]] = {}
        for at, voice in enumerate(self.voices.all):
            for sentence in {mention[0] for mention in voice.mentions}:
                self._named_in.setdefault(sentence, []).append(at)
        self._rank = {at: rank for rank, at in enumerate(order)}

    def of(self, index: int) -> Name | None:
        """The likeliest speaker of a sentence; None when the text names nobody."""
        voices, rows = self.rows(index)
        if not voices or self._trees is None:
            return self._speakers.of(index)
        chances = self._trees.chances(np.array(rows, np.float32))
        return voices[int(chances.argmax())].name

    def rows(self, index: int) -> tuple[list[Voice], list[list[float]]]:
        """The voices that may say a sentence, and a row of features for each."""
        scene = self._scene(index)
        near = {
            at
            for sentence in range(index - _WINDOW, index + _AHEAD + 1)
            for at in self._named_in.get(sentence, ())
        }
        recent = self._recency(index, near)
        voices, rows = [], []
        for at in sorted(near):
            voice = self.voices.all[at]
            row = self._row(at, voice, scene, recent.get(at, _LONG_AGO))
            if row is not None:
                voices.append(voice)
                rows.append([*row, *scene.here, float(len(self.voices.all))])
        return voices, rows

    def _is_verb(self, word: str) -> bool:
        words = self._words
        if word in words.before or word in words.after or word in words.according:
            return True
        return word.endswith("nya") and (word[:-3] in words.before or word[:-3] in words.according)

    def _speaks(self, mention: Mention) -> bool:
        after, before = self._verbs(mention)
        return after < _AFTER or before < _BEFORE

    def _verbs(self, mention: Mention) -> tuple[float, float]:
        """Words to the next verb of saying after and before a mention in its sentence."""
        index, first, last = mention
        sentence, words = self._reading.sentences[index], self._reading.words
        after = before = _NONE
        for at in range(last, min(last + _FAR, sentence.last)):
            if self._is_verb(words[at]):
                after = float(at - last)
                break
        for at in range(first - 1, max(sentence.first - 1, first - _FAR), -1):
            if self._is_verb(words[at]):
                before = float(first - 1 - at)
                break
        return after, before

    def _setting(self, mention: Mention) -> list[float]:
        """Verbs near a mention, an office before it, commas around it, and prepositions before it."""
        index, first, last = mention
        sentence, words, speakers = self._reading.sentences[index], self._reading.words, self._words
        headed = first > sentence.first
        previous = words[first - 1] if headed else ""
        earlier = words[first - 2] if first - 1 > sentence.first else ""
        office = headed and (
            self._speakers.is_title(previous) or first - 1 in self._speakers.covered
        )
        return [
            *self._verbs(mention),
            float(office),
            float(headed and self._speakers.stops(first, ",")),
            float(last < sentence.last and self._speakers.stops(last, ",")),
            float(previous in speakers.oblique),
            float(previous in speakers.according or previous in speakers.before),
            float(earlier in speakers.oblique),
        ]

    def _row(self, at: int, voice: Voice, scene: _Scene, recency: float) -> list[float] | None:
        index = scene.index
        here = next((m for m in voice.mentions if m[0] == index), None)
        past = [m for m in voice.mentions if m[0] < index]
        coming = next((m for m in voice.mentions if m[0] > index), None)
        if here is None and not past and (coming is None or coming[0] - index > _AHEAD):
            return None
        unknown = [_NONE, _NONE, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
        starts = self._reading.sentences
        last = past[-1] if past else None
        return [
            float(here is not None),
            float(here[1] - scene.sentence.first) if here else _NO_PLACE,
            *(self._setting(here) if here else unknown),
            float(here is not None and here[1] in scene.quoted),
            float(index - last[0]) if last else _LONG_AGO,
            *(self._setting(last) if last else unknown),
            float(last[1] - starts[last[0]].first) if last else _NO_PLACE,
            float(coming[0] - index) if coming else _LONG_AGO,
            *(self._verbs(coming) if coming else (_NONE, _NONE)),
            float(len(voice.mentions)),
            float(len(past)),
            float(self._spoken[at]),
            float(self._rank[at]),
            float(sum(count > 0 for count in self._spoken)),
            recency,
            *self._nature(voice),
            float(voice is scene.rule),
            float(voice is scene.before),
            float(voice is scene.after),
        ]

    def _nature(self, voice: Voice) -> list[float]:
        words = voice.words
        return [
            float(voice.is_person),
            float(voice.is_body),
            float(voice.told),
            float(voice.entity is not None),
            float(len(words)),
            float(any(word in self._words.bodies for word in words)),
            float(any(word in self._words.media for word in words)),
            float(voice.name.text.isupper()),
        ]

    def _recency(self, index: int, near: Iterable[int]) -> dict[int, float]:
        """Persons named before a sentence, the latest first -> 0, 1, 2 ..."""
        seen = []
        for at in near:
            voice = self.voices.all[at]
            past = [m[1] for m in voice.mentions if m[0] < index]
            if voice.is_person and past:
                seen.append((-past[-1], at))
        return {at: float(rank) for rank, (_, at) in enumerate(sorted(seen))}

    def _scene(self, index: int) -> _Scene:
        reading = self._reading
        sentence = reading.sentences[index]
        words = reading.words[sentence.first : sentence.last]
        verbs = [at for at, word in enumerate(words) if self._is_verb(word)]
        plain = reading.folded.plain
        begins = index == 0 or "\n" in plain[reading.sentences[index - 1].end : sentence.start]
        pronouns = self._words.pronouns
        here = (
            float(len(verbs)),
            float(any(word in pronouns for word in words)),
            float(any(word in pronouns for word in words[:_HEAD])),
            float(any(words[at].endswith("nya") for at in verbs)),
            float('"' in plain[sentence.start : sentence.end]),
            float(begins),
            float(index),
            float(self._body_speaks(words, verbs)),
            float(self._speakers.is_named(index)),
            float(reading.pack.code == "en"),
        )
        told = self._told
        return _Scene(
            index,
            sentence,
            here,
            self._quoted(sentence),
            told[index],
            told[index - 1] if index else None,
            told[index + 1] if index + 1 < len(told) else None,
        )

    def _body_speaks(self, words: Sequence[str], verbs: Sequence[int]) -> bool:
        """Whether "the agency" or "lembaga itu" stands beside a verb of saying."""
        return any(
            word in self._words.bodies
            for verb in verbs
            for word in words[max(0, verb - _BESIDE) : verb + 1 + _BESIDE]
        )

    def _quoted(self, sentence: Sentence) -> frozenset[int]:
        """The words that stand inside quotation marks."""
        plain, starts = self._reading.folded.plain, self._reading.starts
        inside, found, end = False, set(), sentence.start
        for at in range(sentence.first, sentence.last):
            inside ^= bool(plain[end : starts[at]].count('"') % 2)
            if inside:
                found.add(at)
            end = starts[at]
        return frozenset(found)
