"""Fetching: public addresses only, each hop checked and pinned, size and time bounded."""

from __future__ import annotations

import dataclasses
import gzip
import time
from http.server import BaseHTTPRequestHandler

import pytest
from local_server import Answer, answer, serving

from corpus.fetch import FetchPolicy, fetch, is_public_address
from corpus.types import CorpusError


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001:80b::200e"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "::1", "0.0.0.0", "::", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "100.64.0.1", "100.127.255.255",
        "224.0.0.1", "239.1.1.1", "ff02::1", "ff0e::1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
        "198.51.100.1", "203.0.113.1", "192.0.0.8", "192.88.99.1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::7f00:1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2001:0:1::1", "2001:db8::1", "fec0::1", "localhost", "",
    ],
)  # fmt: skip
def test_other_addresses_are_not(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/", "127.0.0.1, which is not a public internet address"),
        ("http://localhost/", "which is not a public internet address"),
        ("http://127.1/", "127.0.0.1, which is not"),
        ("http://2130706433/", "127.0.0.1, which is not"),
        ("http://0x7f.0.0.1/", "127.0.0.1, which is not"),
        ("http://[::1]/", "::1, which is not"),
        ("http://[::ffff:127.0.0.1]/", "which is not a public"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254, which is not"),
        ("https://10.0.0.1/", "10.0.0.1, which is not"),
        ("http://8.8.8.8:22/", "asks for port 22; only 80, 443 may be used"),
        ("http://user:secret@8.8.8.8/", "holds a user name or password"),
        ("ftp://8.8.8.8/file", "is not an http or https address"),
        ("file:///etc/passwd", "is not an http or https address"),
        ("http:///path", "is not an http or https address"),
        ("http://8.8.8.8/" + "a" * 3000, "has 3015 characters; 2048 is the most"),
        ("http://[::1/", "is not a web address"),
    ],
)
def test_the_strict_rule_refuses(url: str, reason: str) -> None:
    with pytest.raises(CorpusError) as refused:
        fetch(url)
    assert reason in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_page_comes_back_whole() -> None:
    with serving({"/a": answer("Конвенция ü".encode(), "text/plain; charset=utf-8")}) as server:
        page = fetch(server.url("/a#part"), server.policy())
    assert (page.content.decode(), page.content_type) == ("Конвенция ü", "text/plain; charset=utf-8")
    assert page.url == server.url("/a")


