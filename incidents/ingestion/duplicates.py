"""Copies of one text: exact ones by hash, near ones by MinHash; copies with other figures are only near."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import rensa
from django.db import connection, transaction

from incidents.domain.identity import altered, shingles
from incidents.models import Article, Story, StoryBand

BANDS, ROWS = 20, 5
PERMUTATIONS = BANDS * ROWS
SEED = 20190417
# Estimated Jaccard similarity of the sets of four-word shingles.
SAME_STORY = 0.7
NEAR = 0.5
# Share of the shorter text that the longer one holds: outlets cut what agencies send.
CUT_FROM = 0.85
# A band shared by more articles than this says little (boilerplate): only the newest are compared.
MOST_CANDIDATES = 200
SHORTEST = 20  # shingles: below it, likeness is chance


@dataclass(frozen=True, slots=True)
class Signature:
    """The MinHash of a text: PERMUTATIONS unsigned 32-bit numbers."""

    values: tuple[int, ...]

    def bands(self) -> list[int]:
        """One signed 64-bit number a band; texts of similarity 0.5 share one with chance 0.47, of 0.7 with 0.98."""
        found = []
        for band in range(BANDS):
            rows = self.values[band * ROWS : (band + 1) * ROWS]
            digest = blake2b(struct.pack(f"<B{ROWS}I", band, *rows), digest_size=8)
            found.append(int.from_bytes(digest.digest(), "little", signed=True))
        return found

    def likeness(self, other: Signature) -> float:
        """Estimated Jaccard similarity, 0 to 1; standard error at most 0.05."""
        same = sum(a == b for a, b in zip(self.values, other.values, strict=True))
        return same / PERMUTATIONS

    def to_bytes(self) -> bytes:
        """Little-endian, as stored with the article."""
        return struct.pack(f"<{PERMUTATIONS}I", *self.values)

    @classmethod
    def from_bytes(cls, data: bytes) -> Signature:
        """The reverse of `to_bytes`."""
        return cls(struct.unpack(f"<{PERMUTATIONS}I", data))


def signature(text: str) -> Signature | None:
    """The MinHash of a text's shingles; None if the text is too short to be compared."""
    tokens = shingles(text)
    if len(tokens) < SHORTEST:
        return None
    minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(tokens)
    return Signature(tuple(minhash.digest()))


_CANDIDATES = """
    SELECT a.id FROM incidents_article a JOIN (
        SELECT DISTINCT article_id FROM (
            SELECT b.article_id FROM unnest(%s::bigint[]) AS wanted(band)
            CROSS JOIN LATERAL (
                SELECT article_id FROM incidents_storyband s WHERE s.band = wanted.band
                ORDER BY s.article_id DESC LIMIT %s
            ) b
        ) shared
    ) found ON found.article_id = a.id
    WHERE a.id <> %s
"""


def candidates(article: Article, bands: Sequence[int]) -> list[int]:
    """Ids of stored articles that share a band; its cost does not grow with the number stored."""
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [list(bands), MOST_CANDIDATES, article.pk])
        return [row[0] for row in cursor.fetchall()]


def place(article: Article, sign: Signature | None) -> None:
    """Puts a new article into the story of its copies, links its near copies, and stores its bands.

    Call it in the transaction that stored the article. Versions of one article share its story.
    """
    if sign is None:
        story = article.version_of.story if article.version_of else None
        article.story = story or Story.objects.create()
        article.save(update_fields=["story"])
        return
    bands = sign.bands()
    _one_at_a_time(bands)
    copies, near = _compare(article, sign, bands)
    story = article.version_of.story if article.version_of else None
    article.story = story or next((copy.story for copy in copies if copy.story), None)
    if article.story is None:
        article.story = Story.objects.create()
    article.save(update_fields=["story"])
    if near:
        article.near.add(*near)
    StoryBand.objects.bulk_create(StoryBand(article=article, band=band) for band in bands)


def _one_at_a_time(bands: Sequence[int]) -> None:
    """Lets two copies that arrive in the same moment find each other: the second waits for the first."""
    with connection.cursor() as cursor:  # in ascending order, so that no two wait for each other
        cursor.execute(
            "SELECT pg_advisory_xact_lock(b) FROM unnest(%s::bigint[]) b", [sorted(bands)]
        )


def _compare(
    article: Article, sign: Signature, bands: Sequence[int]
) -> tuple[list[Article], list[Article]]:
    """Copies, most alike first, and near copies, among the candidates; versions of itself are neither."""
    ids = candidates(article, bands)
    if not ids:
        return [], []
    found = (
        Article.objects.filter(pk__in=ids, signature__isnull=False)
        .select_related("story")
        .only("id", "canonical_url", "text", "signature", "story")
    )
    copies: list[tuple[float, Article]] = []
    near: list[Article] = []
    for other in found:
        if other.canonical_url and other.canonical_url == article.canonical_url:
            continue
        alike = sign.likeness(Signature.from_bytes(bytes(other.signature or b"")))
        if _is_copy(alike, article.text, other.text) and not altered(article.text, other.text):
            copies.append((alike, other))
        elif alike >= NEAR:
            near.append(other)
    copies.sort(key=lambda pair: (-pair[0], pair[1].pk))
    return [other for _alike, other in copies], near


def _is_copy(alike: float, one: str, other: str) -> bool:
    """Whether two texts are alike as a whole, or the shorter is cut from the longer."""
    if alike >= SAME_STORY or alike < NEAR:
        return alike >= SAME_STORY
    lengths = sorted((len(one.split()), len(other.split())))
    shared = alike * sum(lengths) / (1 + alike)
    return shared >= CUT_FROM * lengths[0]


@transaction.atomic
def separate(article: Article) -> Story:
    """Takes an article out of a story in which it was put wrongly; it gets a story of its own."""
    article.story = Story.objects.create()
    article.save(update_fields=["story"])
    return article.story
