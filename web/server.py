"""Serving the page on one address: the socket is bound before anything slow, every answer has strict headers."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from typing import Final

import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.policy import PLAIN_POLICY, chat_policy

MAX_PORT: Final = 65_535
MAX_BODY_BYTES: Final = 64_000  # the longest question, in the widest script and escaped, takes a quarter of it

_HEADERS: Final = (
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_SITE_PAGES: Final = ("/convention", "/timeline", "/statements", "/about", "/site")
# What the page needs of Gradio. The rest stays closed: uploads, files, proxying, monitoring, its API and pages.
_OPEN_PATHS: Final = frozenset({"/", "/config", "/favicon.ico", "/theme.css", "/gradio_api/app_id"})
_OPEN_FOLDERS: Final = ("/assets/", "/static/", "/gradio_api/queue/", "/gradio_api/heartbeat/")


Missing = Callable[[Request], Response]


class AddressError(Exception):
    """The server cannot listen where it was told to; the message says where, why and what to do."""


class Guard:
    """ASGI middleware: adds the security headers, and refuses all that the page does not need.

    `missing` is the page for an address that leads nowhere; without it the answer is empty.
    """

    def __init__(self, app: ASGIApp, missing: Missing | None = None) -> None:
        self._app = app
        self._missing = missing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or close it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope)
        if refusal == 404 and self._missing and scope["method"] in {"GET", "HEAD"}:
            await self._missing(Request(scope))(scope, receive, _guarded(send, PLAIN_POLICY))
        elif refusal is not None:
            guarded = _guarded(send, PLAIN_POLICY)
            await guarded({"type": "http.response.start", "status": refusal, "headers": []})
            await guarded({"type": "http.response.body", "body": b""})
        elif scope["path"] == "/":
            await self._app(scope, receive, _ChatPage(send))
        else:
            await self._app(scope, receive, _guarded(send, PLAIN_POLICY if _is_site(scope["path"]) else chat_policy()))


def _guarded(send: Send, policy: str) -> Send:
    """Return a `send` that adds the security headers."""

    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = ((b"content-security-policy", policy.encode()), *_HEADERS)
            message["headers"] = [*message.get("headers", ()), *headers]
        await send(message)

    return send_guarded


class _ChatPage:
    """A `send` that holds the chat's page back until it is whole, since its policy names the scripts in it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Take a part of the page; send everything once it is there."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if self._start is None or message.get("more_body", False):
            return
        guarded = _guarded(self._send, chat_policy(self._body))
        await guarded(self._start)
        await guarded({"type": "http.response.body", "body": self._body})


def _refusal(scope: Scope) -> int | None:
    """Return the status that refuses a request: a path that is closed, a body too large or of unknown size."""
    path = scope["path"]
    if path not in _OPEN_PATHS and not path.startswith(_OPEN_FOLDERS) and not _is_site(path):
        return 404
    if scope["method"] in {"GET", "HEAD"}:
        return None
    length = dict(scope["headers"]).get(b"content-length", b"")
    if not length.isdigit():
        return 411
    return 413 if int(length) > MAX_BODY_BYTES else None


def _is_site(path: str) -> bool:
    """Whether an address is that of a page beside the chat."""
    return any(path == page or path.startswith(f"{page}/") for page in _SITE_PAGES)


def new_app(missing: Missing | None = None) -> FastAPI:
    """Return an application without documentation pages, behind the guard; `missing` as the guard has it."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guard, missing=missing)
    return app


def listen(host: str, port: int) -> socket.socket:
    """Bind a socket; AddressError says in one sentence why it cannot be done. Port 0 takes any free port."""
    if not 0 <= port <= MAX_PORT:
        raise AddressError(f"Port {port} does not exist; choose one from 1 to {MAX_PORT}.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return _bound(socket.socket(family, socket.SOCK_STREAM), address)
    except socket.gaierror as error:
        raise AddressError(f"The host {host!r} is unknown ({error.strerror}); try --host 127.0.0.1.") from error
    except PermissionError as error:
        raise AddressError(f"Port {port} is reserved to the system; choose one above 1023 with --port.") from error
    except OSError as error:
        raise AddressError(
            f"{host}:{port} cannot be used ({error.strerror}); stop what uses it, or choose another with --port."
        ) from error


def _bound(listener: socket.socket, address: tuple[object, ...]) -> socket.socket:
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def address_of(listener: socket.socket) -> str:
    """Return the address to open in a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(app: ASGIApp, listener: socket.socket) -> None:
    """Serve until interrupted. No access log: an address may carry a question."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
