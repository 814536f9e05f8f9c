"""The only place that opens a connection: resolves once, checks every address, dials the checked one."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from functools import cache

import httpcore2
from django.conf import settings
from httpcore2 import SOCKET_OPTION

from incidents.domain.addresses import is_public
from incidents.domain.errors import PermanentError, TemporaryError

Resolver = Callable[[str, int], list[str]]

PORTS = frozenset({80, 443, 8080, 8443})
RESOLVE_SECONDS = 5.0


@cache
def tls() -> ssl.SSLContext:
    """One context for all connections: certificates and host names are verified, the environment ignored."""
    return httpcore2.default_ssl_context()


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host by the system's resolver, within RESOLVE_SECONDS; may raise OSError."""
    answer: list[str] = []
    failure: list[OSError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.extend(dict.fromkeys(str(each[4][0]) for each in found))
        except OSError as error:
            failure.append(error)

    thread = threading.Thread(target=ask, daemon=True)  # getaddrinfo itself knows no time limit
    thread.start()
    thread.join(RESOLVE_SECONDS)
    if failure:
        raise failure[0]
    if not answer:
        raise TimeoutError("the name server does not answer")
    return answer


def checked_address(host: str, port: int, resolver: Resolver) -> str:
    """The address to dial; raises PermanentError(reason="address") unless all the host's are public.

    A host in FETCH_ALLOWED_PRIVATE may have any address and port.
    """
    if host in settings.FETCH_ALLOWED_PRIVATE:
        return resolver(host, port)[0]
    if port not in PORTS:
        raise PermanentError(f"{host}: port {port} is not fetched from.", reason="address")
    try:
        found = resolver(host, port)
    except OSError as error:
        raise TemporaryError(f"{host}: no address found ({error}).", reason="dns") from error
    for address in found:
        if not is_public(ipaddress.ip_address(address.split("%", maxsplit=1)[0])):
            raise PermanentError(
                f"{host} has the address {address}, which is not public.", reason="address"
            )
    return found[0]


class CheckedBackend(httpcore2.NetworkBackend):
    """Connections of one fetch: to checked addresses only, all of them over by `deadline`."""

    def __init__(self, deadline: float, resolver: Resolver = resolve) -> None:
        self._deadline = deadline
        self._resolver = resolver
        self._dialler = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connects to the checked address; TLS still verifies the host's name (httpcore passes it)."""
        address = checked_address(host, port, self._resolver)
        wait = remaining(self._deadline, timeout)
        stream = self._dialler.connect_tcp(address, port, wait, local_address, socket_options)
        return TimedStream(stream, self._deadline)


class TimedStream(httpcore2.NetworkStream):
    """A stream whose every step ends by one deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most `max_bytes` bytes; waits no longer than `timeout` seconds and the deadline."""
        return self._stream.read(max_bytes, remaining(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all of the buffer."""
        self._stream.write(buffer, remaining(self._deadline, timeout))

    def close(self) -> None:
        """Closes the socket."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """The stream under TLS, with the same deadline."""
        wait = remaining(self._deadline, timeout)
        return TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, wait), self._deadline
        )

    def get_extra_info(self, info: str) -> object:
        """What the socket knows of itself."""
        return self._stream.get_extra_info(info)


def remaining(deadline: float, timeout: float | None) -> float:
    """Seconds that one step may still take; raises ReadTimeout when the deadline has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time for the whole answer is over")
    return min(left, timeout) if timeout is not None else left
