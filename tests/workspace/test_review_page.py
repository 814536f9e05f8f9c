"""The review page and its acts, by plain forms as a browser without script sends them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from incidents.models import Article, Decision, Mention, User
from incidents.review import decide
from tests.factories import (
    ArticleFactory,
    ElectionFactory,
    EntityFactory,
    MentionFactory,
    make_draft,
)

from .conftest import details, waiting

Login = Callable[[User], Client]


def page(mention: Mention, act: str = "") -> str:
    return f"/workspace/mentions/{mention.pk}/{act}"


def test_article_and_mention_stand_side_by_side(
    login: Login, analyst: User, mention: Mention
) -> None:
    inner = waiting(mention.article, "5 ribu", kind="threat", status="warned")
    html = login(analyst).get(page(mention)).content.decode()
    assert html.count('class="m__number"') == 2
    assert html.count("m--many") == 1
    assert f'href="{page(inner)}"' in html
    assert 'data-at="0"' in html


def test_the_number_of_queries_does_not_grow_with_the_mentions(
    login: Login,
    analyst: User,
    mention: Mention,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = login(analyst)
    MentionFactory.create()
    client.get(page(mention))
    sentences = ["Ketua KPU", "server aman", "data tidak bocor", "BSSN membantu pemulihan."]
    with django_assert_max_num_queries(40) as few:
        client.get(page(mention))
    for sentence in sentences:
        waiting(mention.article, sentence)
    MentionFactory.create_batch(5)
    with django_assert_max_num_queries(len(few)):
        client.get(page(mention))


def test_opening_a_mention_tells_others_who_is_on_it(
    login: Login, analyst: User, reviewer: User, mention: Mention
) -> None:
    login(analyst).get(page(mention))
    mention.refresh_from_db()
    assert mention.claimed_by == analyst
    assert mention.claimed_until is not None
    assert mention.claimed_until > timezone.now()
    assert "andi" in login(reviewer).get(page(mention)).content.decode()


def test_accepting_takes_the_details_as_they_stand_and_goes_on(
    login: Login, analyst: User, mention: Mention
) -> None:
    election = ElectionFactory.create()
    following = waiting(mention.article, "BSSN membantu pemulihan.", priority=1.0)
    sent = details(
        mention,
        category="ddos",
        figure_value="5000",
        figure_unit="attacks",
        figure_approximate="on",
        when="2019",
        reported_by="Arief Budiman",
        targets="KPU\nSitung",
        election=election.code,
    )
    answer = login(analyst).post(page(mention, "accept/") + "?kind=attack", sent)
    assert answer.headers["Location"] == page(following) + "?kind=attack"
    mention.refresh_from_db()
    assert (mention.state, mention.category, mention.figure_value) == ("accepted", "ddos", 5000)
    assert (mention.figure_approximate, mention.precision) == (True, "year")
    assert mention.election == election
    assert set(mention.names.values_list("role", "text")) >= {
        ("target", "KPU"),
        ("target", "Situng"),
    }


def test_the_last_one_leads_back_to_the_queue(
    login: Login, analyst: User, mention: Mention
) -> None:
    answer = login(analyst).post(page(mention, "accept/"), details(mention))
    assert answer.headers["Location"] == "/workspace/"


def test_the_span_moves_to_words_that_the_article_has(
    login: Login, analyst: User, mention: Mention
) -> None:
    client = login(analyst)
    sent = details(mention, evidence="server aman 🙂 dan data tidak bocor", start="", end="")
    client.post(page(mention, "save/"), sent)
    mention.refresh_from_db()
    assert mention.evidence == mention.article.text[mention.start : mention.end]
    assert mention.evidence == "server aman 🙂 dan data tidak bocor"
    refused = client.post(page(mention, "save/"), details(mention, evidence="kata lain", start=""))
    assert refused.status_code == 422
    assert "kata lain" in refused.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "mitigation"},
        {"status": "planned"},
        {"figure_value": "5000", "figure_unit": ""},
        {"when": "kemarin"},
        {"election": "pemilu-1899"},
    ],
)
def test_what_cannot_be_is_said_beside_what_was_typed(
    login: Login, analyst: User, mention: Mention, wrong: dict[str, str]
) -> None:
    sent = details(mention, **{"reported_by": "Arief Budiman", **wrong})
    answer = login(analyst).post(page(mention, "accept/"), sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "error-summary" in html
    assert 'value="Arief Budiman"' in html
    mention.refresh_from_db()
    assert mention.state == "waiting"


def test_rejecting_needs_a_listed_reason_and_other_needs_a_note(
    login: Login, analyst: User, mention: Mention
) -> None:
    client, sent = login(analyst), {"seen_version": mention.version}
    assert client.post(page(mention, "reject/"), sent).status_code == 422
    assert client.post(page(mention, "reject/"), {**sent, "reason": "other"}).status_code == 422
    assert client.post(page(mention, "reject/"), {**sent, "reason": "not-cyber"}).status_code == 302
    mention.refresh_from_db()
    assert (mention.state, mention.rejection) == ("rejected", "not-cyber")
    assert (
        client.post(page(mention, "reopen/"), {"seen_version": mention.version}).status_code == 302
    )
    mention.refresh_from_db()
    assert mention.state == "waiting"


def test_undo_takes_the_last_act_back_and_goes_there(
    login: Login, analyst: User, mention: Mention
) -> None:
    client = login(analyst)
    client.post(page(mention, "accept/"), details(mention))
    assert client.post("/workspace/undo/").headers["Location"] == page(mention)
    mention.refresh_from_db()
    assert mention.state == "waiting"
    assert client.post("/workspace/undo/").headers["Location"] == "/workspace/"


def test_a_missed_mention_is_added_from_its_words(
    login: Login, analyst: User, article: Article
) -> None:
    client, address = login(analyst), f"/workspace/articles/{article.pk}/add/"
    sent = {
        "evidence": "BSSN membantu pemulihan.",
        "kind": "mitigation",
        "category": "incident-response",
        "status": "in-place",
    }
    client.post(address, sent)
    added = Mention.objects.get()
    assert (added.state, added.evidence) == ("accepted", "BSSN membantu pemulihan.")
    again = client.post(address, sent)
    assert again.status_code == 422
    assert Mention.objects.count() == 1
    assert client.post(address, {**sent, "evidence": "tak ada"}).status_code == 422


def test_accepting_can_attach_in_the_same_step(
    login: Login, analyst: User, mention: Mention
) -> None:
    copy = waiting(ArticleFactory.create(text=mention.article.text), mention.evidence)
    incident = make_draft(analyst, mention=copy, title=mention.evidence)
    html = login(analyst).get(page(mention)).content.decode()
    assert f'value="{incident.public_id}"' in html
    sent = details(mention, incident=incident.public_id)
    login(analyst).post(page(mention, "accept/"), sent)
    mention.refresh_from_db()
    assert mention.incident == incident
    login(analyst).post(page(mention, "detach/"), details(mention))
    mention.refresh_from_db()
    assert mention.incident is None
    sent = details(mention, incident=incident.public_id, reported_by="BSSN")
    login(analyst).post(page(mention, "attach/"), sent)
    mention.refresh_from_db()
    assert (mention.incident, mention.reported_by) == (incident, "BSSN")


def test_other_incidents_are_found_by_number_or_words(
    login: Login, analyst: User, mention: Mention
) -> None:
    incident = make_draft(analyst, title="Peladen Situng melambat", category="overload")
    for words in (incident.public_id, "situng melambat"):
        html = login(analyst).get(page(mention), {"find": words}).content.decode()
        assert "Peladen Situng melambat" in html


def test_assigning_and_the_history_are_told_in_words(
    login: Login, analyst: User, reviewer: User, mention: Mention
) -> None:
    client = login(analyst)
    client.post(page(mention, "assign/"), {"assignee": reviewer.pk})
    mention.refresh_from_db()
    assert mention.assigned_to == reviewer
    client.post(page(mention, "accept/"), details(mention, reported_by="Arief Budiman"))
    html = client.get(page(mention, "history/")).content.decode()
    assert "<ins>Arief Budiman</ins>" in html
    assert "andi" in html


def test_what_is_hidden_is_not_there(login: Login, analyst: User, mention: Mention) -> None:
    incident = make_draft(analyst, tlp="red")
    decide.accept(mention, by=analyst, seen_version=mention.version)
    Mention.objects.filter(pk=mention.pk).update(incident=incident)
    assert login(analyst).get(page(mention)).status_code == 404
    assert login(analyst).get(f"/workspace/incidents/{incident.public_id}/").status_code == 404


def test_every_act_is_a_decision(login: Login, analyst: User, mention: Mention) -> None:
    EntityFactory.create(key="kpu", name="KPU")
    client = login(analyst)
    client.post(page(mention, "accept/"), details(mention, targets="KPU"))
    decision = Decision.objects.get(model="mention", object_id=mention.pk)
    assert (decision.who, decision.act) == (analyst, "accept")
    assert decision.after["targets"] == ["KPU"]
