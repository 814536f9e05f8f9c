"""A web site on this machine that answers as a test tells it to, also badly."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Reply:
    """A whole answer."""

    body: bytes | str = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """Paths and what they answer; `asked` lists the requests in their order."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Handler] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._stopped = threading.Event()
        site = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site._answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_args: None  # type: ignore[method-assign]  # clients hang up here
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that the site listens on."""
        return int(self._server.server_address[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _headers in self.asked if path != "/robots.txt"]

    def waits(self, seconds: float) -> bool:
        """For handlers that drip: sleeps, and says whether the site was stopped meanwhile."""
        return self._stopped.wait(seconds)

    def stop(self) -> None:
        """Ends the site and what still drips."""
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append((request.path, dict(request.headers)))
        reply = self.replies.get(request.path)
        if callable(reply):
            request.close_connection = True
            reply(request)
            return
        if reply is None:
            reply = Reply("not here", 404)
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        request.send_response(reply.status)
        request.send_header("Content-Type", reply.media_type)
        for name, value in reply.headers.items():
            request.send_header(name, value)
        if "Content-Length" not in reply.headers:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
        request.close_connection = True
