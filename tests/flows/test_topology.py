"""The processes of the image and the compose file, started as there, on given servers, behind nginx."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.flows.stack import Stack, free_port
from tracker.local.home import BASE
from tracker.local.program import Program
from tracker.local.supervisor import Supervisor
from tracker.local.topology import Site, answers

COMPOSE = yaml.safe_load((BASE / "docker-compose.yml").read_text("utf-8"))
ENV = {
    "BEHIND_PROXY": "true",
    "SITE_URL": "https://siaga.example",
    "ALLOWED_HOSTS": "siaga.example",
    "FETCH_ALLOWED_PRIVATE": "",  # the stack's is for its own outlets
}


class Deployed:
    """web, worker and beat with the commands of the compose file."""

    def __init__(self, stack: Stack, folder: Path) -> None:
        self.port = free_port()
        self.folder = folder
        self.env = {
            **stack.env,
            **ENV,
            "PATH": f"{Path(sys.executable).parent}:/usr/sbin:/usr/bin:/bin",
            # The stack's own worker uses number 0.
            "REDIS_URL": f"{stack.env['REDIS_URL']}?db=1",
        }
        self.supervisor = Supervisor(
            [
                self._program("web", ready=answers(Site(bind="127.0.0.1", port=self.port))),
                self._program("worker", ready=self._worker_says_ready),
                self._program("beat", ready=lambda _pid: any(folder.glob("beat*"))),
            ],
            folder,
            say=lambda _line: None,
        )

    def _program(self, name: str, **more: Any) -> Program:
        words = COMPOSE["services"][name].get("command") or image_command()
        command = [
            word.replace("0.0.0.0:8000", f"127.0.0.1:{self.port}").replace("/tmp", str(self.folder))  # noqa: S108 - replaced
            for word in words
        ]
        # As many as the image starts would each load the whole site.
        command = ["--workers=1" if word.startswith("--workers=") else word for word in command]
        command[0] = str(shutil.which(command[0], path=self.env["PATH"]))
        return Program(name=name, command=command, env=self.env, stop_seconds=8, **more)

    def _worker_says_ready(self, _pid: int) -> bool:
        return " ready." in (self.folder / "worker.log").read_text("utf-8")

    def shell(self, words: list[str]) -> subprocess.CompletedProcess[str]:
        """Run the health check of a service."""
        return subprocess.run(
            words, cwd=BASE, env=self.env, capture_output=True, text=True, check=False
        )


def image_command() -> list[str]:
    """CMD of the Dockerfile."""
    text = (BASE / "Dockerfile").read_text("utf-8").replace("\\\n", "")
    found = re.search(r"^CMD (\[.*\])$", text, re.MULTILINE)
    assert found is not None
    words: list[str] = json.loads(found[1])
    return words


@pytest.fixture(scope="module")
def deployed(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """The processes, ready."""
    running = Deployed(stack, tmp_path_factory.mktemp("deployed"))
    try:
        running.supervisor.start()
        yield running
    finally:
        running.supervisor.stop()


def test_the_settings_of_the_compose_file_pass_every_check(deployed: Deployed) -> None:
    done = deployed.shell(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    )
    assert done.returncode == 0, done.stderr


def test_the_health_check_of_web_finds_it_well(deployed: Deployed) -> None:
    _cmd, python, option, script = COMPOSE["services"]["web"]["healthcheck"]["test"]
    done = deployed.shell([python, option, script.replace(":8000", f":{deployed.port}")])
    assert done.returncode == 0, done.stderr


def test_the_worker_takes_from_every_queue(deployed: Deployed) -> None:
    told = (deployed.folder / "worker.log").read_text("utf-8")
    assert set(re.findall(r"\.> (\w+) +exchange=", told)) == {"poll", "fetch", "extract"}


@pytest.mark.skipif(
    not shutil.which("nginx", path="/usr/sbin:/usr/bin"), reason="nginx is not installed"
)
def test_a_page_comes_through_the_proxy_and_plain_http_is_sent_to_https(
    deployed: Deployed,
) -> None:
    port = free_port()
    site = (BASE / "deploy" / "nginx.conf").read_text("utf-8")
    site = site.replace("web:8000", f"127.0.0.1:{deployed.port}").replace("8080", str(port))
    folder = deployed.folder
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/body; include {folder}/site.conf; }}\n",
        "utf-8",
    )
    proxy = Program(
        name="proxy",
        command=[
            str(shutil.which("nginx", path="/usr/sbin:/usr/bin")),
            *("-e", "stderr", "-c", str(folder / "nginx.conf")),
        ],
        env={},
        ready=answers(Site(bind="127.0.0.1", port=port)),
    )
    supervisor = Supervisor([proxy], folder, say=lambda _line: None)
    try:
        supervisor.start()
        assert asked(port, "/", "X-Forwarded-Proto: https")[0] == 200
        status, location = asked(port, "/")
        assert (status, location) == (301, "https://siaga.example/")
        assert asked(port, "/", "X-Forwarded-Proto: https", host="evil.example")[0] == 400
    finally:
        supervisor.stop()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_args: object) -> None:
        """None: take the answer as it is."""


def asked(port: int, path: str, *headers: str, host: str = "siaga.example") -> tuple[int, str]:
    """Status and Location of one request through the proxy."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        headers={"Host": host, **dict(line.split(": ") for line in headers)},
    )
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=20) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Location", "")
