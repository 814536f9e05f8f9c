"""Every route for every role: generated from the URL configuration, so that no route is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from incidents.models import (
    Citation,
    Correction,
    Fault,
    Incident,
    IncidentLink,
    SavedFilter,
    User,
)
from incidents.review import publish
from tests.factories import (
    CitationFactory,
    ElectionFactory,
    MentionFactory,
    UserFactory,
    make_draft,
    make_published,
)

from .route_rules import ADMIN_OPEN, LEVELS, RULES, UNNAMED, rule_of

pytestmark = pytest.mark.django_db

PEOPLE = ("anonymous", "outsider", "reader", "analyst", "editor", "administrator")
_RANK = dict(zip(PEOPLE, LEVELS, strict=False))


def _routes(patterns: Any = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """(name with namespace, or the path where there is none; path) of every route."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _routes(one.url_patterns, path, inner)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}" if one.name else path, path


def _is_old_admin(path: str) -> bool:
    return path.startswith("admin/") and path.endswith("/<path:object_id>/")


# Without a name nothing links to it; the admin's are old forms of addresses that lead to the named ones.
NAMELESS = {name for name, path in _routes() if name == path and not _is_old_admin(path)}
ALL = sorted({name for name, path in _routes() if name != path})


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    routes = {name for name in ALL if not name.startswith("admin:")}
    assert routes == set(RULES)
    assert set(ALL) >= ADMIN_OPEN
    assert NAMELESS == UNNAMED


class World:
    """One row of each kind that an address can name."""

    def __init__(self) -> None:
        author = UserFactory.create(username="penulis", role="analyst")
        approver = UserFactory.create(username="penyetuju", role="editor")
        self.election = ElectionFactory.create()
        self.mention = MentionFactory.create()
        self.draft = make_draft(author)
        self.public = make_published(author, approver=approver)
        self.correction: Correction = publish.propose_correction(
            self.public,
            by=author,
            seen_version=self.public.version,
            reason="Salah ketik",
            changes={"title": "Judul lain"},
        )
        self.citation: Citation = CitationFactory.create(incident=self.draft)
        self.link = IncidentLink.objects.create(
            source=self.draft, target=self.public, kind="related"
        )
        now = timezone.now()
        self.fault = Fault.objects.create(
            stage="fetch", subject="https://kabar.example/x", reason="timeout", message="...",
            first_at=now, last_at=now,
        )  # fmt: skip
        self.filter = SavedFilter.objects.create(owner=author, name="Serangan", query="kind=attack")

    def arguments(self, name: str) -> dict[str, Any]:
        """What the route called `name` wants in its address."""
        incident: Incident = self.public if name in {"incident", "api-incident"} else self.draft
        known: Mapping[str, dict[str, Any]] = {
            "filter-forget": {"pk": self.filter.pk},
            "fault-retry": {"pk": self.fault.pk},
            "incident-uncite": {"public_id": incident.public_id, "pk": self.citation.pk},
            "incident-unlink": {"public_id": incident.public_id, "pk": self.link.pk},
            "incident": {"address": incident.public_id},
            "election": {"code": self.election.code},
            "api-election": {"code": self.election.code},
            "chart-data": {"name": "months"},
            "election-chart-data": {"code": self.election.code, "name": "months"},
            "token-revoke": {"key": "00000000"},
            "incident-new": {}, "incidents-csv": {}, "incidents-feed": {},
        }  # fmt: skip
        if name in known:
            return known[name]
        if name.startswith(("mention", "api-mention")) and name not in {
            "mention-add",
            "api-mentions",
        }:
            return {"pk": self.mention.pk}
        if name in {"api-accept", "api-correct", "api-reject", "api-reopen", "api-attach"}:
            return {"pk": self.mention.pk}
        if name in {"article", "snapshot", "mention-add", "api-article"}:
            return {"pk": self.mention.article_id}
        if (
            name.startswith("correction-") and name != "correction-propose"
        ) or name == "correction":
            return {"pk": self.correction.pk}
        if name.startswith("incident-") or name == "correction-propose":
            return {"public_id": incident.public_id}
        if name in {
            "api-incident", "api-submit", "api-publish", "api-return", "api-retract", "api-discard",
        }:  # fmt: skip
            return {"public_id": incident.public_id}
        return {}


def _admin_address(name: str, world: World) -> str:
    if name != "admin:password_change" and name.endswith(("_change", "_delete", "_history")):
        return reverse(name, args=["1"])
    if name == "admin:view_on_site":
        kind = ContentType.objects.get_for_model(Incident)
        return reverse(name, args=[kind.pk, world.public.pk])
    if name == "admin:app_list":
        return reverse(name, args=["incidents"])
    if name == "admin:autocomplete":
        return reverse(name) + "?app_label=incidents&model_name=place&field_name=parent"
    return reverse(name)


def _refused(response: HttpResponseBase) -> bool:
    if response.status_code in (401, 403):
        return True
    to = response.headers.get("Location", "")
    return response.status_code == 302 and to.startswith(("/accounts/login/", "/admin/login/"))


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, User]]]:
    """The rows and the people, made once for the whole matrix; every request is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = {
            role: UserFactory.create(username=role, role=None if role == "outsider" else role)
            for role in PEOPLE[1:]
        }
        yield World(), people
        transaction.set_rollback(True)


def _ask(client: Client, method: str, address: str, world: World) -> HttpResponseBase:
    # What an act needs at least, so that its own check of the role is reached.
    body = {"seen_version": world.draft.version, "reason": "Alasan"}
    json = address.startswith("/api/")
    with transaction.atomic():
        answer: HttpResponseBase = client.generic(
            method,
            address,
            data=_encoded(body, json=json) if method != "GET" else "",
            content_type="application/json" if json else "application/x-www-form-urlencoded",
        )
        transaction.set_rollback(True)
    return answer


def _encoded(body: Mapping[str, object], *, json: bool) -> str:
    if json:
        return "{" + ",".join(f'"{k}": {v!r}'.replace("'", '"') for k, v in body.items()) + "}"
    return "&".join(f"{key}={value}" for key, value in body.items())


@pytest.mark.parametrize("person", PEOPLE)
def test_matrix(person: str, cast: tuple[World, dict[str, User]]) -> None:
    world, people = cast
    client = Client(raise_request_exception=False)
    if person != "anonymous":
        client.force_login(people[person])
    cookies, wrong = client.cookies.output(), []
    for name in ALL:
        for method, least in rule_of(name).items():
            client.cookies = SimpleCookie(cookies.replace("Set-Cookie: ", ""))
            answer = _ask(client, method, _address(name, world), world)
            allowed = LEVELS.index(_RANK[person]) >= LEVELS.index(least)
            if allowed == _refused(answer) or answer.status_code >= 500:
                wrong.append((method, name, answer.status_code, allowed))
    assert not wrong


def _address(name: str, world: World) -> str:
    if name.startswith("admin:"):
        return _admin_address(name, world)
    return reverse(name, kwargs=world.arguments(name))
