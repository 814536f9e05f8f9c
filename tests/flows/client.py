"""A program that uses the running site's API with a token, as other people's programs do."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from typing import Any

from tests.flows.stack import Stack


class Client:
    """Requests of one person; `name` is one of the accounts made at the first start."""

    def __init__(self, stack: Stack, name: str) -> None:
        self._site = stack.site.url
        secret = base64.b64encode(f"{name}:{stack.password(name)}".encode()).decode()
        made = self._send("POST", "/api/v1/tokens/", {}, f"Basic {secret}")
        self._authorization = f"Token {made['token']}"

    def get(self, path: str) -> Any:
        """The parsed answer to GET; fails on any status but 2xx."""
        return self._send("GET", path, None, self._authorization)

    def post(self, path: str, **body: object) -> Any:
        """The parsed answer to POST; fails on any status but 2xx."""
        return self._send("POST", path, body, self._authorization)

    def refused(self, path: str, **body: object) -> tuple[int, str]:
        """Status and error code of a POST that must be refused."""
        try:
            answer = self.post(path, **body)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())["error"]["code"]
        raise AssertionError(f"{path} was not refused: {answer}")

    def _send(self, method: str, path: str, body: object, authorization: str) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the site under test
            self._site + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": authorization},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - the site under test
            return json.loads(answer.read())
