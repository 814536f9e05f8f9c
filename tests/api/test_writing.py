"""Writing: the acts of review through the API, who may call them, and what a conflict says."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoCaptureOnCommitCallbacks

from incidents.models import Article, Decision, Incident, Mention, User
from tests.factories import MentionFactory, make_draft, make_in_review, make_published

pytestmark = pytest.mark.django_db


def post(client: Any, address: str, data: Any = None) -> Any:
    return client.post(f"/api/v1/{address}/", data or {}, format="json")


def test_a_mention_is_accepted_and_the_act_is_recorded(client_of: Any, analyst: User) -> None:
    mention = MentionFactory.create()

    answer = post(client_of(analyst), f"mentions/{mention.pk}/accept", {"seen_version": 1})

    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "accepted"
    assert answer.json()["version"] > 1
    assert Decision.objects.filter(model="mention", object_id=mention.pk, who=analyst).exists()


def test_corrections_go_with_the_acceptance(client_of: Any, analyst: User) -> None:
    mention = MentionFactory.create()
    corrections = {
        "category": "ddos",
        "figure": {"value": 5000, "approximate": True, "unit": "attacks", "text": "5 ribu"},
        "when": {"start": "2019-04-01", "end": "2019-04-30", "precision": "month"},
        "reported_by": "Arief Budiman",
        "targets": ["KPU"],
    }

    row = post(
        client_of(analyst),
        f"mentions/{mention.pk}/accept",
        {"seen_version": 1, "corrections": corrections},
    ).json()

    assert row["category"] == "ddos"
    assert row["figure"]["value"] == 5000
    assert (row["first_day"], row["date_precision"]) == ("2019-04-01", "month")
    assert row["targets"] == ["KPU"]
    assert row["reported_by"] == "Arief Budiman"


def test_reject_reopen_correct_and_attach(client_of: Any, analyst: User) -> None:
    client = client_of(analyst)
    mention = MentionFactory.create()
    address = f"mentions/{mention.pk}"

    row = post(client, f"{address}/reject", {"seen_version": 1, "reason": "not-cyber"}).json()
    assert (row["state"], row["rejection"]) == ("rejected", "not-cyber")
    row = post(client, f"{address}/reopen", {"seen_version": row["version"]}).json()
    assert row["state"] == "waiting"
    changes = {"seen_version": row["version"], "changes": {"category": "malware"}}
    row = post(client, f"{address}/correct", changes).json()
    assert row["category"] == "malware"
    row = post(client, f"{address}/accept", {"seen_version": row["version"]}).json()
    draft = make_draft(analyst)
    attach = {"seen_version": row["version"], "incident": draft.public_id}
    row = post(client, f"{address}/attach", attach).json()
    assert row["incident"] == draft.public_id


def test_from_mention_to_public_record_by_two_people(
    client_of: Any, analyst: User, editor: User
) -> None:
    mention = MentionFactory.create()
    andi, eka, public = client_of(analyst), client_of(editor), client_of(None)
    opened = post(
        andi,
        "incidents",
        {"mention": mention.pk, "seen_version": 1, "title": "Serangan", "summary": "Ringkasan"},
    )
    assert opened.status_code == 201, opened.content
    record = opened.json()
    address = f"incidents/{record['id']}"

    edited = andi.patch(
        f"/api/v1/{address}/",
        {"seen_version": record["version"], "changes": {"title_en": "Attack"}},
        format="json",
    ).json()
    assert edited["title_en"] == "Attack"
    waiting = post(andi, f"{address}/submit", {"seen_version": edited["version"]}).json()
    own = post(andi, f"{address}/publish", {"seen_version": waiting["version"]})
    assert own.status_code == 403
    assert public.get(f"/api/v1/{address}/").status_code == 404
    done = post(eka, f"{address}/publish", {"seen_version": waiting["version"]})
    assert done.status_code == 200, done.content
    assert public.get(f"/api/v1/{address}/").json()["title"] == "Serangan"


def test_an_editor_returns_and_retracts(client_of: Any, analyst: User, editor: User) -> None:
    eka = client_of(editor)
    waiting = make_in_review(analyst)
    reason = {"seen_version": waiting.version, "reason": "Sumber kurang."}
    assert post(eka, f"incidents/{waiting.public_id}/return", reason).json()["state"] == "draft"

    public = make_published(analyst, approver=editor)
    reason = {"seen_version": public.version, "reason": "Keliru."}
    row = post(eka, f"incidents/{public.public_id}/retract", reason).json()
    assert (row["state"], row["retraction_reason"]) == ("retracted", "Keliru.")


def test_an_author_discards_a_draft_and_nobody_else_but_an_editor(
    client_of: Any, analyst: User, reviewer: User
) -> None:
    draft = make_draft(analyst)
    address, seen = f"incidents/{draft.public_id}/discard", {"seen_version": draft.version}
    assert post(client_of(analyst), address, seen).status_code in {400, 422}
    reason = {**seen, "reason": "Rangkap."}
    assert post(client_of(reviewer), address, reason).status_code == 403
    answer = post(client_of(analyst), address, reason)
    assert answer.status_code == 200, answer.content
    assert answer.json()["state"] == "discarded"
    assert Mention.objects.get().state == "waiting"
    assert client_of(None).get(f"/api/v1/incidents/{draft.public_id}/").status_code == 404


def test_a_stale_version_is_a_conflict_that_tells_what_changed(
    client_of: Any, analyst: User, reviewer: User
) -> None:
    mention = MentionFactory.create()
    post(
        client_of(reviewer),
        f"mentions/{mention.pk}/correct",
        {"seen_version": 1, "changes": {"category": "malware"}},
    )

    answer = post(client_of(analyst), f"mentions/{mention.pk}/accept", {"seen_version": 1})

    assert answer.status_code == 409
    error = answer.json()["error"]
    assert error["code"] == "conflict"
    assert error["conflict"]["seen_version"] == 1
    assert error["conflict"]["current_version"] == 2
    assert error["conflict"]["changed"]["category"][1] == "malware"
    assert error["conflict"]["by"] == [reviewer.username]
    assert Mention.objects.get(pk=mention.pk).state == "waiting"


def test_what_the_rules_refuse_is_said_and_changes_nothing(client_of: Any, analyst: User) -> None:
    mention = MentionFactory.create()

    answer = post(
        client_of(analyst),
        f"mentions/{mention.pk}/correct",
        {"seen_version": 1, "changes": {"kind": "mitigation", "category": "ddos"}},
    )

    assert answer.status_code == 422
    assert answer.json()["error"]["message"]
    assert Mention.objects.get(pk=mention.pk).version == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "seen_version"),
        ({"seen_version": "x"}, "seen_version"),
        ({"seen_version": 1, "reason": "because"}, "reason"),
        ({"seen_version": 0, "reason": "not-cyber"}, "seen_version"),
    ],
)
def test_wrong_shapes_are_named_by_field(
    client_of: Any, analyst: User, body: dict[str, Any], field: str
) -> None:
    mention = MentionFactory.create()

    answer = post(client_of(analyst), f"mentions/{mention.pk}/reject", body)

    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]


def test_a_period_that_ends_before_it_starts_is_refused(client_of: Any, analyst: User) -> None:
    mention = MentionFactory.create()
    when = {"start": "2019-04-17", "end": "2019-04-01"}

    answer = post(
        client_of(analyst),
        f"mentions/{mention.pk}/correct",
        {"seen_version": 1, "changes": {"when": when}},
    )

    assert answer.status_code == 400
    assert "when" in answer.json()["error"]["fields"]


def test_a_text_is_submitted_once(
    client_of: Any,
    analyst: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    report = {
        "text": "Ketua KPU Arief Budiman mengatakan situs KPU diserang peretas. " * 3,
        "title": "Situs KPU diserang",
        "outlet": "Kabar",
        "published": "2019-04-17",
    }
    with django_capture_on_commit_callbacks():
        first = post(client_of(analyst), "articles", report)
        second = post(client_of(analyst), "articles", report)

    assert first.status_code == 202, first.content
    assert first.json()["submissions"][0]["outcome"] == "new"
    assert second.json()["submissions"][0]["outcome"] == "unchanged"
    assert Article.objects.count() == 1


def test_a_file_is_submitted(
    client_of: Any,
    analyst: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    body = "Situs KPU diserang peretas pada hari pemungutan suara, kata Ketua KPU. " * 3
    upload = SimpleUploadedFile("berita.txt", body.encode(), "text/plain")
    with django_capture_on_commit_callbacks():
        answer = client_of(analyst).post("/api/v1/articles/", {"file": upload}, format="multipart")

    assert answer.status_code == 202, answer.content
    assert Article.objects.get().text.startswith("Situs KPU diserang")


@pytest.mark.parametrize(
    "report", [{}, {"url": "file:///etc/passwd"}, {"url": "gopher://x"}, {"text": " "}]
)
def test_what_cannot_be_read_is_refused(
    client_of: Any, analyst: User, report: dict[str, str]
) -> None:
    answer = post(client_of(analyst), "articles", report)

    assert answer.status_code in {400, 422}
    assert answer.json()["error"]["message"]
    assert not Article.objects.exists()


WRITING = [
    ("post", "articles"), ("post", "incidents"), ("patch", "incidents/{id}"),
    ("post", "incidents/{id}/submit"), ("post", "incidents/{id}/publish"),
    ("post", "incidents/{id}/return"), ("post", "incidents/{id}/retract"),
    ("post", "incidents/{id}/discard"),
    ("post", "mentions/{mention}/accept"), ("post", "mentions/{mention}/correct"),
    ("post", "mentions/{mention}/reject"), ("post", "mentions/{mention}/reopen"),
    ("post", "mentions/{mention}/attach"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "address"), WRITING)
def test_nobody_below_an_analyst_writes(
    client_of: Any, analyst: User, reader: User, outsider: User, method: str, address: str
) -> None:
    draft = make_draft(analyst)
    path = "/api/v1/" + address.format(id=draft.public_id, mention=draft.mentions.get().pk) + "/"
    for person, refused in ((None, 401), (outsider, 403), (reader, 403)):
        answer = getattr(client_of(person), method)(path, {"seen_version": 1}, format="json")
        assert answer.status_code == refused, (person, answer.content)
        assert set(answer.json()["error"]) == {"code", "message", "fields"}
    assert Incident.objects.get().version == draft.version
