"""Single objects: what stands behind a record, what is masked, what left the public."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from incidents.models import User
from incidents.review import incidents, merge, publish
from tests.factories import (
    ArticleFactory,
    ElectionFactory,
    MentionFactory,
    make_draft,
    make_published,
)

pytestmark = pytest.mark.django_db


def leak(**more: Any) -> Any:
    """A waiting mention whose sentence holds an ID number."""
    sentence = "Data pemilih dengan NIK 3174051708900002 beredar di forum."
    article = ArticleFactory.create(text=f"KPU memeriksa laporan.\n{sentence}")
    start = article.text.index(sentence)
    return MentionFactory.create(
        article=article, start=start, end=start + len(sentence), evidence=sentence, **more
    )


def test_a_record_comes_with_claims_and_masked_evidence(
    public: APIClient, client_of: Any, analyst: User, editor: User
) -> None:
    mention = leak(reported_by="Arief Budiman")
    record = make_published(analyst, approver=editor, mention=mention)

    seen = public.get(f"/api/v1/incidents/{record.public_id}/").json()
    inside = client_of(analyst).get(f"/api/v1/incidents/{record.public_id}/").json()

    assert [claim["speaker"] for claim in seen["claims"]] == ["Arief Budiman"]
    assert "3174051708900002" not in str(seen)
    assert "3174051708900002" in inside["claims"][0]["evidence"]


def test_a_mention_is_masked_and_unexplained_for_the_public(
    public: APIClient, client_of: Any, analyst: User, editor: User
) -> None:
    mention = leak(explanation=[{"rule": "cue", "text": "beredar", "weight": 1.0}])
    make_published(analyst, approver=editor, mention=mention)

    seen = public.get(f"/api/v1/mentions/{mention.pk}/").json()
    inside = client_of(analyst).get(f"/api/v1/mentions/{mention.pk}/").json()

    assert "3174051708900002" not in str(seen)
    assert seen["explanation"] == []
    assert inside["explanation"][0]["rule"] == "cue"
    assert inside["evidence"] == mention.evidence


def test_the_text_of_an_article_is_for_analysts(
    public: APIClient, client_of: Any, analyst: User, editor: User
) -> None:
    mention = leak()
    make_published(analyst, approver=editor, mention=mention)
    address = f"/api/v1/articles/{mention.article_id}/"

    assert "text" not in public.get(address).json()
    assert client_of(analyst).get(address).json()["text"] == mention.article.text


def test_what_is_hidden_is_not_found(public: APIClient, analyst: User) -> None:
    draft = make_draft(analyst)
    mention = draft.mentions.get()

    for address in (
        f"incidents/{draft.public_id}",
        f"mentions/{mention.pk}",
        f"articles/{mention.article_id}",
        "elections/pemilu-1900",
        "incidents/not-an-id",
    ):
        answer = public.get(f"/api/v1/{address}/")
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "not-found"


def test_an_amber_record_is_not_public(
    public: APIClient, client_of: Any, analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor, tlp="amber")
    address = f"/api/v1/incidents/{record.public_id}/"

    assert public.get(address).status_code == 404
    assert client_of(analyst).get(address).status_code == 200


def test_a_retracted_record_keeps_its_address_and_says_no_more_than_why(
    public: APIClient, analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor, summary="Ringkasan")
    publish.retract(record, by=editor, seen_version=record.version, reason="Ternyata keliru.")

    seen = public.get(f"/api/v1/incidents/{record.public_id}/").json()

    assert seen["state"] == "retracted"
    assert seen["retraction_reason"] == "Ternyata keliru."
    assert seen["title"] == seen["summary"] == ""
    assert seen["claims"] == []
    assert public.get("/api/v1/incidents/").json()["results"] == []


def test_a_merged_record_names_its_heir(public: APIClient, analyst: User, editor: User) -> None:
    gone = make_published(analyst, approver=editor)
    heir = make_published(analyst, approver=editor)
    merge.merge(gone, heir, by=editor, seen_version=gone.version, into_seen_version=heir.version)

    seen = public.get(f"/api/v1/incidents/{gone.public_id}/").json()

    assert seen["state"] == "merged"
    assert seen["merged_into"] == heir.public_id


def test_links_to_drafts_are_not_told(public: APIClient, analyst: User, editor: User) -> None:
    attack = make_published(analyst, approver=editor)
    answer = make_draft(analyst, kind="mitigation", category="hardening", status="in-place")
    incidents.link(answer, attack, kind="mitigates", by=analyst, seen_version=answer.version)

    assert public.get(f"/api/v1/incidents/{attack.public_id}/").json()["links"] == []


def test_an_election_comes_with_its_counts(public: APIClient, analyst: User, editor: User) -> None:
    election = ElectionFactory.create()
    make_published(analyst, approver=editor, elections=[election.code])
    make_draft(analyst, elections=[election.code])

    seen = public.get(f"/api/v1/elections/{election.code}/").json()

    assert seen["records"] == {"attack": 1, "threat": 0, "mitigation": 0, "outage": 0}
