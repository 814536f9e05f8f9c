"""The admin: every model is there, records are only looked at, and acts go through the rooms."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.test import Client
from django.utils import timezone

from incidents.models import (
    Decision,
    Election,
    Fault,
    Incident,
    Mention,
    Source,
    User,
)
from tests.factories import ElectionFactory, MentionFactory, make_draft, make_published


@pytest.fixture
def boss(administrator: User) -> Client:
    """An administrator's browser."""
    client = Client()
    client.force_login(administrator)
    return client


def test_every_model_of_the_app_is_listed() -> None:
    histories = {
        m for m in apps.get_app_config("incidents").get_models() if "pgh_id" in _columns(m)
    }
    plain = {
        model
        for model in apps.get_app_config("incidents").get_models()
        if model not in histories and not model._meta.proxy
    }
    assert {model.__name__ for model in plain - set(site._registry)} == set()


def _columns(model: Any) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def test_every_list_and_every_record_opens_and_is_searched(
    boss: Client, analyst: User, editor: User
) -> None:
    make_published(analyst, approver=editor)
    for model, page in site._registry.items():
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert boss.get(base).status_code == 200, base
        if page.search_fields:
            assert boss.get(base, {"q": "1"}).status_code == 200, base
        row = model._default_manager.first()
        if row is not None:
            assert boss.get(f"{base}{row.pk}/change/").status_code == 200, base


def test_records_are_not_edited_by_hand(boss: Client, analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    mention = record.mentions.get()
    for path in (
        f"/admin/incidents/incident/{record.pk}/change/",
        f"/admin/incidents/mention/{mention.pk}/change/",
        f"/admin/incidents/decision/{Decision.objects.latest('number').pk}/change/",
        f"/admin/incidents/incident/{record.pk}/delete/",
        "/admin/incidents/incident/add/",
        "/admin/incidents/decision/add/",
    ):
        assert (
            boss.post(path, {"lifecycle": "draft", "title": "X", "post": "yes"}).status_code == 403
        )
    record.refresh_from_db()
    assert record.lifecycle == "published"
    html = boss.get(f"/admin/incidents/incident/{record.pk}/change/").content.decode()
    assert 'name="lifecycle"' not in html


def act(client: Client, model: str, name: str, rows: list[Any], **more: str) -> Any:
    """Run an action of a list on rows."""
    sent = {"action": name, "_selected_action": [row.pk for row in rows], **more}
    return client.post(f"/admin/incidents/{model}/", sent, follow=True)


def test_a_failure_is_shown_with_its_error_and_tried_again(boss: Client) -> None:
    now = timezone.now()
    source = Source.objects.create(name="Kabar", kind="feed", url="http://127.0.0.1:1/feed")
    fault = Fault.objects.create(
        stage="poll", subject=source.url, reason="timeout", message="No answer in 10 s.",
        first_at=now, last_at=now, source=source,
    )  # fmt: skip
    listed = boss.get("/admin/incidents/fault/").content.decode()
    assert "No answer in 10 s." in listed
    act(boss, "fault", "retry", [fault])
    source.refresh_from_db()
    assert source.next_poll_at is not None
    Fault.objects.update(solved_at=now)
    assert "No answer in 10 s." not in boss.get("/admin/incidents/fault/").content.decode()
    assert "No answer" in boss.get("/admin/incidents/fault/?solved=yes").content.decode()


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        ({"enabled": True, "silent_since": "2024-01-01T00:00Z"}, "✕"),
        ({"enabled": True, "failures": 3}, "!"),
        ({"enabled": False}, "–"),
        ({"enabled": True}, "…"),
        ({"enabled": True, "last_success_at": "2024-01-01T00:00Z"}, "✓"),
    ],
)
def test_the_health_of_a_source_is_told_by_a_sign_and_a_word(
    boss: Client, state: dict[str, Any], sign: str
) -> None:
    Source.objects.create(name="Kabar", kind="feed", url="https://kabar.example/feed", **state)
    assert f">{sign} " in boss.get("/admin/incidents/source/").content.decode()


