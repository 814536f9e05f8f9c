"""Rows of lists straight from the database: the columns that are read, and how a row is told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet

from incidents.domain.masking import masked, without_names
from incidents.domain.vocabulary import Category
from incidents.models import Alias, Article, Entity, Incident, Mention, MentionEntity, Place
from incidents.models.mentions import hidden_names

Row = dict[str, Any]
Found = QuerySet[Any, Any]  # rows as dictionaries, still to be cut into pages

_INCIDENT = ("id", "public_id", "slug", "kind", "category", "status", "title", "title_en", "summary",
             "summary_en", "note", "note_en", "starts_on", "ends_on", "precision", "target_text", "actor_text",
             "figure_value", "figure_approximate", "figure_unit", "figure_reason", "tlp", "codebook",
             "lifecycle", "version", "published_at", "changed_at")  # fmt: skip
_ARTICLE = ("id", "canonical_url", "title", "outlet", "language", "published_on", "published_precision",
            "received_at", "text_sha256", "relevance", "state", "extractor_version",
            "story_id", "version_of_id", "source_id")  # fmt: skip
_MENTION = ("id", "article_id", "kind", "category", "status", "start", "end", "evidence", "figure_value",
            "figure_approximate", "figure_unit", "figure_text", "starts_on", "ends_on", "precision",
            "reported_by", "place_text", "confidence", "extractor_version", "credibility", "state",
            "rejection", "version")  # fmt: skip


def _list(relation: Any, owner: str, column: str, **only: Any) -> ArraySubquery:
    rows = relation.objects.filter(**{f"{owner}_id": OuterRef("pk")}, **only)
    return ArraySubquery(rows.order_by(column).values(column))


# Built once: they are the dearer part of making the query.
_INCIDENT_LISTS = {
    "election_codes": _list(Incident.elections.through, "incident", "election__code"),
    "target_keys": _list(
        Incident.targets.through, "incident", "entity__key", entity__name_public=True
    ),
    "actor_keys": _list(
        Incident.actors.through, "incident", "entity__key", entity__name_public=True
    ),
    "place_codes": _list(Incident.places.through, "incident", "place__code"),
}
_MENTION_LISTS: dict[str, Any] = {
    f"{role}_names": ArraySubquery(
        MentionEntity.objects.filter(mention_id=OuterRef("pk"), role=role)
        .order_by("id")
        .values("text")
    )
    for role in ("target", "actor")
} | {"hidden_names": hidden_names()}
_ARTICLE_LISTS = {"election_codes": _list(Article.elections.through, "article", "election__code")}


def incidents(rows: QuerySet[Incident]) -> Found:
    """The columns of an incident, its lists as arrays; one query."""
    found: Found = rows.annotate(**_INCIDENT_LISTS).values(*_INCIDENT, *_INCIDENT_LISTS)
    return found


def incident(row: Row) -> Row:
    """One incident as the API tells it."""
    address = f"{row['public_id']}-{row['slug']}" if row["slug"] else row["public_id"]
    return {
        "id": row["public_id"],
        "url": f"{settings.SITE_URL}/incidents/{address}",
        "kind": row["kind"],
        "category": row["category"],
        "status": row["status"],
        "outage": row["category"] == Category.OVERLOAD,
        "title": row["title"],
        "title_en": row["title_en"],
        "summary": row["summary"],
        "summary_en": row["summary_en"],
        "note": row["note"],
        "note_en": row["note_en"],
        **_period(row),
        "figure": _figure(row, "reason"),
        "elections": row["election_codes"],
        "targets": row["target_keys"],
        "target_text": row["target_text"],
        "actors": row["actor_keys"],
        "actor_text": row["actor_text"],
        "places": row["place_codes"],
        "tlp": row["tlp"],
        "codebook": row["codebook"],
        "state": row["lifecycle"],
        "version": row["version"],
        "published_at": row["published_at"],
        "changed_at": row["changed_at"],
    }


def mentions(rows: QuerySet[Mention]) -> Found:
    """The columns of a mention with its article's outlet and address; one query."""
    found: Found = rows.annotate(
        **_MENTION_LISTS,
        election_code=F("election__code"),
        place_code=F("place__code"),
        incident_public_id=F("incident__public_id"),
        outlet=F("article__outlet"),
        url=F("article__canonical_url"),
        reported=F("article__published_on"),
    ).values(
        *_MENTION, *_MENTION_LISTS, "election_code", "place_code",
        "incident_public_id", "outlet", "url", "reported",
    )  # fmt: skip
    return found


