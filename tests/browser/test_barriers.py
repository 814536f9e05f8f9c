"""axe on every page that people who work here see: taken from the URL configuration, so that none is left out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from incidents.models import User
from tests.contract.test_route_matrix import ALL, World
from tests.factories import UserFactory

from .workspace_browser import CHROMIUM, Desk, serious

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]

PASSWORD = "kotak-suara-9-terkunci"
# Asked for anew before the second factor is changed; after it was given, these pages open.
BEHIND_PASSWORD = ("mfa_activate_totp", "mfa_generate_recovery_codes")
# The pages of the admin with a make of their own, and one of each that Django makes.
ADMIN = (
    "/admin/", "/admin/incidents/fault/", "/admin/incidents/source/add/", "/admin/incidents/user/",
    "/admin/incidents/incident/{incident}/change/", "/admin/incidents/item/",
    "/admin/incidents/incident/{incident}/history/",
)  # fmt: skip
_SEND = """({path, data}) => {
    const form = document.createElement("form");
    form.method = "post"; form.action = path;
    const token = document.querySelector("[name=csrfmiddlewaretoken]");
    form.append(token.cloneNode());
    for (const [name, values] of Object.entries(data)) for (const value of [values].flat()) {
        const field = document.createElement("input");
        field.type = "hidden"; field.name = name; field.value = value; form.append(field);
    }
    document.body.append(form); form.submit();
}"""
Barriers = dict[str, object]


@pytest.fixture
def boss(transactional_db: None) -> User:
    """An administrator: sees every page."""
    boss = UserFactory.create(username="adi", role="administrator")
    boss.set_password(PASSWORD)
    boss.save(update_fields=["password"])
    return boss


@pytest.fixture
def world(boss: User) -> World:
    """A row of each kind that an address can name."""
    return World()


def readable(person: User, world: World) -> dict[str, str]:
    """Name and address of every page of workspace and accounts that answers with a page."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    found = {}
    for name in ALL:
        if name.startswith("admin:") or name == "account_logout":
            continue
        address = reverse(name, kwargs=world.arguments(name))
        if not address.startswith(("/workspace/", "/accounts/")):
            continue
        answer = client.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found[name] = address
    return found


def look(desk: Desk, name: str, wrong: Barriers) -> None:
    """Notes in `wrong` what is wrong with the page that is shown."""
    sideways = desk.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    heard = list(desk.complaints)  # before axe, whose own styles the policy stops
    if (barriers := serious(desk.page)) or heard or sideways > 0:
        wrong[name] = (barriers, heard, sideways)
    desk.complaints.clear()


def send(desk: Desk, path: str, data: Mapping[str, object]) -> None:
    """Posts a form with these fields from the page that is shown."""
    with desk.turning():
        desk.page.evaluate(_SEND, {"path": path, "data": data})


def test_no_page_to_read_has_a_serious_barrier(
    browser: Browser, live_server: LiveServer, boss: User, world: World
) -> None:
    wrong: Barriers = {}
    desk = Desk(browser, live_server.url, boss, width=375)
    pages = readable(boss, world)
    assert {"queue", "mention", "incident-edit", "learning", "profile", "mfa_index"} <= set(pages)
    pages["account_logout"] = "/accounts/logout/"
    pages["published"] = f"/workspace/incidents/{world.public.public_id}/"
    pages |= {path: path.format(incident=world.public.pk) for path in ADMIN}
    for name, path in pages.items():
        desk.go(path)
        look(desk, name, wrong)
    assert wrong == {}


def test_no_answer_to_a_form_has_a_serious_barrier(
    browser: Browser, live_server: LiveServer, boss: User, world: World
) -> None:
    wrong: Barriers = {}
    desk = Desk(browser, live_server.url, boss, width=375)
    draft, public, mention = world.draft, world.public, world.mention
    record = f"/workspace/incidents/{draft.public_id}/"
    stale = {"seen_version": draft.version - 1}
    answers: dict[str, tuple[str, dict[str, object]]] = {
        "merge preview": (
            f"{record}merge/",
            {"seen_version": draft.version, "into": public.public_id, "reason": "Sama"},
        ),
        "merge refused": (f"{record}merge/", {"seen_version": draft.version, "into": "2019-0999"}),
        "split refused": (f"{record}split/", {"seen_version": draft.version}),
        "record conflict": (f"{record}save/", {**stale, "title": "Lain", "kind": "attack"}),
        "record refused": (f"{record}save/", {"seen_version": draft.version}),
        "mention conflict": (
            f"/workspace/mentions/{mention.pk}/reject/",
            {"seen_version": mention.version + 5, "reason": "duplicate"},
        ),
        "mention refused": (
            f"/workspace/mentions/{mention.pk}/save/",
            {"seen_version": mention.version},
        ),
        "bulk preview": (
            "/workspace/bulk/preview/",
            {"chosen": f"{mention.pk}:{mention.version}", "act": "accept"},
        ),
        "submission refused": ("/workspace/submit/", {"url": "ftp://x", "what": "url"}),
        "source refused": ("/workspace/sources/add/", {"address": "ftp://x"}),
    }
    for name, (path, data) in answers.items():
        desk.go("/workspace/")
        send(desk, path, data)
        look(desk, name, wrong)
    desk.go("/workspace/mentions/999999/")
    look(desk, "not found", wrong)
    assert wrong == {}


def test_no_page_of_logging_in_has_a_serious_barrier(
    browser: Browser, live_server: LiveServer, boss: User
) -> None:
    wrong: Barriers = {}
    desk = Desk(browser, live_server.url, None, width=375)

    def log_in(password: str) -> None:
        desk.go("/accounts/login/")
        desk.page.fill("#id_login", boss.username)
        desk.page.fill("#id_password", password)
        desk.page.keyboard.press("Enter")

    desk.go("/accounts/login/")
    look(desk, "log in", wrong)
    log_in("salah")
    desk.page.get_by_text("not correct").wait_for()
    look(desk, "wrong password", wrong)
    log_in(PASSWORD)
    desk.page.wait_for_url("**/workspace/")
    for name in BEHIND_PASSWORD:
        desk.go(reverse(name))
        look(desk, name, wrong)
    TOTP.activate(boss, "JBSWY3DPEHPK3PXP")
    desk.context.clear_cookies(name="sessionid")
    log_in(PASSWORD)
    desk.page.wait_for_url("**/2fa/authenticate/")
    look(desk, "second factor", wrong)
    assert wrong == {}
