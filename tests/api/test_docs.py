"""The page that describes the API: complete, and without script or inline style."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from incidents.api.v1 import docs

pytestmark = pytest.mark.django_db


def test_every_operation_is_on_the_page(client: Client) -> None:
    page = client.get("/api/v1/docs/").content.decode()

    for path, methods in docs.schema()["paths"].items():
        assert path in page
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page


def test_the_page_passes_a_strict_policy(client: Client) -> None:
    answer = client.get("/api/v1/docs/")
    page = answer.content.decode()

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\sstyle=|<style|\son\w+=", page)


def test_links_to_shapes_lead_somewhere(client: Client) -> None:
    page = client.get("/api/v1/docs/").content.decode()
    targets = set(re.findall(r'href="#([^"]+)"', page)) - {"main"}
    anchors = set(re.findall(r'id="([^"]+)"', page))

    assert targets
    assert targets <= anchors


def test_openapi_is_served_as_yaml(client: Client) -> None:
    answer = client.get("/api/v1/openapi.yaml")

    assert answer["Content-Type"].startswith("application/yaml")
    assert answer.content.startswith(b"openapi: 3")
