"""A real Chromium for the analysts' pages: log-in by cookie, what the console said, what axe found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

from incidents.models import User

# The headless build draws and runs pages as the other does, with three quarters of its work.
_BUILDS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, _BUILDS)), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=1",  # all pages are of one site
]


def launch(playwright: Playwright) -> Browser:
    """Chromium without a window and without anything it would fetch by itself."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


class Desk:
    """One person's browser; `complaints` collects console errors, script errors and CSP violations."""

    def __init__(
        self, browser: Browser, address: str, person: User | None, width: int = 1280
    ) -> None:
        self.address = address
        self.context = browser.new_context(
            locale="en", viewport={"width": width, "height": 900}, base_url=address
        )
        cookies = {settings.LANGUAGE_COOKIE_NAME: "en"}
        if person is not None:
            client = Client()
            client.force_login(person)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[
                settings.SESSION_COOKIE_NAME
            ].value
        self.context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        # A refused form (409, 422) is an answer, although Chromium calls it a failed resource.
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(path)

    @contextmanager
    def turning(self) -> Iterator[None]:
        """What is done inside leads to another page."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            yield

    def press(self, *keys: str) -> None:
        """Press keys, the last of which leads to another page."""
        for key in keys[:-1]:
            self.page.keyboard.press(key)
        with self.turning():
            self.page.keyboard.press(keys[-1])

    def click(self, *names: str) -> None:
        """Click buttons, links or summaries by what they say; the last leads to another page."""
        for name in names[:-1]:
            self._named(name).click()
        with self.turning():
            self._named(names[-1]).click()

    def _named(self, name: str) -> Any:
        return self.page.locator("button, a, summary", has_text=name).locator("visible=true").first


_AXE = Axe().axe_script
# What is needed of the findings, and no more: all of them take longer to send than to make.
_ASK = """asked => axe.run(asked).then(found => found.violations
    .filter(rule => ["serious", "critical"].includes(rule.impact))
    .map(rule => [rule.id, rule.impact, rule.nodes.map(node => node.target).slice(0, 3)]))"""


def serious(page: Page) -> list[list[Any]]:
    """Rules of axe that are broken seriously or critically, how badly, and where."""
    page.evaluate(f"{_AXE}; 0")
    # No rule that is on by itself reads style sheets anew, and there is no sound or film to read.
    asked = {"resultTypes": ["violations"], "preload": False}
    found: list[list[Any]] = page.evaluate(_ASK, asked)
    return found
