"""Incidents from draft to retraction through the pages, by the people who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from incidents.models import Correction, Incident, Mention, User
from tests.factories import (
    EntityFactory,
    MentionFactory,
    make_draft,
    make_in_review,
    make_published,
)

Login = Callable[[User], Client]


def address(incident: Incident, step: str = "") -> str:
    return f"/workspace/incidents/{incident.public_id}/{step}"


def sent_by(client: Client, where: str) -> dict[str, Any]:
    """The fields of the page's form as a browser would send them back."""
    form = client.get(where).context["form"]
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}


def test_a_new_incident_is_prefilled_from_the_mention_and_attested_by_it(
    login: Login, analyst: User
) -> None:
    EntityFactory.create(key="kpu", name="Komisi Pemilihan Umum")
    mention = MentionFactory.create(figure_value=5000, figure_unit="attacks", category="ddos")
    client, where = login(analyst), f"/workspace/incidents/new/?mention={mention.pk}"
    sent = sent_by(client, where)
    assert (sent["category"], sent["figure_value"]) == ("ddos", 5000)
    answer = client.post(where, {**sent, "title": "Serangan", "targets": "Komisi Pemilihan Umum"})
    incident = Incident.objects.get()
    assert answer.headers["Location"] == address(incident)
    mention.refresh_from_db()
    assert (mention.state, mention.incident) == ("accepted", incident)
    assert [entity.key for entity in incident.targets.all()] == ["kpu"]


def test_names_that_are_not_known_are_named(login: Login, analyst: User) -> None:
    sent = {"title": "X", "kind": "attack", "category": "ddos", "status": "occurred",
            "tlp": "clear", "seen_version": "0", "targets": "Lembaga Entah"}  # fmt: skip
    answer = login(analyst).post("/workspace/incidents/new/", sent)
    assert answer.status_code == 422
    assert "Lembaga Entah" in answer.content.decode()
    assert not Incident.objects.exists()


def test_the_ledger_shows_figures_side_by_side_and_the_headline_with_its_reason(
    login: Login, analyst: User
) -> None:
    first = MentionFactory.create(
        figure_value=252327304, figure_unit="records", status="alleged", reported_by="Jimbo"
    )
    incident = make_draft(analyst, mention=first, status="alleged")
    second = MentionFactory.create(figure_value=204807203, figure_unit="records")
    client = login(analyst)
    client.post(
        f"/workspace/mentions/{second.pk}/accept/",
        {
            "kind": "attack", "category": "unspecified", "status": "occurred",
            "evidence": second.evidence, "start": second.start, "end": second.end,
            "figure_value": 204807203, "figure_unit": "records",
            "seen_version": second.version, "incident": incident.public_id,
        },
    )  # fmt: skip
    incident.refresh_from_db()
    sent = {"mention": second.pk, "reason": "Jumlah unik", "seen_version": incident.version}
    client.post(address(incident, "headline/"), sent)
    page = client.get(address(incident))
    ledger = page.context["ledger"]
    assert {row.claim.figure.value for row in ledger.rows} == {252327304, 204807203}
    [(stretch, _unit)] = ledger.ranges
    assert (stretch.lowest, stretch.highest, ledger.stories) == (204807203, 252327304, 2)
    assert [row.claim.mention for row in ledger.rows if row.is_headline] == [second.pk]
    html = page.content.decode()
    assert "Jimbo" in html
    assert "Jumlah unik" in html
    assert client.post(address(incident, "headline/"), {**sent, "reason": ""}).status_code == 422


def test_two_people_publish_and_one_cannot(login: Login, editor: User, analyst: User) -> None:
    draft = make_draft(editor)
    client = login(editor)
    client.post(address(draft, "submit/"), {"seen_version": draft.version})
    draft.refresh_from_db()
    own = client.post(address(draft, "publish/"), {"seen_version": draft.version})
    assert own.status_code == 422
    waiting = make_in_review(analyst)
    client.post(address(waiting, "publish/"), {"seen_version": waiting.version})
    waiting.refresh_from_db()
    draft.refresh_from_db()
    assert (waiting.lifecycle, draft.lifecycle) == ("published", "in-review")


def test_sending_back_needs_what_is_missing(login: Login, analyst: User, editor: User) -> None:
    waiting = make_in_review(analyst)
    client, sent = login(editor), {"seen_version": waiting.version}
    assert client.post(address(waiting, "return/"), sent).status_code == 422
    client.post(address(waiting, "return/"), {**sent, "reason": "Sumber kedua?"})
    waiting.refresh_from_db()
    assert waiting.lifecycle == "draft"
    history = client.get(address(waiting, "history/")).content.decode()
    assert "Sumber kedua?" in history


def test_a_published_record_takes_corrections_with_a_difference_and_a_second_person(
    login: Login, analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor)
    client = login(analyst)
    sent = {**sent_by(client, address(record)), "title": "Serangan siber pada situs KPU"}
    assert client.post(address(record, "correct/"), sent).status_code == 422
    answer = client.post(address(record, "correct/"), {**sent, "reason": "Situs, bukan sistem"})
    correction = Correction.objects.get()
    assert answer.headers["Location"] == f"/workspace/corrections/{correction.pk}/"
    page = login(editor).get(answer.headers["Location"]).content.decode()
    assert "<del>sistem</del><ins>situs</ins>" in page
    own = client.post(
        f"/workspace/corrections/{correction.pk}/apply/", {"seen_version": record.version}
    )
    assert own.status_code == 403
    login(editor).post(
        f"/workspace/corrections/{correction.pk}/apply/", {"seen_version": record.version}
    )
    record.refresh_from_db()
    assert (record.lifecycle, record.title) == ("corrected", "Serangan siber pada situs KPU")


