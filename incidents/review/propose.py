"""What extraction found becomes waiting mentions; a newer extractor never touches what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from incidents.domain.records import Candidate, Extraction, Name
from incidents.domain.vocabulary import Act, ArticleState, MentionState
from incidents.models import (
    Article,
    Decision,
    Election,
    Entity,
    Mention,
    MentionEntity,
    Place,
)

from . import audit, corroboration, fields, portraits, writing

_DECIDED = (MentionState.ACCEPTED, MentionState.REJECTED)
_COMPARED = (
    "status", "figure_value", "figure_approximate", "figure_unit", "figure_text", "starts_on",
    "ends_on", "precision", "reported_by", "election_id", "place_id", "place_text",
)  # fmt: skip


@transaction.atomic
def propose(article: Article, extraction: Extraction) -> list[Mention]:
    """Store one extraction of `article`: its relevance, elections and state, and its candidates.

    Returns all waiting mentions of the article. The same extractor version twice changes nothing. Codes
    and keys that are not known are left out, the words stay. Waiting mentions that this version no longer
    finds are withdrawn; those of older versions of the article too, for these took their place.
    """
    current = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    waiting = current.mentions.filter(state=MentionState.WAITING)
    if (current.extractor_version, current.state) == (extraction.version, ArticleState.EXTRACTED):
        return list(waiting)
    known = _Known(extraction)
    current.elections.set(
        [known.elections[c] for c in extraction.elections if c in known.elections]
    )
    _settle(current, extraction, known)
    _close(current, extraction)
    for name in ("state", "relevance", "relevant", "extractor_version", "claimed_until", "error"):
        setattr(article, name, getattr(current, name))
    return list(waiting.all())


def flag_vanished(article: Article) -> int:
    """Mark decided mentions of older versions whose sentence is gone from `article`; how many it marked."""
    older = _older_versions(article)
    marked = 0
    decided = Mention.objects.filter(article__in=older, state__in=_DECIDED, flagged_vanished=False)
    for mention in decided.only("pk", "evidence"):
        if mention.evidence not in article.text:
            marked += Mention.objects.filter(pk=mention.pk).update(flagged_vanished=True)
    return marked


class _Known:
    """The rows behind the codes and keys of one extraction, read with one query for each sort."""

    def __init__(self, extraction: Extraction) -> None:
        candidates = extraction.candidates
        codes = {*extraction.elections, *(c for each in candidates for c in each.elections)}
        keys = {name.key for each in candidates for _role, name in _names(each) if name.key}
        places = {text for each in candidates if each.place for text in _codes(each.place)}
        self.elections = (
            {e.code: e for e in Election.objects.filter(code__in=codes)} if codes else {}
        )
        self.entities = {e.key: e for e in Entity.objects.filter(key__in=keys)} if keys else {}
        self.places: dict[str, Place] = {}
        if places:
            for place in Place.objects.filter(Q(code__in=places) | Q(name__in=places)):
                self.places |= {place.name: place, place.code: place}

    def place(self, name: Name | None) -> Place | None:
        """The place by its code, else by its name."""
        found = [self.places[text] for text in _codes(name) if text in self.places] if name else []
        return found[0] if found else None


def _codes(place: Name) -> tuple[str, ...]:
    return (place.key, place.text) if place.key else (place.text,)


def _names(candidate: Candidate) -> list[tuple[str, Name]]:
    role = MentionEntity.Role
    return [
        *((role.TARGET.value, name) for name in candidate.targets),
        *((role.ACTOR.value, name) for name in candidate.actors),
        *((role.SPEAKER.value, name) for name in (candidate.reported_by,) if name),
    ]


def _settle(article: Article, extraction: Extraction, known: _Known) -> None:
    """Make, refresh or withdraw the article's mentions so that they are what was extracted."""
    there = {(m.kind, m.category, m.start, m.end): m for m in article.mentions.all()}
    kept = _kept(list(there.values()))
    said = _decided_before(article)
    article.relevance = extraction.relevance
    fresh: list[tuple[Mention, Candidate]] = []
    found: set[int] = set()
    for candidate in _distinct(extraction.candidates):
        mention = _mention(article, candidate, known, extraction.version)
        old = there.get((mention.kind, mention.category, mention.start, mention.end))
        if old is not None and old.pk not in kept:
            found.add(old.pk)
            _refresh(old, mention, candidate, known)
        elif old is None and not _was_decided(
            mention, [m for m in there.values() if m.pk in kept], said
        ):
            fresh.append((mention, candidate))
    corroboration.rank(article, [mention for mention, _candidate in fresh])
    Mention.objects.bulk_create([mention for mention, _candidate in fresh])
    _name_all(fresh, known)
    gone = [m for m in there.values() if m.pk not in kept and m.pk not in found]
    superseded = Mention.objects.filter(article__in=_older_versions(article))
    _withdraw(
        [*gone, *superseded.filter(state=MentionState.WAITING)] if article.version_of_id else gone
    )


