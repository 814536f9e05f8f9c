"""A morning's work in a real browser: thirty mentions by keyboard, thirty by mouse, two people at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from incidents.models import Article, Decision, Mention, User
from incidents.review import audit
from tests.factories import (
    ArticleFactory,
    MentionFactory,
    UserFactory,
    make_draft,
)

from .workspace_browser import CHROMIUM, Desk, serious

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]

SENTENCES = [
    f"Pada hari ke-{n} situs KPU diserang peretas sebanyak {n * 100} kali." for n in range(1, 11)
]


@pytest.fixture
def thirty(transactional_db: None) -> list[Mention]:
    """Three articles with ten waiting mentions each, in the order of work."""
    articles = ArticleFactory.create_batch(3, text="\n".join(SENTENCES))
    wanted = [(article, sentence) for article in articles for sentence in SENTENCES]
    return [
        _mention(article, sentence, 100 - place) for place, (article, sentence) in enumerate(wanted)
    ]


def _mention(article: Article, sentence: str, place: int) -> Mention:
    start = article.text.index(sentence)
    return MentionFactory.create(
        article=article, start=start, end=start + len(sentence), evidence=sentence, priority=place
    )


@pytest.fixture
def andi(transactional_db: None) -> User:
    """An analyst."""
    return UserFactory.create(username="andi", role="analyst")


@pytest.fixture
def ratna(transactional_db: None) -> User:
    """A second analyst."""
    return UserFactory.create(username="ratna", role="analyst")


def test_thirty_by_keyboard_alone(
    browser: Browser, live_server: LiveServer, andi: User, ratna: User, thirty: list[Mention]
) -> None:
    _known_incident(ratna)
    desk, second = Desk(browser, live_server.url, andi), Desk(browser, live_server.url, ratna)
    desk.go("/workspace/")
    desk.press("n")
    ways = [("a",), ("r", "2"), ("t", "1")]
    for number, mention in enumerate(thirty):
        assert desk.page.url.endswith(f"/mentions/{mention.pk}/")
        if number == 15:
            _someone_else_was_faster(desk, second, mention, keyboard=True)
            continue
        desk.press(*ways[number % 3])
    assert desk.page.url.endswith("/workspace/")
    _all_decided(thirty, andi)
    desk.press("u")
    assert desk.page.url.endswith(f"/mentions/{thirty[-1].pk}/")
    thirty[-1].refresh_from_db()
    assert thirty[-1].state == "waiting"
    desk.page.keyboard.press("?")
    desk.page.locator("dialog[open]").wait_for()
    assert desk.complaints == second.complaints == []


def test_thirty_by_mouse(
    browser: Browser, live_server: LiveServer, andi: User, ratna: User, thirty: list[Mention]
) -> None:
    _known_incident(ratna)
    desk, second = Desk(browser, live_server.url, andi), Desk(browser, live_server.url, ratna)
    desk.go("/workspace/")
    desk.click("Begin with the first")
    ways = [("Accept",), ("Reject", "Not about cyber"), ("Accept and attach", "Attach to 20")]
    for number, mention in enumerate(thirty):
        assert desk.page.url.endswith(f"/mentions/{mention.pk}/")
        if number == 15:
            _someone_else_was_faster(desk, second, mention, keyboard=False)
            continue
        desk.click(*ways[number % 3])
    _all_decided(thirty, andi)
    assert desk.complaints == second.complaints == []


def _known_incident(author: User) -> None:
    """An incident that tells much the same as all the sentences, so that it is offered for each."""
    article = ArticleFactory.create(text="\n".join(SENTENCES))
    title = "Situs KPU diserang peretas pada hari yang sama"
    make_draft(author, mention=_mention(article, SENTENCES[4], 1), title=title)


def _someone_else_was_faster(desk: Desk, second: Desk, mention: Mention, *, keyboard: bool) -> None:
    """Between opening and deciding, another browser changes the mention: both versions, nothing lost."""
    second.go(f"/workspace/mentions/{mention.pk}/")
    assert "andi is reviewing this" in second.page.content()
    second.page.select_option("#details_category", "intrusion")
    second.click("Save, stay here")

    if keyboard:
        desk.page.keyboard.press("e")
        assert desk.page.evaluate("document.activeElement.name") == "kind"
        for _field in range(7):
            desk.page.keyboard.press("Tab")
        desk.page.keyboard.type("2019")
        desk.page.keyboard.press("Escape")
        desk.press("a")
    else:
        desk.page.fill("#details_when", "2019")
        desk.click("Accept")
    assert "Somebody else changed this" in desk.page.inner_text("h1")
    assert desk.page.input_value("#details_when") == "2019"
    assert desk.page.input_value("#details_category") == "intrusion"
    assert serious(desk.page) == []
    if keyboard:
        desk.press("a")
    else:
        desk.click("Accept with the values below")
    mention.refresh_from_db()
    assert (mention.state, mention.category, mention.precision) == ("accepted", "intrusion", "year")


def _all_decided(mentions: list[Mention], by: User) -> None:
    found = Mention.objects.filter(pk__in=[mention.pk for mention in mentions])
    states = {state: found.filter(state=state).count() for state in ("accepted", "rejected")}
    assert states == {"accepted": 20, "rejected": 10}
    assert found.filter(incident__isnull=False).count() == 10
    decided = Decision.objects.filter(who=by, model="mention", act__in=("accept", "reject"))
    assert decided.count() == 30
    assert audit.verify().holds


def test_selected_text_moves_a_mention_or_begins_one(
    browser: Browser, live_server: LiveServer, andi: User
) -> None:
    article = ArticleFactory.create(
        text="Awal 🙂 cerita.\nSitus KPU diserang peretas.\nAkhir cerita."
    )
    mention = _mention(article, "Awal", 1)
    desk = Desk(browser, live_server.url, andi)
    desk.go(f"/workspace/mentions/{mention.pk}/")
    select = """(words) => {
        for (const segment of document.querySelectorAll("#article-text [data-at]")) {
            const at = segment.textContent.indexOf(words);
            if (at >= 0) {
                getSelection().setBaseAndExtent(segment.firstChild, at, segment.firstChild, at + words.length);
                return;
            }
        }
    }"""
    desk.page.evaluate(select, "Situs KPU diserang peretas.")
    desk.page.get_by_role("button", name="Move this mention here").click()
    desk.click("Save, stay here")
    mention.refresh_from_db()
    assert mention.evidence == "Situs KPU diserang peretas."
    desk.page.evaluate(select, "Akhir cerita.")
    desk.page.get_by_role("button", name="Add a mention here").click()
    desk.page.select_option("#missed_kind", "threat")
    assert desk.page.input_value("#missed_status") == "warned"
    desk.click("Add as accepted")
    added = Mention.objects.exclude(pk=mention.pk).get()
    assert (added.evidence, added.state) == ("Akhir cerita.", "accepted")
    assert desk.complaints == []


def test_finding_an_incident_leaves_what_was_typed(
    browser: Browser, live_server: LiveServer, andi: User
) -> None:
    incident = make_draft(andi, title="Peladen Situng melambat")
    mention = _mention(ArticleFactory.create(text="Situs KPU diserang."), "Situs KPU diserang.", 1)
    desk = Desk(browser, live_server.url, andi)
    desk.go(f"/workspace/mentions/{mention.pk}/")
    desk.page.fill("#details_reported_by", "Arief Budiman")
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("t")
    desk.page.fill("#find-incident", "situng melambat")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_role("button", name=f"Attach to {incident.public_id}").wait_for()
    assert desk.page.input_value("#details_reported_by") == "Arief Budiman"
    desk.click(f"Attach to {incident.public_id}")
    mention.refresh_from_db()
    assert (mention.incident, mention.reported_by) == (incident, "Arief Budiman")
    assert desk.complaints == []
