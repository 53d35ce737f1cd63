"""Serving the page on one address: the socket is bound before anything slow, every answer has strict headers."""

from __future__ import annotations

import contextlib
import socket
from typing import Final

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_PORT: Final = 65_535
MAX_BODY_BYTES: Final = 64_000  # the longest question, in the widest script and escaped, takes a quarter of it

# Gradio builds its templates with `Function` and writes styles into the page, hence the two exceptions.
# All the rest, and above all every connection, is held to this server: no outside request can leave the page.
_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = (
    (b"content-security-policy", _POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
# What the page needs of Gradio. The rest stays closed: uploads, files, proxying, monitoring, its API and pages.
_OPEN_PATHS: Final = frozenset({"/", "/config", "/favicon.ico", "/theme.css", "/gradio_api/app_id"})
_OPEN_FOLDERS: Final = ("/assets/", "/static/", "/gradio_api/queue/", "/gradio_api/heartbeat/")


class AddressError(Exception):
    """The server cannot listen where it was told to; the message says where, why and what to do."""


class Guard:
    """ASGI middleware: adds the security headers, and refuses all that the page does not need."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or close it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        refusal = _refusal(scope)
        if refusal is None:
            await self._app(scope, receive, send_guarded)
        else:
            await send_guarded({"type": "http.response.start", "status": refusal, "headers": []})
            await send_guarded({"type": "http.response.body", "body": b""})


def _refusal(scope: Scope) -> int | None:
    """Return the status that refuses a request: a path that is closed, a body too large or of unknown size."""
    if scope["path"] not in _OPEN_PATHS and not scope["path"].startswith(_OPEN_FOLDERS):
        return 404
    if scope["method"] in {"GET", "HEAD"}:
        return None
    length = dict(scope["headers"]).get(b"content-length", b"")
    if not length.isdigit():
        return 411
    return 413 if int(length) > MAX_BODY_BYTES else None


def new_app() -> FastAPI:
    """Return an application without documentation pages, behind the guard."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guard)
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