def _kept(mentions: Sequence[Mention]) -> set[int]:
    """Keys of mentions that a person decided on, corrected or added: no extractor touches them."""
    if not mentions:
        return set()
    keys = [mention.pk for mention in mentions]
    touched = Decision.objects.filter(
        model="mention", object_id__in=keys, who__isnull=False
    ).exclude(act=Act.ASSIGN)
    return {
        *touched.values_list("object_id", flat=True),
        *(mention.pk for mention in mentions if mention.state in _DECIDED),
    }


def _decided_before(article: Article) -> set[tuple[str, str, str]]:
    """What people decided on in older versions of the article: (kind, category, sentence)."""
    if not article.version_of_id:
        return set()
    older = Mention.objects.filter(article__in=_older_versions(article), state__in=_DECIDED)
    return set(older.values_list("kind", "category", "evidence"))


def _was_decided(
    mention: Mention, kept: Iterable[Mention], said: set[tuple[str, str, str]]
) -> bool:
    """Whether a person settled this already: the like over these characters, or this very sentence before."""
    return (mention.kind, mention.category, mention.evidence) in said or any(
        (old.kind, old.category) == (mention.kind, mention.category)
        and old.start < mention.end
        and mention.start < old.end
        for old in kept
    )


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    best: dict[tuple[str, str, int, int], Candidate] = {}
    for each in candidates:
        key = (each.kind, each.category, each.span.start, each.span.end)
        if key not in best or best[key].confidence < each.confidence:
            best[key] = each
    return list(best.values())


def _mention(article: Article, candidate: Candidate, known: _Known, version: str) -> Mention:
    figure, speaker, place = candidate.figure, candidate.reported_by, candidate.place
    elections = [known.elections[c] for c in candidate.elections if c in known.elections]
    return Mention(
        article=article,
        kind=candidate.kind.value,
        category=candidate.category.value,
        status=candidate.status.value,
        start=candidate.span.start,
        end=candidate.span.end,
        evidence=candidate.span.of(article.text),
        **fields.figure_columns(figure),
        figure_text=figure.text[:120] if figure else "",
        **fields.period_columns(candidate.when),
        reported_by=speaker.text[:200] if speaker else "",
        election=elections[0] if elections else None,
        place=known.place(place),
        place_text=place.text[:120] if place else "",
        confidence=candidate.confidence,
        explanation=[
            {"rule": cue.rule, "text": cue.text, "weight": cue.weight}
            for cue in candidate.explanation
        ],
        extractor_version=version[:60],
        reported_on=article.published_on or timezone.localdate(article.received_at),
    )


def _refresh(old: Mention, new: Mention, candidate: Candidate, known: _Known) -> None:
    """Give a waiting (or withdrawn) mention what the newer version says; one version up if that differs."""
    differs = old.state != MentionState.WAITING or any(
        getattr(old, name) != getattr(new, name) for name in _COMPARED
    )
    columns: dict[str, object] = {
        "confidence": new.confidence,
        "explanation": new.explanation,
        "extractor_version": new.extractor_version,
    }
    if not differs:
        Mention.objects.filter(pk=old.pk).update(**columns)
        return
    before = portraits.of_mention(old)
    columns |= {name: getattr(new, name) for name in _COMPARED}
    writing.write(old, columns | {"state": MentionState.WAITING})
    old.names.all().delete()
    _name_all([(old, candidate)], known)
    _record(Act.PROPOSE, old, before)


def _name_all(pairs: Iterable[tuple[Mention, Candidate]], known: _Known) -> None:
    names = {
        (mention.pk, role, name.text[:200]): MentionEntity(
            mention=mention,
            role=role,
            text=name.text[:200],
            entity=known.entities.get(name.key or ""),
        )
        for mention, candidate in pairs
        for role, name in _names(candidate)
    }
    MentionEntity.objects.bulk_create(names.values())


def _withdraw(mentions: Iterable[Mention]) -> None:
    for mention in mentions:
        if mention.state == MentionState.WAITING:
            before = portraits.of_mention(mention)
            writing.write(mention, {"state": MentionState.WITHDRAWN})
            _record(Act.WITHDRAW, mention, before)


def _record(act: Act, mention: Mention, before: dict[str, object]) -> None:
    was, now = portraits.difference(before, portraits.of_mention(mention))
    audit.record(who=None, act=act, model="mention", object_id=mention.pk, before=was, after=now)


def _close(article: Article, extraction: Extraction) -> None:
    article.state = ArticleState.EXTRACTED
    article.relevance = extraction.relevance
    article.relevant = extraction.relevant
    article.extractor_version = extraction.version[:60]
    article.claimed_until = None
    article.error = ""
    article.save(
        update_fields=[
            "state", "relevance", "relevant", "extractor_version", "claimed_until", "error",
        ]
    )  # fmt: skip


def _older_versions(article: Article) -> list[int]:
    """Keys of the versions before `article`; one query for each."""
    keys: list[int] = []
    older = article.version_of_id
    while older is not None and older not in keys:
        keys.append(older)
        older = Article.objects.values_list("version_of_id", flat=True).get(pk=older)
    return keys