def mention(row: Row, *, inside: bool) -> Row:
    """One mention as the API tells it; personal data and private names are masked unless `inside`."""
    hidden = () if inside else row["hidden_names"]
    return {
        "id": row["id"],
        "article": row["article_id"],
        "incident": row["incident_public_id"],
        "kind": row["kind"],
        "category": row["category"],
        "status": row["status"],
        "evidence": row["evidence"] if inside else masked(without_names(row["evidence"], hidden)),
        "start": row["start"],
        "end": row["end"],
        "figure": _figure(row, "text"),
        **_period(row),
        "reported_by": without_names(row["reported_by"], hidden),
        "targets": [without_names(name, hidden) for name in row["target_names"]],
        "actors": [without_names(name, hidden) for name in row["actor_names"]],
        "election": row["election_code"],
        "place": row["place_code"],
        "place_text": row["place_text"],
        "outlet": row["outlet"],
        "url": row["url"],
        "reported_on": row["reported"],
        "confidence": row["confidence"],
        "credibility": row["credibility"],
        "extractor_version": row["extractor_version"],
        "state": row["state"],
        "rejection": row["rejection"] or None,
        "version": row["version"],
    }


def articles(rows: QuerySet[Article]) -> Found:
    """The columns of an article, without its text; one query."""
    found: Found = rows.annotate(**_ARTICLE_LISTS, snapshot_sha256=F("snapshot__sha256")).values(
        *_ARTICLE, *_ARTICLE_LISTS, "snapshot_sha256"
    )
    return found


def article(row: Row) -> Row:
    """One article as the API tells it."""
    return {
        "id": row["id"],
        "url": row["canonical_url"],
        "title": row["title"],
        "outlet": row["outlet"],
        "language": row["language"],
        "published_on": row["published_on"],
        "published_precision": row["published_precision"],
        "received_at": row["received_at"],
        "elections": row["election_codes"],
        "story": row["story_id"],
        "version_of": row["version_of_id"],
        "source": row["source_id"],
        "relevance": row["relevance"],
        "state": row["state"],
        "extractor_version": row["extractor_version"],
        "text_sha256": row["text_sha256"],
        "snapshot_sha256": row["snapshot_sha256"],
    }


def entities(rows: QuerySet[Entity]) -> Found:
    """The columns of an entity with its aliases; one query."""
    names = Alias.objects.filter(entity_id=OuterRef("pk")).order_by("name").values("name")
    return rows.annotate(known_as=ArraySubquery(names)).values(
        "id", "key", "kind", "name", "name_en", "country", "known_as"
    )


def entity(row: Row) -> Row:
    """One entity as the API tells it."""
    return {
        "key": row["key"],
        "kind": row["kind"],
        "name": row["name"],
        "name_en": row["name_en"],
        "country": row["country"],
        "aliases": row["known_as"],
    }


def places(rows: QuerySet[Place]) -> Found:
    """The columns of a place; one query."""
    return rows.values("id", "code", "name", "name_en", "aliases", within=F("parent__code"))


def place(row: Row) -> Row:
    """One place as the API tells it."""
    return {
        "code": row["code"],
        "name": row["name"],
        "name_en": row["name_en"],
        "aliases": row["aliases"],
        "parent": row["within"],
    }


def _period(row: Row) -> Row:
    return {
        "first_day": row["starts_on"],
        "last_day": row["ends_on"],
        "date_precision": row["precision"],
    }


def _figure(row: Row, words: str) -> Row | None:
    if row["figure_value"] is None:
        return None
    return {
        "value": row["figure_value"],
        "approximate": row["figure_approximate"],
        "unit": row["figure_unit"],
        words: row[f"figure_{words}"],
    }
