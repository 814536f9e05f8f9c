"""The page for errors of the server cannot itself fail."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.test import RequestFactory
from django.views.defaults import server_error
from pytest_django import Settings


def test_it_is_shown_where_no_static_file_was_collected(settings: Settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    settings.STATIC_ROOT = "/nowhere"
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Terjadi galat" in answer.content.decode()


def test_it_runs_no_code_and_says_it_in_both_languages() -> None:
    source = (Path(settings.BASE_DIR) / "templates" / "500.html").read_text("utf-8")
    assert not re.search(r"\{%|\{\{", source)
    assert "Terjadi galat di peladen" in source
    assert 'lang="en">Something went wrong' in source


def test_its_style_sheet_is_where_the_page_says() -> None:
    page = server_error(RequestFactory().get("/")).content.decode()
    found = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert found is not None
    name = found[1].removeprefix(settings.STATIC_URL)
    assert (Path(settings.BASE_DIR) / "incidents" / "static" / name).is_file()
