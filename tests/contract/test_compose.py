"""docker-compose.yml is well formed, whole, and as closed as it says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

from tracker.local.home import BASE

FILES = [BASE / "docker-compose.yml", BASE / "deploy" / "secrets.compose.yml"]
OURS = ("migrate", "web", "worker", "beat")


def read(path: Path) -> dict[str, Any]:
    """The file as plain data: nothing set by the operator, anchors and merges resolved."""
    text = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", path.read_text("utf-8"))
    parsed: dict[str, Any] = yaml.safe_load(text)
    return parsed


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The services of the main file."""
    found: dict[str, Any] = read(FILES[0])["services"]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_follows_the_compose_specification(path: Path) -> None:
    PyCompose.from_json(json.dumps(read(path))).validate()


def test_it_has_the_whole_topology(services: dict[str, Any]) -> None:
    assert set(services) == {"db", "redis", "migrate", "web", "worker", "beat", "proxy"}


def test_whatever_a_service_waits_for_exists_and_can_become_so(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "healthcheck" in services[other], f"{name} waits for {other}"
            else:
                assert how["condition"] == "service_completed_successfully"
                assert services[other]["restart"] == "no", f"{other} never completes"


def test_every_lasting_service_has_a_health_check_and_restarts(services: dict[str, Any]) -> None:
    for name, service in services.items():
        if name != "migrate":
            assert service["healthcheck"]["test"], name
            assert service["restart"] == "unless-stopped", name


def test_every_volume_is_declared(services: dict[str, Any]) -> None:
    declared = set(read(FILES[0])["volumes"])
    used = {
        volume.split(":")[0] for each in services.values() for volume in each.get("volumes", [])
    }
    assert {name for name in used if not name.startswith(".")} == declared


def test_only_the_proxy_is_reached_from_outside(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


@pytest.mark.parametrize("name", [*OURS, "redis", "proxy"])
def test_a_service_that_reads_the_outside_can_do_little(
    services: dict[str, Any], name: str
) -> None:
    service = services[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


def test_our_image_does_not_run_as_root_and_copies_what_exists() -> None:
    text = (BASE / "Dockerfile").read_text("utf-8")
    assert re.findall(r"^USER (\w+)", text, re.MULTILINE) == ["siaga"]
    let_in = {
        line[1:] for line in (BASE / ".dockerignore").read_text("utf-8").split() if line[0] == "!"
    }
    for source in re.findall(r"^COPY (?!--from)(\S+)", text, re.MULTILINE):
        assert (BASE / source).exists(), source
        assert source in let_in, source


def test_no_secret_has_a_value_in_the_files() -> None:
    for path in FILES:
        for line in path.read_text("utf-8").splitlines():
            if re.search(r"(PASSWORD|SECRET_KEY)\w*: ", line):
                assert re.search(r": (\$\{\w+:-\}|/run/secrets/\w+)$", line), line


def test_every_variable_of_the_files_is_documented() -> None:
    documented = set(re.findall(r"^#?([A-Z_]+)=", (BASE / ".env.example").read_text("utf-8"), re.M))
    for path in FILES:
        used = set(re.findall(r"\$\{(\w+)", path.read_text("utf-8")))
        assert {name.removesuffix("_FILE") for name in used} <= documented


def test_every_secret_may_come_from_a_file() -> None:
    overlay = read(FILES[1])["services"]
    for name in OURS:
        assert set(overlay[name]["environment"]) == {"DATABASE_PASSWORD_FILE", "SECRET_KEY_FILE"}
        assert set(overlay[name]["secrets"]) == set(read(FILES[1])["secrets"])


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_the_proxy_accepts_its_configuration(tmp_path: Path) -> None:
    site = (BASE / "deploy" / "nginx.conf").read_text("utf-8")
    (tmp_path / "site.conf").write_text(site.replace("web:8000", "127.0.0.1:8000"), "utf-8")
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{ access_log off; include {tmp_path}/site.conf; }}\n",
        "utf-8",
    )
    done = subprocess.run(
        [str(shutil.which("nginx")), "-t", "-e", "stderr", "-c", str(tmp_path / "nginx.conf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
