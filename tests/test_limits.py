"""The gate of the server: how often a client may ask, the password, the names that it answers to."""

from __future__ import annotations

import base64
import socket
from collections.abc import Iterator

import httpx
import pytest
from doors_server import doors_app, running
from starlette.types import Scope

from assistant.engine import Engine
from assistant.settings import Settings
from corpus.types import LANGUAGES, CorpusError, Language
from web.doors import phrases
from web.limits import Access, Buckets, client_of, exposure_warning, takes_a_token

PASSWORD = "пароль-ə:1"  # noqa: S105 - the password of a server of these tests


class Clock:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


# ---- buckets -----------------------------------------------------------------------------------------


def test_half_a_minute_s_tokens_at_once_then_one_at_a_steady_rate() -> None:
    clock = Clock()
    buckets = Buckets(12, clock=clock)  # one in five seconds, six at once
    assert [buckets.wait_seconds("a") for _ in range(7)] == [0, 0, 0, 0, 0, 0, 5]
    assert buckets.wait_seconds("b") == 0
    clock.now += 2
    assert buckets.wait_seconds("a") == pytest.approx(3)
    clock.now += 3
    assert [buckets.wait_seconds("a") for _ in range(2)] == [0, pytest.approx(5)]
    clock.now += 3_600
    assert [buckets.wait_seconds("a") for _ in range(7)] == [0, 0, 0, 0, 0, 0, pytest.approx(5)]


def test_one_a_minute_is_one_at_once_and_nought_is_no_limit() -> None:
    clock = Clock()
    one = Buckets(1, clock=clock)
    assert [one.wait_seconds("a") for _ in range(2)] == [0, 60]
    none = Buckets(0, clock=clock)
    assert {none.wait_seconds("a") for _ in range(10_000)} == {0}
    assert len(none) == 0


def test_the_clients_unheard_of_longest_are_forgotten() -> None:
    clock = Clock()
    buckets = Buckets(2, max_clients=3, clock=clock)
    for client in ("a", "b", "c"):
        assert buckets.wait_seconds(client) == 0
    assert buckets.wait_seconds("a") > 0  # heard of again
    assert buckets.wait_seconds("d") == 0
    assert len(buckets) == 3
    assert buckets.wait_seconds("a") > 0
    assert buckets.wait_seconds("b") == 0  # was forgotten


# ---- who a client is, and what takes a token -----------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("not an address", "not an address"),
    ],
)
def test_a_client_is_an_address_or_a_subscriber_s_network(address: str, client: str) -> None:
    assert client_of({"client": (address, 1)}) == client
    assert client_of({"client": None}) == ""


@pytest.mark.parametrize(
    ("path", "query", "takes"),
    [
        ("/api/ask", b"", True),
        ("/api/search", b"q=a", True),
        ("/v1/chat/completions", b"", True),
        ("/mcp", b"", True),
        ("/gradio_api/queue/join", b"", True),
        ("/convention", b"lang=az&q=a", True),
        ("/convention", b"lang=az", False),
        ("/", b"q=a", False),
        ("/assets/a.js", b"", False),
        ("/gradio_api/queue/data", b"", False),
        ("/health", b"", False),
        ("/metrics", b"", False),
        ("/docs", b"", False),
    ],
)
def test_what_makes_the_engine_work_takes_a_token(path: str, query: bytes, takes: bool) -> None:
    scope: Scope = {"path": path, "query_string": query}
    assert takes_a_token(scope) is takes


# ---- a running server ----------------------------------------------------------------------------------


@pytest.fixture
def limited(engine: Engine) -> Iterator[httpx.Client]:
    """A server that takes two questions at once."""
    app = doors_app(engine, Access(None, 4, frozenset()))
    with running(app) as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def guarded(engine: Engine) -> Iterator[httpx.Client]:
    """A server with a password."""
    app = doors_app(engine, Access(PASSWORD, 0, frozenset()))
    with running(app) as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_too_often_is_told_so_in_their_language(limited: httpx.Client, language: Language) -> None:
    headers = {"accept-language": language}
    for _ in range(2):
        assert limited.get("/api/documents", headers=headers).status_code == 200
    refused = limited.post("/api/ask", json={"question": "Who?"}, headers=headers)
    seconds = int(refused.headers["retry-after"])
    assert (refused.status_code, 1 <= seconds <= 15) == (429, True)
    assert refused.json()["error"]["message"] == phrases.LIMITED[language].format(seconds=seconds)
    chat = limited.post("/gradio_api/queue/join", json={}, headers=headers)
    assert (chat.status_code, chat.headers["content-type"]) == (429, "text/plain; charset=utf-8")
    assert chat.text.strip() == phrases.LIMITED[language].format(seconds=int(chat.headers["retry-after"]))
    assert limited.get("/health").status_code == 200
    assert 'turned_away_total{reason="rate_limited"} 2.0' in limited.get("/metrics").text
    other = limited.get("/api/documents", headers={"x-forwarded-for": "192.0.2.1"})
    assert other.status_code == 200  # another client, by the word of a proxy on this machine


