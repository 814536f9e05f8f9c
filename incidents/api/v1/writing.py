"""Writing, for analysts: the same acts as on the review pages, each at the version that was seen."""

from __future__ import annotations

from typing import Any, cast

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from incidents import tasks
from incidents.api.permissions import AnalystsOnly, AnalystsWrite
from incidents.domain.errors import RuleViolation
from incidents.ingestion.submit import Submission, submit_text, submit_upload, submit_url
from incidents.models import Article, Incident, Mention, User
from incidents.review import access, decide, discard, publish
from incidents.review import incidents as acts

from . import detail, inputs, reading, shapes

_REFUSED = {400: shapes.Error, 401: shapes.Error, 403: shapes.Error, 404: shapes.Error,
            409: shapes.Error, 422: shapes.Error, 429: shapes.Error}  # fmt: skip


def written(
    what: str, sent: type[inputs.Input], answer: type[shapes.Shape], code: int = 200
) -> Any:
    """The OpenAPI description of a writing endpoint."""
    return extend_schema(
        methods=["POST", "PATCH"], summary=what, request=sent, responses={code: answer, **_REFUSED}
    )


def _checked(shape: type[inputs.Input], request: Request) -> dict[str, Any]:
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    return cast("dict[str, Any]", serializer.validated_data)


def _person(request: Request) -> User:
    return cast("User", request.user)  # AnalystsOnly let nobody else through


def _incident(user: User, public_id: str) -> Incident:
    return get_object_or_404(access.visible_incidents(user), public_id=public_id)


class Deciding(GenericAPIView[Any]):
    """Base of the acts on one mention: subclasses act, the answer is the mention afterwards."""

    queryset = Mention.objects.none()
    permission_classes = (AnalystsOnly,)
    pagination_class = None
    filter_backends = ()
    sent: type[inputs.Input]

    def act(self, mention: Mention, by: User, data: dict[str, Any]) -> None:
        """Do it."""
        raise NotImplementedError

    def post(self, request: Request, pk: int) -> Response:
        """Check the shape, act, tell."""
        data = _checked(self.sent, request)
        by = _person(request)
        mention = get_object_or_404(access.visible_mentions(by).select_related("article"), pk=pk)
        self.act(mention, by, data)
        return Response(detail.mention(by, pk))


@extend_schema(tags=["mentions"])
@written("Accept a waiting mention", inputs.AcceptInput, shapes.MentionDetail)
class Accept(Deciding):
    """Accept."""

    sent = inputs.AcceptInput

    def act(self, mention: Mention, by: User, data: dict[str, Any]) -> None:
        """Accept, corrected and attached where asked."""
        corrections = data.get("corrections")
        decide.accept(
            mention,
            by=by,
            seen_version=data["seen_version"],
            corrections=inputs.mention_changes(corrections) if corrections else None,
            incident=_incident(by, data["incident"]) if data.get("incident") else None,
        )


@extend_schema(tags=["mentions"])
@written("Correct a mention", inputs.CorrectInput, shapes.MentionDetail)
class Correct(Deciding):
    """Correct."""

    sent = inputs.CorrectInput

    def act(self, mention: Mention, by: User, data: dict[str, Any]) -> None:
        """Change fields."""
        decide.correct(
            mention,
            by=by,
            seen_version=data["seen_version"],
            changes=inputs.mention_changes(data["changes"]),
            reason=data["reason"],
        )


@extend_schema(tags=["mentions"])
@written("Reject a waiting mention", inputs.RejectInput, shapes.MentionDetail)
class Reject(Deciding):
    """Reject."""

    sent = inputs.RejectInput

    def act(self, mention: Mention, by: User, data: dict[str, Any]) -> None:
        """Reject for a listed reason."""
        decide.reject(
            mention,
            by=by,
            seen_version=data["seen_version"],
            reason=data["reason"],
            note=data["note"],
        )


@extend_schema(tags=["mentions"])
@written("Put a decided mention back into the queue", inputs.ReasonInput, shapes.MentionDetail)
class Reopen(Deciding):
    """Reopen."""

    sent = inputs.ReasonInput

    def act(self, mention: Mention, by: User, data: dict[str, Any]) -> None:
        """Back into the queue."""
        decide.reopen(mention, by=by, seen_version=data["seen_version"], reason=data["reason"])


@extend_schema(tags=["mentions"])
@written("Attach an accepted mention to an incident", inputs.AttachInput, shapes.MentionDetail)
class Attach(Deciding):
    """Attach."""

    sent = inputs.AttachInput

    def act(self, mention: Mention, by: User, data: dict[str, Any]) -> None:
        """Tie the mention to the incident that it attests."""
        heir = _incident(by, data["incident"])
        acts.attach(mention, heir, by=by, seen_version=data["seen_version"])


@extend_schema(tags=["incidents"])
@reading.described("Incidents of all kinds", shapes.IncidentRow)
@written("Open a draft", inputs.OpenInput, shapes.IncidentDetail, 201)
class IncidentsAndOpen(reading.Incidents):
    """The list, and opening a draft."""

    permission_classes = (AnalystsWrite,)

    def post(self, request: Request) -> Response:
        """Open from a mention, from fields, or both."""
        data = _checked(inputs.OpenInput, request)
        by = _person(request)
        mention = None
        if data.get("mention"):
            mention = get_object_or_404(
                access.visible_mentions(by).select_related("article"), pk=data["mention"]
            )
        opened = acts.open_incident(
            by=by,
            changes=inputs.incident_changes(data),
            mention=mention,
            seen_version=data.get("seen_version"),
        )
        return Response(detail.incident(by, opened.public_id), status=201)


