"""Two at once: the second is shown both versions, and what they typed is still there."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from incidents.models import Mention, User
from incidents.review import decide
from incidents.review import incidents as records
from tests.factories import make_draft

from .conftest import details

Login = Callable[[User], Client]


def test_a_stale_correction_meets_both_versions_and_can_be_sent_again(
    login: Login, analyst: User, reviewer: User, mention: Mention
) -> None:
    sent = details(mention, reported_by="Arief Budiman")
    decide.correct(
        mention, by=reviewer, seen_version=mention.version, changes={"category": "intrusion"}
    )
    client = login(analyst)
    answer = client.post(f"/workspace/mentions/{mention.pk}/accept/", sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "ratna" in html
    assert 'value="Arief Budiman"' in html
    mention.refresh_from_db()
    assert (mention.state, mention.reported_by) == ("waiting", "")

    form = answer.context["details"]
    again = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    assert again["category"] == "intrusion"  # theirs, as this person had not touched it
    client.post(f"/workspace/mentions/{mention.pk}/accept/", again)
    mention.refresh_from_db()
    assert (mention.state, mention.category) == ("accepted", "intrusion")
    assert mention.reported_by == "Arief Budiman"


def test_both_touched_the_same_field_and_the_page_says_so(
    login: Login, analyst: User, reviewer: User, mention: Mention
) -> None:
    sent = details(mention, reported_by="Arief Budiman", when="2019")
    decide.correct(mention, by=reviewer, seen_version=1, changes={"reported_by": "BSSN"})
    answer = login(analyst).post(f"/workspace/mentions/{mention.pk}/save/", sent)
    rows = {row.label: row for row in answer.context["rows"]}
    both = [row for row in rows.values() if row.changed_by_me and row.changed_by_them]
    assert [(row.theirs, row.mine) for row in both] == [("BSSN", "Arief Budiman")]
    assert [row.mine for row in rows.values() if row.changed_by_me] == ["2019", "Arief Budiman"]


def test_details_typed_for_a_mention_that_was_rejected_meanwhile_survive(
    login: Login, analyst: User, reviewer: User, mention: Mention
) -> None:
    sent = details(mention, reported_by="Arief Budiman")
    decide.reject(mention, by=reviewer, seen_version=1, reason="not-cyber")
    client = login(analyst)
    answer = client.post(f"/workspace/mentions/{mention.pk}/accept/", sent)
    assert answer.status_code == 409
    form = answer.context["details"]
    again = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    client.post(f"/workspace/mentions/{mention.pk}/reopen/", again)
    mention.refresh_from_db()
    assert (mention.state, mention.reported_by) == ("waiting", "Arief Budiman")


def test_a_stale_rejection_is_shown_what_happened(
    login: Login, analyst: User, reviewer: User, mention: Mention
) -> None:
    decide.correct(mention, by=reviewer, seen_version=1, changes={"reported_by": "BSSN"})
    sent = {"seen_version": 1, "reason": "not-cyber"}
    answer = login(analyst).post(f"/workspace/mentions/{mention.pk}/reject/", sent)
    assert answer.status_code == 409
    mention.refresh_from_db()
    assert mention.state == "waiting"


def test_a_stale_edit_of_an_incident_keeps_what_was_typed(
    login: Login, analyst: User, reviewer: User
) -> None:
    incident = make_draft(analyst)
    client = login(analyst)
    address = f"/workspace/incidents/{incident.public_id}/"
    form = client.get(address).context["form"]
    sent = {b.html_name: b.value() for b in form if b.value() not in (None, False)}
    records.edit_incident(
        incident, by=reviewer, seen_version=incident.version, changes={"summary": "Ringkasan lain"}
    )
    answer = client.post(address + "save/", {**sent, "title": "Judul yang saya ketik"})
    assert answer.status_code == 409
    merged = answer.context["form"]
    assert merged["title"].value() == "Judul yang saya ketik"
    assert merged["summary"].value() == "Ringkasan lain"
    again = {b.html_name: b.value() for b in merged if b.value() not in (None, False)}
    assert client.post(address + "save/", again).status_code == 302
    incident.refresh_from_db()
    assert (incident.title, incident.summary) == ("Judul yang saya ketik", "Ringkasan lain")


def test_an_approval_of_another_version_than_the_one_seen_is_refused(
    login: Login, analyst: User, editor: User
) -> None:
    incident = make_draft(analyst)
    client = login(analyst)
    address = f"/workspace/incidents/{incident.public_id}/"
    client.post(address + "submit/", {"seen_version": incident.version})
    incident.refresh_from_db()
    records.edit_incident(
        incident, by=analyst, seen_version=incident.version, changes={"title": "Judul baru"}
    )
    answer = login(editor).post(address + "publish/", {"seen_version": incident.version})
    assert answer.status_code == 409
    assert "Judul baru" in answer.content.decode()
    incident.refresh_from_db()
    assert incident.lifecycle == "in-review"
