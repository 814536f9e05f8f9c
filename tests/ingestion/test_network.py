"""Connections go to checked addresses only and end by their deadline."""

from __future__ import annotations

import socket
import ssl
import threading
import time

import httpcore2
import pytest
from pytest_django import Settings

from incidents.domain.errors import PermanentError, TemporaryError
from incidents.ingestion import network
from incidents.ingestion.network import CheckedBackend, checked_address, remaining


def answers(*addresses: str) -> network.Resolver:
    """A resolver that gives these addresses."""
    return lambda _host, _port: list(addresses)


@pytest.fixture(autouse=True)
def _nothing_private(settings: Settings) -> None:
    settings.FETCH_ALLOWED_PRIVATE = []


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",), ("169.254.169.254",), ("10.0.0.8",), ("::1",), ("fe80::1%eth0",), ("::ffff:10.0.0.1",),
        ("2002:a00:1::",), ("64:ff9b::a00:1",), ("100.100.100.200",), ("93.184.216.34", "192.168.0.1"),
        ("2606:2800:220:1::1", "fd00::1"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_private_addresses_are_not_dialled(addresses: tuple[str, ...]) -> None:
    with pytest.raises(PermanentError) as caught:
        checked_address("kabar.example", 443, answers(*addresses))
    assert caught.value.reason == "address"
    assert "not public" in str(caught.value)


@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_public_addresses_on_ports_of_the_web(port: int) -> None:
    assert checked_address("kabar.example", port, answers("93.184.216.34")) == "93.184.216.34"


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 11211, 0])
def test_other_ports_are_not_even_looked_up(port: int) -> None:
    def never(_host: str, _port: int) -> list[str]:
        raise AssertionError("looked up")

    with pytest.raises(PermanentError, match="not fetched from"):
        checked_address("kabar.example", port, never)


def test_a_host_may_be_allowed_by_name(settings: Settings) -> None:
    settings.FETCH_ALLOWED_PRIVATE = ["uji.example"]
    assert checked_address("uji.example", 9999, answers("127.0.0.1")) == "127.0.0.1"
    with pytest.raises(PermanentError):
        checked_address("lain.example", 80, answers("127.0.0.1"))


def test_a_name_server_that_does_not_answer_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(network, "RESOLVE_SECONDS", 0.05)
    done = threading.Event()

    def ask(*_args: object, **_values: object) -> list[object]:
        done.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    started = time.monotonic()
    with pytest.raises(TemporaryError) as caught:
        checked_address("lambat.example", 80, network.resolve)
    assert caught.value.reason == "dns"
    assert time.monotonic() - started < 1
    done.set()


def test_the_system_resolver_reads_odd_spellings_as_what_they_are() -> None:
    assert network.resolve("127.0.0.1", 80) == ["127.0.0.1"]
    assert "127.0.0.1" in network.resolve("localhost", 80) or "::1" in network.resolve(
        "localhost", 80
    )


def test_the_deadline_shortens_every_step() -> None:
    assert remaining(time.monotonic() + 5, 2.0) == 2.0
    assert 4.5 < remaining(time.monotonic() + 5, None) <= 5
    assert remaining(time.monotonic() + 0.5, 2.0) <= 0.5
    with pytest.raises(httpcore2.ReadTimeout):
        remaining(time.monotonic() - 1, 2.0)


def test_a_connection_after_the_deadline_is_not_opened(settings: Settings) -> None:
    settings.FETCH_ALLOWED_PRIVATE = ["127.0.0.1"]
    with pytest.raises(httpcore2.ReadTimeout):
        CheckedBackend(time.monotonic() - 1).connect_tcp("127.0.0.1", 80)


def test_certificates_and_names_are_verified() -> None:
    context = network.tls()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert network.tls() is context
