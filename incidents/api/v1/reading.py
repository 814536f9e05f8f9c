"""Reading: lists by filter and page, and single objects; what is seen follows from who asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from incidents import filters
from incidents.api.filtering import WhereAsked
from incidents.api.permissions import PublicReading
from incidents.domain.vocabulary import Category, Kind, Role
from incidents.models import Article, Election, Entity, Incident, Mention, Place, Source, User
from incidents.models.keyset import Keyset
from incidents.review import access

from . import detail, rows, shapes

Reader = Any  # a User, or Django's AnonymousUser


def works_here(user: Reader) -> bool:
    """Whether the person sees what is not public: analysts and above."""
    return isinstance(user, User) and user.has_role(Role.ANALYST)


class Reading(GenericAPIView[Any]):
    """Base of the lists: subclasses say which rows, which columns, and how a row is told."""

    permission_classes: Sequence[type[BasePermission]] = (PublicReading,)
    filter_backends = (WhereAsked,)

    def visible(self) -> QuerySet[Any]:
        """The rows that the person may see."""
        return self.get_queryset()

    def told(self, found: list[rows.Row]) -> list[rows.Row]:
        """Rows as the API tells them."""
        return found

    def columns(self, found: QuerySet[Any]) -> rows.Found:
        """The columns to read, as `.values()`."""
        return found

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        """One page."""
        page = self.paginate_queryset(self.columns(self.filter_queryset(self.visible())))
        return self.get_paginated_response(self.told(page or []))


def described(what: str, shape: type[shapes.Shape]) -> Any:
    """The OpenAPI description of a list."""
    return extend_schema(
        methods=["GET"],
        summary=what,
        description="Pages by key: follow `next` until it is null.",
        responses={200: shape(many=True), 400: shapes.Error, 429: shapes.Error},
    )


class Incidents(Reading):
    """Curated records: the public ones, and for analysts those in work."""

    queryset = Incident.objects.none()
    filterset_class = filters.IncidentFilters
    orderings: ClassVar[dict[str, Keyset]] = {
        "-first_day": Keyset("starts_on"),
        "first_day": Keyset("starts_on", descending=False),
        "-published_at": Keyset("published_at"),
        "-changed_at": Keyset("changed_at"),
        "-id": Keyset(),
        "id": Keyset(descending=False),
    }

    def visible(self) -> QuerySet[Incident]:
        """By label and state."""
        return access.visible_incidents(self.request.user)

    def columns(self, found: QuerySet[Incident]) -> rows.Found:
        """Columns of incidents."""
        return rows.incidents(found)

    def told(self, found: list[rows.Row]) -> list[rows.Row]:
        """Incidents."""
        return [rows.incident(row) for row in found]


@extend_schema(tags=["threats"])
@described("Threats", shapes.IncidentRow)
class Threats(Incidents):
    """Incidents of kind threat."""

    def visible(self) -> QuerySet[Incident]:
        """Only threats."""
        return filters.only_kind(super().visible(), Kind.THREAT)


@extend_schema(tags=["attacks"])
@described("Attacks, without outages", shapes.IncidentRow)
class Attacks(Incidents):
    """Incidents of kind attack, without outages."""

    def visible(self) -> QuerySet[Incident]:
        """Only attacks."""
        return filters.only_kind(super().visible(), Kind.ATTACK)


@extend_schema(tags=["mitigations"])
@described("Measures", shapes.IncidentRow)
class Mitigations(Incidents):
    """Incidents of kind mitigation."""

    def visible(self) -> QuerySet[Incident]:
        """Only measures."""
        return filters.only_kind(super().visible(), Kind.MITIGATION)


@extend_schema(tags=["outages"])
@described("Outages without an attacker", shapes.IncidentRow)
class Outages(Incidents):
    """Incidents of category overload."""

    def visible(self) -> QuerySet[Incident]:
        """Only outages."""
        return super().visible().filter(category=Category.OVERLOAD)


@extend_schema(tags=["mentions"])
@described("Mentions: the public ones; for analysts also those that wait", shapes.MentionRow)
class Mentions(Reading):
    """What single sentences of articles say."""

    queryset = Mention.objects.none()
    filterset_class = filters.MentionFilters
    orderings: ClassVar[dict[str, Keyset]] = {"-id": Keyset(), "id": Keyset(descending=False)}

    def visible(self) -> QuerySet[Mention]:
        """By state, label and source."""
        return access.visible_mentions(self.request.user)

    def columns(self, found: QuerySet[Mention]) -> rows.Found:
        """Columns of mentions."""
        return rows.mentions(found)

    def told(self, found: list[rows.Row]) -> list[rows.Row]:
        """Mentions, masked for the public."""
        inside = works_here(self.request.user)
        return [rows.mention(row, inside=inside) for row in found]


class Articles(Reading):
    """Articles behind mentions, without their text."""

    queryset = Article.objects.none()
    filterset_class = filters.ArticleFilters
    orderings: ClassVar[dict[str, Keyset]] = {
        "-id": Keyset(),
        "id": Keyset(descending=False),
        "-published_on": Keyset("published_on"),
    }

    def visible(self) -> QuerySet[Article]:
        """By source, and for the public by published mention."""
        return access.visible_articles(self.request.user)

    def columns(self, found: QuerySet[Article]) -> rows.Found:
        """Columns of articles."""
        return rows.articles(found)

    def told(self, found: list[rows.Row]) -> list[rows.Row]:
        """Articles."""
        return [rows.article(row) for row in found]


@extend_schema(tags=["elections"])
@described("Elections", shapes.ElectionRow)
class Elections(Reading):
    """All elections."""

    queryset = Election.objects.all()
    filterset_class = filters.ElectionFilters
    orderings: ClassVar[dict[str, Keyset]] = {
        "-polling_day": Keyset("polling_day"),
        "polling_day": Keyset("polling_day", descending=False),
    }

    def columns(self, found: QuerySet[Election]) -> rows.Found:
        """Columns of elections."""
        return found.values("id", "code", "name", "name_en", "country", "level", "polling_day")

    def told(self, found: list[rows.Row]) -> list[rows.Row]:
        """Elections by code."""
        return [{name: row[name] for name in row if name != "id"} for row in found]


@extend_schema(tags=["entities"])
@described("Bodies, persons in office, groups and systems", shapes.EntityRow)
class Entities(Reading):
    """Entities whose name may be public."""

    queryset = Entity.objects.filter(name_public=True)
    filterset_class = filters.EntityFilters
    orderings: ClassVar[dict[str, Keyset]] = {"id": Keyset(descending=False), "-id": Keyset()}

    def columns(self, found: QuerySet[Entity]) -> rows.Found:
        """Columns of entities with their aliases."""
        return rows.entities(found)

    def told(self, found: list[rows.Row]) -> list[rows.Row]:
        """Entities by key."""
        return [rows.entity(row) for row in found]


@extend_schema(tags=["places"])
@described("Countries and their parts", shapes.PlaceRow)
class Places(Reading):
    """All places."""

    queryset = Place.objects.all()
    orderings: ClassVar[dict[str, Keyset]] = {"id": Keyset(descending=False), "-id": Keyset()}

    def columns(self, found: QuerySet[Place]) -> rows.Found:
        """Columns of places."""
        return rows.places(found)

    def told(self, found: list[rows.Row]) -> list[rows.Row]:
        """Places by code."""
        return [rows.place(row) for row in found]


@extend_schema(tags=["sources"])
@described("Where reports come from", shapes.SourceRow)
class Sources(Reading):
    """Sources that are not kept for single groups."""

    queryset = Source.objects.none()
    orderings: ClassVar[dict[str, Keyset]] = {"id": Keyset(descending=False), "-id": Keyset()}

    def visible(self) -> QuerySet[Source]:
        """Without those kept for groups that the person is not in."""
        return Source.objects.exclude(pk__in=access.hidden_sources(self.request.user))

    def columns(self, found: QuerySet[Source]) -> rows.Found:
        """Columns of sources that anybody may see."""
        return found.values(
            "id", "name", "homepage", "kind", "language", "country", "reliability", "official"
        )


class One(GenericAPIView[Any]):
    """Base of the single objects."""

    permission_classes: Sequence[type[BasePermission]] = (PublicReading,)
    pagination_class = None
    filter_backends = ()


@extend_schema(tags=["incidents"])
class OneIncident(One):
    """One record; a retracted or merged one keeps its address."""

    queryset = Incident.objects.none()

    @extend_schema(
        summary="One record with its claims, links and corrections",
        responses={200: shapes.IncidentDetail, 404: shapes.Error},
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The record with all that stands behind it."""
        return Response(detail.incident(request.user, public_id))


