"""Fetching a page from the public web, and from nowhere else.

Every address that a name resolves to is checked, and the connection goes to the address that was checked, so a name
that changes its answer between check and connection gains nothing. Redirects are followed by hand, each checked like
the first address. Size is bounded while the body streams in, and one deadline holds for the whole fetch, so a server
that sends a byte a second is cut off too. No proxy is used: through one, the address could not be checked.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import httpcore
import httpx

from corpus.types import CorpusError

MAX_BYTES: Final = 20_000_000
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MAX_URL_CHARS: Final = 2_048
_CHUNK_BYTES: Final = 65_536
_HEADERS: Final = {"User-Agent": "convention-assistant/0.1", "Accept-Encoding": "gzip", "Connection": "close"}

# Ranges that lead back inside by translation or tunnelling, or that `is_global` of some Python versions lets through.
_INDIRECT: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10",
        "192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10",
    )
)  # fmt: skip


def is_public_address(address: str) -> bool:
    """Tell whether an IP address is one of the public internet's own.

    >>> [is_public_address(one) for one in ("8.8.8.8", "127.0.0.1", "100.64.0.1", "::ffff:8.8.8.8")]
    [True, False, False, False]
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # an IPv6 address with a zone is a link-local one
        return False
    if any(parsed in block for block in _INDIRECT if block.version == parsed.version):
        return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)


def resolve_host(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host name, in the order the system prefers them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What may be fetched. The defaults are the rule; tests let in a server of their own."""

    max_bytes: int = MAX_BYTES
    max_seconds: float = 30.0
    max_redirects: int = 5
    ports: frozenset[int] = field(default=frozenset({80, 443}))
    allow: Callable[[str], bool] = is_public_address
    resolve: Callable[[str, int], Sequence[str]] = resolve_host


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: the address it came from in the end, the bytes, the declared content type."""

    url: str
    content: bytes
    content_type: str | None


class RefusedAddressError(CorpusError):
    """The address is not one that this program may fetch."""


class _TooSlowError(Exception):
    """The deadline of the whole fetch has passed."""


def fetch(url: str, policy: FetchPolicy | None = None) -> Fetched:
    """Fetch a public http(s) page; CorpusError if it may not be fetched, cannot be reached, or is too large or slow."""
    policy = policy or FetchPolicy()
    deadline = time.monotonic() + policy.max_seconds
    transport = _GuardedTransport(policy, deadline)
    try:
        with httpx.Client(transport=transport, trust_env=False, headers=_HEADERS) as client:
            return _follow(client, url, policy, deadline)
    except (_TooSlowError, httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise CorpusError(
            f"{url} did not answer in full within {policy.max_seconds:g} seconds. "
            "Try again later, or save the page and add the file."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        reason = str(error) or type(error).__name__
        raise CorpusError(
            f"{url} could not be fetched: {reason}. "
            "Check the address and the connection, or save the page and add the file."
        ) from error


def _follow(client: httpx.Client, url: str, policy: FetchPolicy, deadline: float) -> Fetched:
    target = _checked_url(url, policy)
    for _ in range(policy.max_redirects + 1):
        with client.stream("GET", target) as response:
            if response.status_code not in _REDIRECTS:
                return Fetched(str(target), _body(response, policy, deadline), response.headers.get("content-type"))
            location = response.headers.get("location")
        if not location:
            raise CorpusError(f"{target} redirects without saying where. Find the page's own address and add that.")
        target = _checked_url(str(target.join(location)), policy)
    raise CorpusError(
        f"{url} redirects more than {policy.max_redirects} times. Find the page's own address and add that."
    )


def _checked_url(url: str, policy: FetchPolicy) -> httpx.URL:
    if len(url) > _MAX_URL_CHARS:
        raise RefusedAddressError(f"The address has {len(url)} characters; {_MAX_URL_CHARS} is the most. Shorten it.")
    try:
        parsed = httpx.URL(url).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedAddressError(f"{url!r} is not a web address: {error}. Write it as https://host/path.") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise RefusedAddressError(f"{url!r} is not an http or https address. Save the page and add the file instead.")
    if parsed.userinfo:
        raise RefusedAddressError(f"The address of {parsed.host} holds a user name or password. Remove it.")
    port = parsed.port or {"http": 80, "https": 443}[parsed.scheme]
    if port not in policy.ports:
        allowed = ", ".join(str(one) for one in sorted(policy.ports))
        raise RefusedAddressError(
            f"{url} asks for port {port}; only {allowed} may be used. Save the page and add the file."
        )
    return parsed


def _body(response: httpx.Response, policy: FetchPolicy, deadline: float) -> bytes:
    if response.status_code != httpx.codes.OK:
        raise CorpusError(
            f"{response.url} answered {response.status_code} {response.reason_phrase}, not 200. "
            "Check the address in a browser."
        )
    # One layer of gzip grows a chunk a thousandfold at most; other or stacked encodings could exhaust the memory.
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", ""):
        raise CorpusError(
            f"{response.url} is encoded as {encoding!r}, which was not asked for. Save the page and add the file."
        )
    body = bytearray()
    for chunk in response.iter_bytes(_CHUNK_BYTES):
        body += chunk
        if len(body) > policy.max_bytes:
            raise CorpusError(
                f"{response.url} is larger than {policy.max_bytes} bytes. Save the part you need as a file."
            )
        if time.monotonic() > deadline:
            raise _TooSlowError
    return bytes(body)


class _GuardedTransport(httpx.BaseTransport):
    """HTTP over connections to checked addresses only."""

    def __init__(self, policy: FetchPolicy, deadline: float) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), network_backend=_GuardedBackend(policy, deadline)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Stream(response), request=request)

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name once, checks every address, connects to a checked one, and holds the deadline."""

    def __init__(self, policy: FetchPolicy, deadline: float) -> None:
        self._policy = policy
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._policy.resolve(host, port)
        refused = [address for address in addresses if not self._policy.allow(address)]
        if refused or not addresses:
            raise RefusedAddressError(
                f"{host} is at {', '.join(refused) or 'no address'}, which is not a public internet address. "
                "Only public pages are fetched; save the page and add the file instead."
            )
        return self._first_to_answer(addresses, port)

    def _first_to_answer(self, addresses: Sequence[str], port: int) -> httpcore.NetworkStream:
        *others, last = addresses
        for address in others:
            try:
                return self._connect(address, port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port)

    def _connect(self, address: str, port: int) -> httpcore.NetworkStream:
        stream = self._backend.connect_tcp(address, port, timeout=_left(self._deadline))
        return _DeadlineStream(stream, self._deadline)


class _DeadlineStream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline of the whole fetch."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline))
        return _DeadlineStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's own signature
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _TooSlowError
    return left