@pytest.mark.parametrize("path", ["/", "/api/documents", "/v1/models", "/mcp", "/metrics", "/docs", "/nothing"])
def test_without_the_password_nothing_is_open_but_the_health(guarded: httpx.Client, path: str) -> None:
    for headers in ({}, {"authorization": "Bearer no"}, {"authorization": "Basic !"}, {"authorization": PASSWORD_ONLY}):
        refused = guarded.get(path, headers={**headers, "accept-language": "ru"})
        assert refused.status_code == 401
        assert phrases.NO_PASSWORD["ru"] in refused.text
        assert refused.headers["www-authenticate"] == 'Basic realm="Convention Assistant", charset="UTF-8"'
        assert "default-src 'none'" in refused.headers["content-security-policy"]
    assert guarded.get("/health").status_code == 200


def basic(name: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{name}:{password}'.encode()).decode()}"


PASSWORD_ONLY = basic("", "")


def test_the_password_opens_as_basic_and_as_bearer(guarded: httpx.Client) -> None:
    for header in (basic("", PASSWORD), basic("anyone", PASSWORD), f"Bearer {PASSWORD}", f"bearer {PASSWORD}"):
        authorization = {b"authorization": header.encode()}
        assert guarded.get("/api/documents", headers=authorization).status_code == 200
        assert guarded.get("/nothing", headers=authorization).status_code == 404
    for header in (basic(PASSWORD, ""), basic("", PASSWORD + " "), f"Digest {PASSWORD}", f"Bearer {PASSWORD[:-1]}"):
        assert guarded.get("/api/documents", headers={b"authorization": header.encode()}).status_code == 401


def test_guessing_the_password_is_limited(engine: Engine) -> None:
    with running(doors_app(engine, Access(PASSWORD, 4, frozenset()))) as address:
        codes = [
            httpx.get(f"{address}docs", headers={"authorization": f"Bearer {guess}"}, trust_env=False).status_code
            for guess in range(3)
        ]
        right = httpx.get(f"{address}docs", headers={"authorization": basic("", PASSWORD)}, trust_env=False)
    assert codes == [401, 401, 429]
    assert right.status_code == 200  # reading the page takes no token


def test_only_known_names_are_answered_to(engine: Engine) -> None:
    access = Access.of(Settings(hosts=("Chat.Example",)), "127.0.0.1")
    with running(doors_app(engine, access)) as address:
        port = address.rstrip("/").rpartition(":")[2]
        for host, status in (
            (f"127.0.0.1:{port}", 200),
            (f"LOCALHOST:{port}", 200),
            ("localhost", 200),
            ("[::1]:80", 200),
            ("chat.example", 200),
            ("evil.example", 421),
            (f"evil.example:{port}", 421),
            ("127.0.0.1.evil.example", 421),
        ):
            found = httpx.get(f"{address}api/documents", headers={"host": host}, trust_env=False)
            assert found.status_code == status, host
    assert found.json()["error"]["message"] == phrases.WRONG_HOST["en"]


def test_a_web_socket_is_closed(engine: Engine) -> None:
    with running(doors_app(engine)) as address:
        host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(
                b"GET /gradio_api/queue/join HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
            )
            assert b" 101 " not in connection.recv(200)


# ---- settings ------------------------------------------------------------------------------------------


def test_who_may_ask_is_set_in_the_environment() -> None:
    settings = Settings.from_environment(
        {
            "ASSISTANT_PASSWORD": PASSWORD,
            "ASSISTANT_QUESTIONS_PER_MINUTE": "30",
            "ASSISTANT_HOSTS": "chat.example, other.example",
        }
    )
    assert (settings.password, settings.questions_per_minute) == (PASSWORD, 30)
    assert settings.hosts == ("chat.example", "other.example")
    assert PASSWORD not in repr(settings)
    unset = Settings.from_environment({"ASSISTANT_PASSWORD": "", "ASSISTANT_QUESTIONS_PER_MINUTE": ""})
    assert (unset.password, unset.questions_per_minute, unset.hosts) == (None, 120, ())


@pytest.mark.parametrize("value", ["-1", "many", "1.5", "٣", "9" * 10])
def test_a_limit_that_is_no_number_is_an_error(value: str) -> None:
    with pytest.raises(CorpusError, match=r"ASSISTANT_QUESTIONS_PER_MINUTE is .+ a whole number"):
        Settings.from_environment({"ASSISTANT_QUESTIONS_PER_MINUTE": value})


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7"])
def test_an_open_server_without_a_password_is_warned_of(address: str) -> None:
    assert f"on {address}, and no password" in str(exposure_warning(Settings(), address))
    assert exposure_warning(Settings(password=PASSWORD), address) is None
    assert Access.of(Settings(), address).hosts == frozenset()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.1.2.3", "::1"])
def test_a_server_for_this_machine_alone_is_not(address: str) -> None:
    assert exposure_warning(Settings(), address) is None
    assert Access.of(Settings(), address).hosts == {"127.0.0.1", "localhost", "[::1]"}
    assert Access.of(Settings(password=PASSWORD), address).hosts == frozenset()