@extend_schema(tags=["mentions"])
class OneMention(One):
    """One mention."""

    queryset = Mention.objects.none()

    @extend_schema(
        summary="One mention with the reasons for it",
        responses={200: shapes.MentionDetail, 404: shapes.Error},
    )
    def get(self, request: Request, pk: int) -> Response:
        """The mention; its explanation for analysts."""
        return Response(detail.mention(request.user, pk))


@extend_schema(tags=["articles"])
class OneArticle(One):
    """One article."""

    queryset = Article.objects.none()

    @extend_schema(
        summary="One article; its text only for analysts",
        responses={200: shapes.ArticleDetail, 404: shapes.Error},
    )
    def get(self, request: Request, pk: int) -> Response:
        """The article."""
        return Response(detail.article(request.user, pk))


@extend_schema(tags=["elections"])
class OneElection(One):
    """One election."""

    queryset = Election.objects.none()

    @extend_schema(
        summary="One election with its calendar and counts",
        responses={200: shapes.ElectionDetail, 404: shapes.Error},
    )
    def get(self, request: Request, code: str) -> Response:
        """The election."""
        return Response(detail.election(code))


@extend_schema(exclude=True)
class Nowhere(One):
    """Addresses that the API does not have."""

    queryset = Incident.objects.none()

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Not found, in the one shape."""
        raise Http404
