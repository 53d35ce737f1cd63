"""An OpenAI-compatible server on this machine for tests: what it says, and how badly it behaves, is up to the test."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

_PASSAGE = re.compile(r'<passage number="(\d+)" language="(\w+)">(.*?)</passage>', re.DOTALL)
_QUESTION = re.compile(r"<question>(.*?)</question>", re.DOTALL)


@dataclass(frozen=True)
class Asked:
    """What the server was asked: the whole body, its headers, and what our prompt holds."""

    body: dict[str, Any]
    authorization: str

    @property
    def system(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def user(self) -> str:
        return str(self.body["messages"][-1]["content"])

    @property
    def passages(self) -> dict[int, tuple[str, str]]:
        """Number -> (language, text)."""
        return {int(number): (language, unescape(text)) for number, language, text in _PASSAGE.findall(self.user)}

    @property
    def question(self) -> str:
        [question] = _QUESTION.findall(self.user)
        return unescape(question)

    @property
    def language(self) -> str:
        [name] = re.findall(r"2\. Write in (\w+)", self.system)
        return {"English": "en", "Russian": "ru", "Azerbaijani": "az"}[name]


@dataclass(frozen=True)
class Reply:
    """How the server answers: `text` in pieces, with pauses, and what goes wrong on the way."""

    text: str = ""
    finish: str | None = "stop"
    status: int = 200
    streams: bool = True
    pause_seconds: float = 0.0  # before each piece
    piece_chars: int = 7
    ends: Literal["properly", "silently", "broken"] = "properly"
    raw: bytes | None = None  # sent as it is, instead of all that


Speak = Callable[[Asked], Reply]


@dataclass
class ModelServer:
    """A running server, what it was asked, and how it answers; `speak` may be changed between questions."""

    port: int
    speak: Speak
    asked: list[Asked] = field(default_factory=list)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    model: ModelServer

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # hung up between two questions
            super().handle()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = Asked(body, self.headers.get("Authorization", ""))
        self.model.asked.append(asked)
        with contextlib.suppress(OSError):  # the client hangs up: that is what some tests are about
            self._answer(self.model.speak(asked), streams=bool(body.get("stream")))

    def _answer(self, reply: Reply, *, streams: bool) -> None:
        if self.path != "/v1/chat/completions":
            return self._send(404, b'{"error": {"message": "no such path"}}')
        if reply.raw is not None:
            return self._send(reply.status, reply.raw, "text/event-stream")
        if reply.status != 200:
            return self._send(reply.status, json.dumps({"error": {"message": "not now"}}).encode())
        if streams and reply.streams:
            return self._stream(reply)
        time.sleep(reply.pause_seconds)
        choice = {"index": 0, "message": {"role": "assistant", "content": reply.text}, "finish_reason": reply.finish}
        return self._send(200, json.dumps(_envelope("chat.completion", choice)).encode())

    def _stream(self, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in _pieces(reply):
            time.sleep(reply.pause_seconds)
            self._event({"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None})
        if reply.ends == "broken":
            self.close_connection = True
            self.connection.close()
            return
        if reply.ends == "properly":
            self._event({"index": 0, "delta": {}, "finish_reason": reply.finish})
            self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, choice: dict[str, Any]) -> None:
        self._chunk(b"data: " + json.dumps(_envelope("chat.completion.chunk", choice)).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _send(self, status: int, content: bytes, content_type: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's own name
        """Say nothing."""


def _pieces(reply: Reply) -> Sequence[str]:
    return [reply.text[at : at + reply.piece_chars] for at in range(0, len(reply.text), reply.piece_chars)]


def _envelope(kind: str, choice: dict[str, Any]) -> dict[str, Any]:
    return {"id": "one", "object": kind, "created": 0, "model": "test", "choices": [choice]}


@contextlib.contextmanager
def serving_model(speak: Speak) -> Iterator[ModelServer]:
    """Serve a model until the block ends."""

    class Handler(_Handler):
        """Belongs to this server alone."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model = ModelServer(server.server_port, speak)
    Handler.model = model
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