def test_redirects_are_followed_to_the_end_and_relative_ones_too() -> None:
    routes = {
        "/1": answer(b"", status=301, Location="/2"),
        "/3": answer(b"here"),
    }
    with serving(routes) as server:
        routes["/2"] = answer(b"", status=307, Location=server.url("/3", host="other.test"))
        page = fetch(server.url("/1"), server.policy())
    assert (page.content, page.url, server.asked) == (b"here", server.url("/3", host="other.test"), ["/1", "/2", "/3"])


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://inside.example:{port}/", "10.0.0.1, which is not a public internet address"),
        ("http://127.0.0.1:1/", "asks for port 1"),
        ("http://user:pw@127.0.0.1:{port}/", "user name or password"),
        ("file:///etc/passwd", "is not an http or https address"),
        ("gopher://127.0.0.1/", "is not an http or https address"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(target: str, reason: str) -> None:
    routes: dict[str, Answer] = {}
    with serving(routes) as server:
        routes["/"] = answer(b"", status=302, Location=target.format(port=server.port))
        with pytest.raises(CorpusError, match=reason):
            fetch(server.url("/"), server.policy())
        assert server.asked == ["/"]


def test_a_redirect_circle_ends_after_five() -> None:
    with serving({"/": answer(b"", status=302, Location="/")}) as server:
        with pytest.raises(CorpusError, match="redirects more than 5 times"):
            fetch(server.url("/"), server.policy())
        assert server.asked == ["/"] * 6


def test_a_redirect_to_nowhere_says_so() -> None:
    with serving({"/": answer(b"", status=302)}) as server, pytest.raises(CorpusError, match="without saying where"):
        fetch(server.url("/"), server.policy())


def test_one_private_address_among_public_ones_refuses_all() -> None:
    with serving({"/": answer(b"secret")}) as server:
        policy = dataclasses.replace(server.policy(), resolve=lambda *_: ["127.0.0.1", "192.168.0.7"])
        with pytest.raises(CorpusError, match=r"192\.168\.0\.7, which is not"):
            fetch(server.url("/", host="both.test"), policy)
        assert server.asked == []


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that answers differently the second time is asked only once."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with serving({"/": answer(b"checked")}) as server:
        policy = dataclasses.replace(server.policy(), resolve=lambda *_: next(answers))
        assert fetch(server.url("/", host="rebinding.test"), policy).content == b"checked"
    assert next(answers) == ["10.0.0.1"]


def test_the_second_address_is_tried_when_the_first_is_dead() -> None:
    with serving({"/": answer(b"alive")}) as server:
        policy = dataclasses.replace(
            server.policy(), resolve=lambda *_: ["127.0.0.2", "127.0.0.1"], allow=lambda one: one.startswith("127.")
        )
        assert fetch(server.url("/", host="two.test"), policy).content == b"alive"


def test_a_name_without_an_address_and_a_dead_server_are_clear() -> None:
    with serving({}) as server:
        policy = server.policy()
        with pytest.raises(CorpusError, match="no address"):
            fetch(server.url("/"), dataclasses.replace(policy, resolve=lambda *_: []))
    with pytest.raises(CorpusError, match=r"could not be fetched: .*Check the address and the connection"):
        fetch(server.url("/"), policy)


def test_a_status_other_than_200_is_named() -> None:
    with serving({"/500": answer(b"oops", status=500)}) as server:
        with pytest.raises(CorpusError, match="answered 404 Not Found"):
            fetch(server.url("/nothing"), server.policy())
        with pytest.raises(CorpusError, match="answered 500"):
            fetch(server.url("/500"), server.policy())


def test_a_body_without_end_is_cut_off() -> None:
    sent = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)
            sent.append(65_536)

    with serving({"/": endless}) as server, pytest.raises(CorpusError, match="larger than 300000 bytes"):
        fetch(server.url("/"), server.policy(max_bytes=300_000))


def test_a_small_archive_of_a_huge_page_is_cut_off() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < 100_000
    routes = {
        "/": answer(bomb, Content_Encoding="gzip"),
        "/small": answer(gzip.compress(b"ok"), Content_Encoding="gzip"),
    }
    with serving(routes) as server:
        with pytest.raises(CorpusError, match="larger than 1000000 bytes"):
            fetch(server.url("/"), server.policy())
        assert fetch(server.url("/small"), server.policy()).content == b"ok"


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
def test_an_encoding_not_asked_for_is_refused(encoding: str) -> None:
    routes = {"/": answer(b"?", Content_Encoding=encoding)}
    with serving(routes) as server, pytest.raises(CorpusError, match=f"encoded as '{encoding}'"):
        fetch(server.url("/"), server.policy())


@pytest.mark.parametrize("slow_part", ["head", "body", "silence"])
def test_a_server_that_drips_is_cut_off_at_the_deadline(slow_part: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        if slow_part == "body":
            handler.send_response(200)
            handler.end_headers()
        for _ in range(100):
            time.sleep(0.05)
            if slow_part != "silence":
                handler.wfile.write(b"H")
                handler.wfile.flush()

    with serving({"/": drip}) as server:
        started = time.monotonic()
        with pytest.raises(CorpusError, match=r"did not answer in full within 0\.4 seconds"):
            fetch(server.url("/"), server.policy(max_seconds=0.4))
        assert time.monotonic() - started < 4  # a hundred drips would take five


def test_a_truncated_download_is_an_error() -> None:
    def truncated(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")

    with (
        serving({"/": truncated}) as server,
        pytest.raises(CorpusError, match=r"could not be fetched: .*(incomplete|without)"),
    ):
        fetch(server.url("/"), server.policy())


def test_a_proxy_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving({"/": answer(b"direct")}) as server:
        assert fetch(server.url("/"), server.policy()).content == b"direct"


def test_the_default_policy_is_the_strict_one() -> None:
    policy = FetchPolicy()
    assert (policy.max_bytes, policy.max_redirects, policy.ports) == (20_000_000, 5, frozenset({80, 443}))
    assert policy.allow is is_public_address
