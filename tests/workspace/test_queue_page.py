"""The queue: order, filters in the address, filters kept, acts on several after a preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from incidents.models import Mention, SavedFilter, User
from incidents.review import queue
from tests.factories import ArticleFactory, ElectionFactory, MentionFactory, SourceFactory

Login = Callable[[User], Client]


def shown(client: Client, query: str = "") -> list[int]:
    """Keys of the mentions on the page, in its order."""
    return [row["mention"].pk for row in client.get(f"/workspace/{query}").context["rows"]]


def test_the_page_keeps_the_order_of_work(login: Login, analyst: User) -> None:
    low, high = MentionFactory.create(priority=1.0), MentionFactory.create(priority=9.0)
    assert shown(login(analyst)) == [high.pk, low.pk]


def test_filters_live_in_the_address(login: Login, analyst: User, reviewer: User) -> None:
    client, election = login(analyst), ElectionFactory.create()
    source = SourceFactory.create()
    wanted = MentionFactory.create(
        article=ArticleFactory.create(source=source, language="en"),
        category="ddos",
        election=election,
        confidence=0.95,
        assigned_to=reviewer,
    )
    MentionFactory.create(confidence=0.4)
    for query in (
        "category=ddos",
        f"election={election.code}",
        f"source={source.pk}",
        "language=en",
        "confidence=0.9",
        f"assigned_to={reviewer.pk}",
        f"kind=attack&category=ddos&text={wanted.evidence[:10]}",
    ):
        assert shown(client, f"?{query}") == [wanted.pk], query
    assert shown(client, "?kind=threat") == []
    assert len(shown(client, "?kind=nonsense&election=nowhere")) == 2
    assert shown(login(reviewer), "?work=mine") == [wanted.pk]
    assert wanted.pk not in shown(client, "?work=unassigned")


def test_further_mentions_come_by_their_place(login: Login, analyst: User) -> None:
    made = MentionFactory.create_batch(53)
    client = login(analyst)
    first = client.get("/workspace/")
    assert len(first.context["rows"]) == 50
    rest = shown(client, f"?after={first.context['older']}")
    assert len(rest) == 3
    assert {*rest, *(row["mention"].pk for row in first.context["rows"])} == {m.pk for m in made}


def test_the_first_free_one_is_next(login: Login, analyst: User, reviewer: User) -> None:
    held, free = MentionFactory.create(priority=9.0), MentionFactory.create(priority=1.0)
    queue.claim(held, by=reviewer)
    client = login(analyst)
    assert client.get("/workspace/next/").headers["Location"].endswith(f"/mentions/{free.pk}/")
    assert "ratna" in client.get("/workspace/").content.decode()
    answer = client.get("/workspace/next/?kind=threat")
    assert answer.headers["Location"] == "/workspace/?kind=threat"


def test_a_filter_is_kept_under_a_name_and_forgotten(login: Login, analyst: User) -> None:
    client = login(analyst)
    client.post("/workspace/filters/save/?kind=attack&junk=1", {"name": "Serangan"})
    client.post("/workspace/filters/save/?kind=threat", {"name": "Serangan"})
    kept = SavedFilter.objects.get(owner=analyst)
    assert (kept.name, kept.query) == ("Serangan", "kind=threat")
    assert 'href="?kind=threat"' in client.get("/workspace/").content.decode()
    client.post("/workspace/filters/save/", {"name": "Semua"})
    client.post(f"/workspace/filters/{kept.pk}/forget/")
    assert not SavedFilter.objects.exists()


def test_nobody_forgets_a_filter_of_somebody_else(
    login: Login, analyst: User, reviewer: User
) -> None:
    kept = SavedFilter.objects.create(owner=reviewer, name="Serangan", query="kind=attack")
    assert login(analyst).post(f"/workspace/filters/{kept.pk}/forget/").status_code == 404


@pytest.fixture
def three(db: None) -> list[Mention]:
    """Three waiting mentions."""
    return MentionFactory.create_batch(3)


def chosen(mentions: list[Mention]) -> list[str]:
    """As the check boxes send them."""
    return [f"{one.pk}:{one.version}" for one in mentions]


def test_a_preview_changes_nothing_and_leaves_out_what_changed(
    login: Login, analyst: User, three: list[Mention]
) -> None:
    Mention.objects.filter(pk=three[2].pk).update(version=5)
    sent = {"act": "accept", "chosen": chosen(three)}
    answer = login(analyst).post("/workspace/bulk/preview/", sent)
    assert [m.pk for m in answer.context["preview"].ready] == [three[0].pk, three[1].pk]
    assert [m.pk for m in answer.context["preview"].changed] == [three[2].pk]
    assert not Mention.objects.filter(state="accepted").exists()


def test_several_are_accepted_or_rejected_at_once_and_undone_at_once(
    login: Login, analyst: User, three: list[Mention]
) -> None:
    client = login(analyst)
    client.post("/workspace/bulk/decide/", {"act": "accept", "chosen": chosen(three[:2])})
    assert Mention.objects.filter(state="accepted").count() == 2
    client.post("/workspace/undo/")
    assert Mention.objects.filter(state="waiting").count() == 3
    fresh = list(Mention.objects.all())
    sent = {"act": "reject", "chosen": chosen(fresh), "reason": "not-cyber"}
    client.post("/workspace/bulk/decide/", sent)
    assert Mention.objects.filter(state="rejected", rejection="not-cyber").count() == 3


def test_one_that_changed_meanwhile_stops_all(
    login: Login, analyst: User, three: list[Mention]
) -> None:
    sent = {"act": "accept", "chosen": chosen(three)}
    Mention.objects.filter(pk=three[2].pk).update(version=5)
    answer = login(analyst).post("/workspace/bulk/decide/", sent, follow=True)
    assert Mention.objects.filter(state="waiting").count() == 3
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


@pytest.mark.parametrize("value", ["", "1", "x:y", "1:2:3", "9" * 40 + ":1"])
def test_choices_that_are_no_pairs_are_refused(login: Login, analyst: User, value: str) -> None:
    sent = {"act": "accept", "chosen": [value]}
    for step in ("preview", "decide"):
        answer = login(analyst).post(f"/workspace/bulk/{step}/", sent)
        assert answer.headers["Location"] == "/workspace/"


def test_claims_run_out(login: Login, analyst: User, reviewer: User) -> None:
    held = MentionFactory.create()
    queue.claim(held, by=reviewer, at=timezone.now() - timedelta(minutes=16))
    answer = login(analyst).get("/workspace/next/")
    assert answer.headers["Location"].endswith(f"/mentions/{held.pk}/")


def test_several_are_assigned_after_a_preview(
    login: Login, analyst: User, reviewer: User, reader: User
) -> None:
    mentions = MentionFactory.create_batch(2)
    chosen = {"chosen": [f"{m.pk}:1" for m in mentions], "act": "assign"}
    client = login(analyst)
    page = client.post("/workspace/bulk/preview/", chosen)
    choices = [pk for pk, _label in page.context["form"]["assignee"].field.choices]
    assert {str(c) for c in choices} >= {str(analyst.pk), str(reviewer.pk)}
    assert str(reader.pk) not in {str(c) for c in choices}
    assert not Mention.objects.filter(assigned_to__isnull=False).exists()
    client.post("/workspace/bulk/decide/", chosen | {"assignee": reviewer.pk})
    assert set(Mention.objects.values_list("assigned_to", flat=True)) == {reviewer.pk}
    client.post("/workspace/bulk/decide/", chosen | {"assignee": reader.pk})
    assert set(Mention.objects.values_list("assigned_to", flat=True)) == {reviewer.pk}
    client.post("/workspace/bulk/decide/", chosen | {"assignee": ""})
    assert set(Mention.objects.values_list("assigned_to", flat=True)) == {None}