def test_mentions_are_assigned_to_those_who_may_decide(
    boss: Client, analyst: User, reader: User
) -> None:
    mentions = MentionFactory.create_batch(2)
    page = boss.get("/admin/incidents/mention/").content.decode()
    assert f'<option value="{analyst.pk}">' in page
    assert f'<option value="{reader.pk}">' not in page
    act(boss, "mention", "assign", mentions, assignee=str(analyst.pk))
    assert set(Mention.objects.values_list("assigned_to", flat=True)) == {analyst.pk}
    act(boss, "mention", "assign", mentions, assignee=str(reader.pk))  # refused
    assert set(Mention.objects.values_list("assigned_to", flat=True)) == {analyst.pk}
    act(boss, "mention", "assign", mentions, assignee="")
    assert set(Mention.objects.values_list("assigned_to", flat=True)) == {None}


def test_sources_are_polled_now_switched_on_and_off(boss: Client) -> None:
    source = Source.objects.create(name="Kabar", kind="feed", url="http://127.0.0.1:1/feed")
    act(boss, "source", "enable", [source])
    source.refresh_from_db()
    assert source.enabled
    Source.objects.update(next_poll_at=None)
    act(boss, "source", "poll_now", [source])
    act(boss, "source", "disable", [source])
    source.refresh_from_db()
    assert source.next_poll_at is not None
    assert not source.enabled


def test_reference_data_is_edited_and_what_is_used_stays(boss: Client) -> None:
    election = ElectionFactory.create()
    MentionFactory.create(election=election)
    boss.post(f"/admin/incidents/election/{election.pk}/delete/", {"post": "yes"})
    assert Election.objects.filter(pk=election.pk).exists()
    sent = {
        "code": "pemilu-2034", "name": "Pemilu 2034", "name_en": "2034 election", "country": "ID",
        "level": "national", "polling_day": "", "phases-TOTAL_FORMS": "0",
        "phases-INITIAL_FORMS": "0",
    }  # fmt: skip
    boss.post("/admin/incidents/election/add/", sent)
    assert Election.objects.filter(code="pemilu-2034").exists()


def test_people_get_roles_and_keep_their_names(boss: Client, outsider: User) -> None:
    page = boss.get(f"/admin/incidents/user/{outsider.pk}/change/")
    groups = list(page.context["adminform"].form.fields["groups"].queryset)
    assert {group.name for group in groups} == {"reader", "analyst", "editor", "administrator"}
    analysts = next(group for group in groups if group.name == "analyst")
    sent = {"username": "olga", "is_active": "on", "groups": [analysts.pk]}
    boss.post(f"/admin/incidents/user/{outsider.pk}/change/", sent)
    assert [group.name for group in User.objects.get(pk=outsider.pk).groups.all()] == ["analyst"]
    assert (
        boss.post(f"/admin/incidents/user/{outsider.pk}/delete/", {"post": "yes"}).status_code
        == 403
    )


def test_secrets_of_second_factors_and_tokens_are_not_shown(boss: Client, analyst: User) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP
    from knox.models import AuthToken

    TOTP.activate(analyst, "JBSWY3DPEHPK3PXP")
    row = Authenticator.objects.get(user=analyst)
    token, secret = AuthToken.objects.create(user=analyst)
    for path in (f"mfa/authenticator/{row.pk}/change/", f"knox/authtoken/{token.pk}/change/"):
        html = boss.get(f"/admin/{path}").content.decode()
        assert "JBSWY3DPEHPK3PXP" not in html
        assert secret not in html
    boss.post(f"/admin/mfa/authenticator/{row.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()


def test_states_change_by_acts_of_review(boss: Client, analyst: User) -> None:
    first, second = MentionFactory.create_batch(2)
    refused = act(boss, "mention", "reject", [first, second])
    assert [message.level_tag for message in refused.context["messages"]] == ["error"]
    act(boss, "mention", "reject", [first, second], reason="not-cyber")
    assert set(Mention.objects.values_list("state", "rejection")) == {("rejected", "not-cyber")}
    act(boss, "mention", "reopen", [first])
    assert Mention.objects.get(pk=first.pk).state == "waiting"
    draft = make_draft(analyst)
    act(boss, "incident", "submit", [draft])
    assert Incident.objects.get(pk=draft.pk).lifecycle == "in-review"
    acts = Decision.objects.filter(who__username="adi").values_list("act", flat=True)
    assert sorted(acts) == ["reject", "reject", "reopen", "submit"]


def test_strangers_are_sent_to_the_one_log_in_and_others_refused(
    analyst: User, client: Client
) -> None:
    answer = client.get("/admin/incidents/source/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    client.force_login(analyst)
    assert client.get("/admin/login/").status_code == 403
