"""Who may ask the server, and how often: the gate before the chat, its pages and every other door."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.settings import Settings
from web.doors import phrases
from web.doors.app import is_door
from web.doors.errors import Problem, language_of

_MAX_CLIENTS: Final = 10_000  # whose buckets are kept, some 2 MB; those unheard of longest go first
_CLOSED: Final = 1008  # the code of a web socket that is closed because of a policy
_LOCAL_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HEADERS: Final = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
)


class Buckets:
    """A bucket of tokens for each client: a request takes one, and they come back at a steady rate.

    Half of a minute's tokens can be taken at once. For use in one thread, as a server's event loop is.
    """

    def __init__(
        self, per_minute: int, max_clients: int = _MAX_CLIENTS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_second = per_minute / 60
        self._most = max(1.0, per_minute / 2)
        self._max_clients = max_clients
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # client -> tokens, and when they were so

    def __len__(self) -> int:
        return len(self._buckets)

    def wait_seconds(self, client: str) -> float:
        """Take a token for a client; return 0, or the seconds until there is one. A rate of 0 sets no limit."""
        if not self._per_second:
            return 0.0
        now = self._clock()
        tokens, since = self._buckets.pop(client, (self._most, now))
        tokens = min(self._most, tokens + (now - since) * self._per_second)
        is_there = tokens >= 1
        self._buckets[client] = (tokens - 1 if is_there else tokens, now)
        if len(self._buckets) > self._max_clients:
            self._buckets.popitem(last=False)
        return 0.0 if is_there else (1 - tokens) / self._per_second


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask: whoever knows the password, or all; so many questions a minute; under these names, or any."""

    password: str | None
    questions_per_minute: int
    hosts: frozenset[str]

    @classmethod
    def of(cls, settings: Settings, address: str) -> Access:
        """Return what the settings say for a server on an address.

        On this machine alone, without a password, only local names are answered to: else a web page whose own name
        was made to lead here could read what is meant for this machine's user.
        """
        is_guarded = _is_local(address) and not settings.password
        hosts = _LOCAL_NAMES | {host.lower() for host in settings.hosts} if is_guarded else frozenset()
        return cls(settings.password, settings.questions_per_minute, hosts)


def exposure_warning(settings: Settings, address: str) -> str | None:
    """Return a warning if a server on an address can be asked by others, without a password; None if it cannot."""
    if _is_local(address) or settings.password:
        return None
    return (
        f"Warning: other machines can reach the chat on {address}, and no password protects it. "
        "Set ASSISTANT_PASSWORD, or listen on 127.0.0.1."
    )


def _is_local(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


class Gate:
    """ASGI middleware: asks for the password, counts the questions of each client, and answers to known names only."""

    def __init__(self, app: ASGIApp, access: Access, turned_away: Callable[[str], None]) -> None:
        self._app = app
        self._access = access
        self._buckets = Buckets(access.questions_per_minute)
        self._turned_away = turned_away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it with a readable problem."""
        if scope["type"] == "websocket":  # nothing here uses one
            await send({"type": "websocket.close", "code": _CLOSED})
            return
        problem = self._problem(scope) if scope["type"] == "http" else None
        if problem is None:
            await self._app(scope, receive, send)
            return
        self._turned_away(problem.code)
        await _send(problem, scope["path"], send)

    def _problem(self, scope: Scope) -> Problem | None:
        headers = dict(scope["headers"])
        language = language_of(scope["query_string"], scope["headers"])
        if scope["path"] == "/health":
            return None
        if self._access.hosts and _host(headers) not in self._access.hosts:
            return Problem(421, "wrong_host", phrases.WRONG_HOST[language])
        offered = headers.get(b"authorization")
        is_known = self._access.password is None or _fits(offered, self._access.password)
        if takes_a_token(scope) or (not is_known and offered is not None):  # guessing the password takes tokens too
            seconds = math.ceil(self._buckets.wait_seconds(client_of(scope)))
            if seconds:
                message = phrases.LIMITED[language].format(seconds=seconds)
                return Problem(429, "rate_limited", message, headers={"retry-after": str(seconds)})
        if not is_known:
            challenge = 'Basic realm="Convention Assistant", charset="UTF-8"'  # a second one puts Chromium off
            return Problem(401, "no_password", phrases.NO_PASSWORD[language], headers={"www-authenticate": challenge})
        if scope["path"].startswith("/mcp") and not _is_own_page(headers):
            return Problem(403, "other_origin", phrases.OTHER_ORIGIN[language])
        return None


def takes_a_token(scope: Scope) -> bool:
    """Whether a request makes the engine work: a question of the chat, a search, anything at the other doors."""
    path = scope["path"]
    if path in {"/openapi.json", "/docs", "/health", "/metrics"}:
        return False
    is_search = path == "/convention" and "q" in parse_qs(scope["query_string"].decode("latin-1"))
    return is_search or is_door(path) or path.startswith("/gradio_api/queue/join")


def client_of(scope: Scope) -> str:
    """Return what a client is known by: its address, or the network of it that one subscriber has (IPv6)."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return str(host)[:64]
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))


def _host(headers: Mapping[bytes, bytes]) -> str:
    host = headers.get(b"host", b"").decode("latin-1").lower()
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdecimal() else host


def _is_own_page(headers: Mapping[bytes, bytes]) -> bool:
    """Whether a request comes from no web page, or from one of this server."""
    origin = headers.get(b"origin")
    return origin is None or origin.partition(b"://")[2] == headers.get(b"host")


def _fits(offered: bytes | None, password: str) -> bool:
    """Whether an Authorization header has the password: HTTP Basic with any name, or a bearer token."""
    scheme, _, value = (offered or b"").partition(b" ")
    given = value.strip()
    if scheme.lower() == b"basic":
        try:
            given = base64.b64decode(given, validate=True).partition(b":")[2]
        except binascii.Error:
            return False
    elif scheme.lower() != b"bearer":
        return False
    # Digests are compared, in constant time, so that not even the password's length can be measured.
    return hmac.compare_digest(hashlib.sha256(given).digest(), hashlib.sha256(password.encode()).digest())


async def _send(problem: Problem, path: str, send: Send) -> None:
    """Send a problem: as the door's JSON, or as a line of text to a browser."""
    is_json = is_door(path)
    media_type = b"application/json" if is_json else b"text/plain; charset=utf-8"
    content = problem.content(path) if is_json else f"{problem.message}\n".encode()
    own = [(name.encode(), value.encode()) for name, value in problem.headers.items()]
    headers = [(b"content-type", media_type), (b"content-length", str(len(content)).encode()), *own, *_HEADERS]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