@extend_schema(tags=["incidents"])
@written("Change fields of a draft", inputs.EditInput, shapes.IncidentDetail)
class IncidentAndEdit(reading.OneIncident):
    """One record, and editing it while it is a draft."""

    permission_classes = (AnalystsWrite,)

    def patch(self, request: Request, public_id: str) -> Response:
        """Only the fields that are sent."""
        data = _checked(inputs.EditInput, request)
        by = _person(request)
        acts.edit_incident(
            _incident(by, public_id),
            by=by,
            seen_version=data["seen_version"],
            changes=inputs.incident_changes(data["changes"]),
            reason=data["reason"],
        )
        return Response(detail.incident(by, public_id))


class Stepping(GenericAPIView[Any]):
    """Base of the steps of an incident on its way to the public."""

    queryset = Incident.objects.none()
    permission_classes = (AnalystsOnly,)
    pagination_class = None
    filter_backends = ()
    sent: type[inputs.Input] = inputs.SeenVersion

    def act(self, incident: Incident, by: User, data: dict[str, Any]) -> None:
        """Do it."""
        raise NotImplementedError

    def post(self, request: Request, public_id: str) -> Response:
        """Check the shape, act, tell."""
        data = _checked(self.sent, request)
        by = _person(request)
        self.act(_incident(by, public_id), by, data)
        return Response(detail.incident(by, public_id))


@extend_schema(tags=["incidents"])
@written("Send a draft to review", inputs.SeenVersion, shapes.IncidentDetail)
class Submit(Stepping):
    """Submit."""

    def act(self, incident: Incident, by: User, data: dict[str, Any]) -> None:
        """To review."""
        publish.submit(incident, by=by, seen_version=data["seen_version"])


@extend_schema(tags=["incidents"])
@written("Approve and publish, by a second person", inputs.SeenVersion, shapes.IncidentDetail)
class Publish(Stepping):
    """Publish."""

    def act(self, incident: Incident, by: User, data: dict[str, Any]) -> None:
        """To the public."""
        publish.publish(incident, by=by, seen_version=data["seen_version"])


@extend_schema(tags=["incidents"])
@written("Return to its author", inputs.ReasonInput, shapes.IncidentDetail)
class Return(Stepping):
    """Return."""

    sent = inputs.ReasonInput

    def act(self, incident: Incident, by: User, data: dict[str, Any]) -> None:
        """Back to a draft."""
        publish.send_back(incident, by=by, seen_version=data["seen_version"], reason=data["reason"])


@extend_schema(tags=["incidents"])
@written(
    "Retract a published record, with the reason shown", inputs.ReasonInput, shapes.IncidentDetail
)
class Retract(Stepping):
    """Retract."""

    sent = inputs.ReasonInput

    def act(self, incident: Incident, by: User, data: dict[str, Any]) -> None:
        """Out of the public record; the address stays."""
        publish.retract(incident, by=by, seen_version=data["seen_version"], reason=data["reason"])


@extend_schema(tags=["incidents"])
@written("Discard a draft; its mentions wait again", inputs.ReasonInput, shapes.IncidentDetail)
class Discard(Stepping):
    """Discard."""

    sent = inputs.ReasonInput

    def act(self, incident: Incident, by: User, data: dict[str, Any]) -> None:
        """Closed for good, its mentions back in the queue."""
        discard.discard(incident, by=by, seen_version=data["seen_version"], reason=data["reason"])


@extend_schema(tags=["articles"])
@reading.described("Articles, without their text", shapes.ArticleRow)
@written(
    "Submit a report: text, address or file", inputs.SubmissionInput, shapes.SubmissionAnswer, 202
)
class ArticlesAndSubmit(reading.Articles):
    """The list, and submitting a report."""

    permission_classes = (AnalystsWrite,)

    def post(self, request: Request) -> Response:
        """Store what was sent and wake the workers; 422 where nothing of it could be used."""
        by = _person(request)
        access.require(by, access.SUBMIT_ARTICLE)
        found = _submissions(_checked(inputs.SubmissionInput, request))
        tasks.follow_up(*found)
        if all(one.outcome == "refused" for one in found):
            first = found[0] if found else Submission("refused", reason="empty", message="")
            raise RuleViolation(first.message, reason=first.reason)
        return Response({"submissions": [_told(one) for one in found]}, status=202)


def _submissions(data: dict[str, Any]) -> list[Submission]:
    if upload := data.get("file"):
        return submit_upload(upload.name, upload.read(), url=data["url"])
    if text := data.get("text"):
        given: dict[str, str] = {
            name: data[name] for name in ("title", "url", "outlet", "published")
        }
        return [submit_text(text, **given)]
    return [submit_url(data["url"])]


def _told(one: Submission) -> dict[str, object]:
    article: Article | None = one.article
    return {
        "outcome": one.outcome,
        "article": article.pk if article else None,
        "reason": one.reason,
        "message": one.message,
    }
