"""The committed OpenAPI description is that of the code, valid and without warnings."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from incidents.api.v1 import docs

SNAPSHOT = Path(settings.BASE_DIR) / "docs" / "openapi.yaml"


def test_the_snapshot_is_current(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mend it with: manage.py spectacular --lang en --file docs/openapi.yaml."""
    GENERATOR_STATS.reset()
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", lang="en", fail_on_warn=True, file=str(made), stdout=StringIO())
    capsys.readouterr()

    assert made.read_text("utf-8") == SNAPSHOT.read_text("utf-8")


def test_the_description_is_valid() -> None:
    validate_schema(docs.schema())  # type: ignore[no-untyped-call] # the library types it not


def test_every_error_is_described_in_the_one_shape() -> None:
    for path, methods in docs.schema()["paths"].items():
        for method, operation in methods.items():
            for code, answer in operation["responses"].items():
                if int(code) >= 400:
                    content = answer["content"]["application/json"]["schema"]
                    assert content == {"$ref": "#/components/schemas/Error"}, (method, path, code)