def test_a_correction_is_declined_with_a_reason(login: Login, analyst: User, editor: User) -> None:
    record = make_published(analyst, approver=editor)
    sent = {
        "url": "https://lain.example/1",
        "reason": "Sumber kedua",
        "seen_version": record.version,
    }
    login(analyst).post(address(record, "cite/"), sent)
    correction = Correction.objects.get()
    where, client = f"/workspace/corrections/{correction.pk}/decline/", login(editor)
    assert client.post(where, {"seen_version": record.version}).status_code == 422
    client.post(where, {"seen_version": record.version, "reason": "Tidak terkait"})
    correction.refresh_from_db()
    assert correction.state == "declined"
    assert "Sumber kedua" in client.get("/workspace/corrections/").content.decode()
    assert not record.citations.exists()


def test_a_public_statement_is_corrected_by_proposal(
    login: Login, analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor)
    mention = record.mentions.get()
    client = login(analyst)
    form = client.get(f"/workspace/mentions/{mention.pk}/").context["details"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    sent |= {"reported_by": "Arief Budiman", "reason": "Nama pembicara"}
    answer = client.post(f"/workspace/mentions/{mention.pk}/correct/", sent)
    assert answer.status_code == 302
    assert [*Correction.objects.get().changes.values()] == [["", "Arief Budiman"]]


def test_retraction_keeps_the_record_with_its_reason(
    login: Login, analyst: User, editor: User
) -> None:
    record = make_published(analyst, approver=editor)
    sent = {"seen_version": record.version, "reason": "Bukan serangan"}
    login(editor).post(address(record, "retract/"), sent)
    page = login(analyst).get(address(record))
    assert page.status_code == 200
    assert "Bukan serangan" in page.content.decode()


def test_merging_shows_both_first(login: Login, analyst: User, editor: User) -> None:
    gone, stays = make_draft(analyst, title="Satu"), make_draft(analyst, title="Dua")
    client = login(editor)
    sent = {"into": stays.public_id, "reason": "Sama", "seen_version": gone.version}
    preview = client.post(address(gone, "merge/"), sent)
    html = preview.content.decode()
    assert "Satu" in html
    assert "Dua" in html
    gone.refresh_from_db()
    assert gone.lifecycle == "draft"
    client.post(address(gone, "merge/"), {**sent, "into_version": stays.version})
    gone.refresh_from_db()
    assert (gone.lifecycle, gone.merged_into) == ("merged", stays)
    unknown = client.post(address(stays, "merge/"), {**sent, "into": "1999-0001"})
    assert unknown.status_code == 422


def test_splitting_moves_the_chosen_mentions(login: Login, analyst: User, editor: User) -> None:
    record = make_draft(analyst)
    other = MentionFactory.create()
    Mention.objects.filter(pk=other.pk).update(state="accepted", incident=record)
    sent = {"mentions": [other.pk], "title": "Peristiwa lain", "reason": "Dua hal",
            "seen_version": record.version}  # fmt: skip
    login(editor).post(address(record, "split/"), sent)
    other.refresh_from_db()
    assert other.incident is not None
    assert other.incident.title == "Peristiwa lain"


def test_sources_and_links_come_and_go_while_it_is_a_draft(login: Login, analyst: User) -> None:
    draft, other = make_draft(analyst), make_draft(analyst)
    client = login(analyst)
    client.post(
        address(draft, "cite/"),
        {"url": "https://arsip.example/9", "published": "2019-03", "seen_version": draft.version},
    )
    draft.refresh_from_db()
    cited = draft.citations.get()
    assert cited.published_precision == "month"
    client.post(
        address(draft, "link/"),
        {
            "kind": "related",
            "target": f"/incidents/{other.public_id}-slug",
            "seen_version": draft.version,
        },
    )
    draft.refresh_from_db()
    linked = draft.links_out.get()
    client.post(address(draft, f"link/{linked.pk}/remove/"), {"seen_version": draft.version})
    draft.refresh_from_db()
    client.post(address(draft, f"cite/{cited.pk}/remove/"), {"seen_version": draft.version})
    assert not draft.links_out.exists()
    assert not draft.citations.exists()


def test_the_list_filters_by_state_and_words(login: Login, analyst: User) -> None:
    draft = make_draft(analyst, title="Peladen melambat")
    client = login(analyst)
    for query in ("lifecycle=draft", "text=melambat", f"text={draft.public_id}", "work=mine"):
        assert [one.pk for one in client.get(f"/workspace/incidents/?{query}").context["rows"]] == [
            draft.pk
        ]
    assert client.get("/workspace/incidents/?lifecycle=published").context["rows"] == []


def test_a_draft_is_discarded_from_its_page(login: Login, analyst: User, reviewer: User) -> None:
    draft = make_draft(analyst)
    path = f"/workspace/incidents/{draft.public_id}/"
    assert f"{path}discard/" in login(analyst).get(path).content.decode()
    assert f"{path}discard/" not in login(reviewer).get(path).content.decode()
    sent = {"seen_version": draft.version, "reason": "Rangkap."}
    assert login(reviewer).post(f"{path}discard/", sent).status_code == 422
    assert login(analyst).post(f"{path}discard/", sent | {"reason": ""}).status_code == 422
    answer = login(analyst).post(f"{path}discard/", sent, follow=True)
    assert answer.status_code == 200
    draft.refresh_from_db()
    assert (draft.lifecycle, draft.mentions.count()) == ("discarded", 0)
    assert "Rangkap." in login(analyst).get(f"{path}history/").content.decode()
