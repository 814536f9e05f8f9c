"""What all pages of the workspace promise: policy, languages, no inline code, nothing kept in caches."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import User
from incidents.review import publish
from tests.factories import MentionFactory, make_draft, make_published

Login = Callable[[User], Client]


@pytest.fixture
def pages(analyst: User, editor: User) -> list[str]:
    """The addresses of all pages that can be read."""
    mention, draft = MentionFactory.create(), make_draft(analyst)
    record = make_published(analyst, approver=editor)
    correction = publish.propose_correction(
        record, by=analyst, seen_version=record.version, reason="Salah", changes={"title": "Judul"}
    )
    plain = ("queue", "workspace-incidents", "incident-new", "corrections", "submit", "source-add",
             "faults", "learning", "profile", "mfa_index", "account_change_password")  # fmt: skip
    return [
        *(reverse(name) for name in plain),
        *(reverse(name, args=[mention.pk]) for name in ("mention", "mention-history")),
        reverse("article", args=[mention.article_id]),
        *(reverse(name, args=[draft.public_id]) for name in ("incident-edit", "incident-history")),
        reverse("incident-edit", args=[record.public_id]),
        reverse("correction", args=[correction.pk]),
    ]


def test_no_page_has_code_or_styles_of_its_own(
    login: Login, editor: User, pages: list[str]
) -> None:
    client = login(editor)
    for page in pages:
        answer = client.get(page)
        html = answer.content.decode()
        assert answer.status_code == 200, page
        assert not re.search(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*\ssrc=)", html), page
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_every_page_speaks_both_languages(login: Login, editor: User, pages: list[str]) -> None:
    client = login(editor)
    for page in pages:
        titles = set()
        for language in ("id", "en"):
            client.cookies["django_language"] = language
            html = client.get(page).content.decode()
            assert f'<html lang="{language}">' in html, page
            found = re.search(r"<nav.*?</nav>", html, re.S)
            titles.add(found[0] if found else "")
        assert len(titles) == 2, page


def test_every_page_has_one_heading_and_names_for_its_fields(
    login: Login, editor: User, pages: list[str]
) -> None:
    client = login(editor)
    for page in pages:
        html = client.get(page).content.decode()
        assert len(re.findall(r"<h1[ >]", html)) == 1, page
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), (page, [i for i in ids if ids.count(i) > 1])


def test_nothing_of_the_workspace_is_kept_by_caches(
    login: Login, editor: User, pages: list[str]
) -> None:
    client = login(editor)
    for page in pages:
        if page.startswith("/workspace/"):
            assert "no-store" in client.get(page).headers["Cache-Control"], page


def test_forms_from_elsewhere_are_refused(analyst: User) -> None:
    mention = MentionFactory.create()
    client = Client(enforce_csrf_checks=True)
    client.force_login(analyst)
    sent = {"seen_version": mention.version, "reason": "not-cyber"}
    assert client.post(f"/workspace/mentions/{mention.pk}/reject/", sent).status_code == 403
    mention.refresh_from_db()
    assert mention.state == "waiting"


def test_acts_are_not_done_by_links(login: Login, editor: User) -> None:
    mention = MentionFactory.create()
    client = login(editor)
    for act in ("accept", "reject", "reopen", "attach", "detach", "assign", "save", "correct"):
        assert client.get(f"/workspace/mentions/{mention.pk}/{act}/").status_code == 405
    assert client.get("/workspace/undo/").status_code == 405


def test_texts_from_outside_are_never_markup(login: Login, analyst: User) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)> KPU diserang."
    mention = MentionFactory.create(
        article__text=nasty, article__title=nasty, article__outlet=nasty[:100], start=0,
        end=len(nasty), evidence=nasty, reported_by=nasty,
        explanation=[{"rule": nasty, "text": nasty, "weight": 1}],
    )  # fmt: skip
    client = login(analyst)
    for page in ("/workspace/", f"/workspace/mentions/{mention.pk}/",
                 f"/workspace/articles/{mention.article_id}/",
                 f"/workspace/incidents/new/?mention={mention.pk}"):  # fmt: skip
        html = client.get(page).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
