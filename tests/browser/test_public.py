"""A reader's way through the public pages in a real browser, with and without script."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.domain.records import Period
from incidents.domain.vocabulary import Precision
from incidents.models import Incident
from incidents.review import publish
from tests.factories import (
    ElectionFactory,
    MentionFactory,
    PlaceFactory,
    UserFactory,
    make_draft,
    make_published,
)

from .workspace_browser import CHROMIUM, serious

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def record(transactional_db: None) -> Incident:
    """A published record with evidence, an election, a place and a measure; and an outage beside it."""
    from incidents.review.access import ensure_roles

    ensure_roles()  # the roles went with the emptied tables
    analyst = UserFactory.create(role="analyst")
    editor = UserFactory.create(role="editor")
    election = ElectionFactory.create(code="pemilu-2019", polling_day=date(2019, 4, 17))
    place = PlaceFactory.create(
        code="ID-JI", parent=PlaceFactory.create(code="ID"), tile_column=7, tile_row=5
    )
    day = Period(date(2019, 4, 18), date(2019, 4, 18), Precision.DAY)
    mention = MentionFactory.create(reported_by="Arief Budiman")
    made = make_published(
        analyst, approver=editor, mention=mention, when=day, elections=[election.code],
        places=[place.code], title="Serangan pada sistem KPU", title_en="Attacks on the systems",
        note="Bertentangan.", note_en="Disputed.",
    )  # fmt: skip
    make_published(analyst, approver=editor, category="overload", when=day)
    gone = make_published(analyst, approver=editor, when=day)
    publish.retract(gone, by=editor, seen_version=gone.version, reason="Keliru.")
    make_draft(analyst, title="Rancangan rahasia")
    return made


class Watched:
    """A page whose complaints are kept: console errors, script errors, policy violations."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            " e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"
        )

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)


def test_from_the_overview_to_a_record_and_into_the_other_language(
    browser: Browser, live_server: LiveServer, record: Incident
) -> None:
    context = browser.new_context(locale="id-ID")
    watched = Watched(context)
    page = watched.page
    page.goto(live_server.url + "/")
    expect(page.locator("html")).to_have_attribute("lang", "id")
    expect(page.get_by_text("Rancangan rahasia")).to_have_count(0)

    page.get_by_role("link", name=record.title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(record.title)
    assert page.get_by_text("Arief Budiman").count() >= 1
    page.get_by_role("button", name="English").click()

    expect(page).to_have_url(live_server.url + record.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text(record.title_en)
    page.goto(live_server.url + "/elections/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert watched.complaints == []


def test_filtering_by_keyboard_alone(
    browser: Browser, live_server: LiveServer, record: Incident
) -> None:
    context = browser.new_context(locale="en-GB")
    watched = Watched(context)
    page = watched.page
    page.goto(live_server.url + "/incidents/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("serangan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/?q=serangan*")

    expect(page.get_by_role("link", name=record.title_en)).to_have_count(1)
    assert watched.complaints == []


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1280, "dark")])
def test_no_page_has_a_serious_fault_or_breaks_its_policy(
    browser: Browser, live_server: LiveServer, record: Incident, width: int, scheme: Any
) -> None:
    retracted = Incident.objects.get(lifecycle="retracted")
    addresses = ["/", "/incidents/?kind=attack&q=serangan", "/incidents/?kind=nonsense",
                 record.get_absolute_url(), retracted.get_absolute_url(), "/elections/",
                 "/elections/pemilu-2019", "/about/", "/api/v1/docs/", "/nonsense"]  # fmt: skip
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="en-GB"
    )
    watched = Watched(context)
    for address in addresses:
        watched.page.goto(live_server.url + address)
        assert serious(watched.page) == [], address
        wide = watched.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, address
    told = [line for line in watched.complaints if "status of 40" not in line]
    assert told == []


def test_everything_can_be_read_without_script(
    browser: Browser, live_server: LiveServer, record: Incident
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(live_server.url + "/")
    page.get_by_role("link", name=record.title_en).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(record.title_en)
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(record.title)
    page.goto(live_server.url + "/incidents/")
    page.select_option("select[name=kind]", "attack")
    page.locator("form.filters button[type=submit]").click()
    expect(page.get_by_role("link", name=record.title)).to_have_count(1)
