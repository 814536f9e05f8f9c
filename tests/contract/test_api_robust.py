"""Whatever is asked of the reading addresses, the answer is one that the description names."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
import yaml
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case

# As committed, which is that of the code (test_openapi.py): every test process reads it.
DESCRIPTION = yaml.load((site.BASE_DIR / "docs" / "openapi.yaml").read_bytes(), yaml.CSafeLoader)

pytestmark = pytest.mark.django_db


def readings() -> list[tuple[str, str]]:
    """Method and path of every operation that only reads."""
    return [("GET", path) for path, methods in DESCRIPTION["paths"].items() if "get" in methods]


@pytest.mark.parametrize(("method", "path"), readings())
def test_no_request_breaks_a_reading_address(method: str, path: str) -> None:
    operation = schemathesis.openapi.from_dict(DESCRIPTION)[path][method]

    @settings(
        max_examples=8, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: Case[Any]) -> None:
        cache.clear()
        client = Client(raise_request_exception=True)
        query = {name: str(value) for name, value in (case.query or {}).items()}
        answer = client.get(case.formatted_path, query)
        assert answer.status_code in {200, 400, 404}, (case.formatted_path, query)
        assert answer["Content-Type"] == "application/json"
        if answer.status_code >= 400:
            assert set(answer.json()) == {"error"}

    ask()
