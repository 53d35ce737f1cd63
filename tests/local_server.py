"""A web server on this machine for tests of fetching: each path answers as its handler says."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from corpus.fetch import FetchPolicy

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class LocalServer:
    """A running server and the paths that were asked for."""

    port: int
    asked: list[str]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def policy(self, max_bytes: int = 1_000_000, max_seconds: float = 10.0) -> FetchPolicy:
        """The strict rule, but for this server alone: names under .test are here, everything else is elsewhere."""
        return FetchPolicy(
            max_bytes=max_bytes,
            max_seconds=max_seconds,
            ports=frozenset({self.port}),
            allow=lambda address: address == "127.0.0.1",
            resolve=lambda host, _: ["127.0.0.1"] if host == "127.0.0.1" or host.endswith(".test") else ["10.0.0.1"],
        )


def answer(content: bytes, content_type: str = "text/plain", status: int = 200, **headers: str) -> Answer:
    """Answer with these bytes and headers; an underscore in a name stands for a hyphen."""

    def handle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", content_type)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return handle


@contextlib.contextmanager
def serving(routes: Mapping[str, Answer]) -> Iterator[LocalServer]:
    """Serve these paths until the block ends."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            with contextlib.suppress(OSError):  # the client may hang up: that is what some tests are about
                routes.get(self.path, answer(b"no such page", status=404))(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's own name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield LocalServer(server.server_port, asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
