"""The web chat without a browser: texts, dates, the server's address and guard, the colours."""

from __future__ import annotations

import asyncio
import re
import socket
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from starlette.types import Message, Receive, Scope, Send
from web_fakes import LANGUAGES

import ui
from corpus.types import Edition, Location
from web.formats import choose_language, format_date, format_location, format_number
from web.server import AddressError, Guard, listen
from web.texts import EXAMPLES, TEXTS, Texts


def test_the_three_languages_have_the_same_phrases_with_the_same_gaps() -> None:
    gaps = re.compile(r"\{\w+\}")
    for field in fields(Texts):
        values = [getattr(TEXTS[language], field.name) for language in LANGUAGES]
        if isinstance(values[0], str):
            assert all(values), field.name
            assert len({tuple(sorted(gaps.findall(value))) for value in values}) == 1, field.name
    assert all(set(texts.editions) == set(get_args(Edition)) for texts in TEXTS.values())
    assert all(set(texts.languages) == set(TEXTS["en"].languages) for texts in TEXTS.values())
    assert all(len(texts.months) == 12 for texts in TEXTS.values())
    assert set(EXAMPLES) == set(TEXTS) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("published", "english", "russian", "azerbaijani"),
    [
        ("2026-02-23", "23 February 2026", "23 февраля 2026 г.", "23 fevral 2026-cı il"),
        ("2024-12-24", "24 December 2024", "24 декабря 2024 г.", "24 dekabr 2024-cü il"),
        ("2025-10-05", "5 October 2025", "5 октября 2025 г.", "5 oktyabr 2025-ci il"),
        (None, "no date", "без даты", "tarixsiz"),
        ("2026", "2026", "2026", "2026"),
    ],
)
def test_dates(published: str | None, english: str, russian: str, azerbaijani: str) -> None:
    assert [format_date(published, TEXTS[language]) for language in ("en", "ru", "az")] == [
        english,
        russian,
        azerbaijani,
    ]


def test_places_and_numbers() -> None:
    assert [format_location(Location(41, 2), TEXTS[language]) for language in ("en", "ru", "az")] == [
        "Article 41, paragraph 2",
        "Статья 41, пункт 2",
        "Maddə 41, bənd 2",
    ]
    assert format_location(None, TEXTS["en"]) == format_location(Location(None), TEXTS["en"]) == ""
    assert [format_number(12_000, TEXTS[language]) for language in ("en", "ru")] == ["12,000", "12\u00a0000"]


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "chosen"),
    [
        ("az", "ru", "en", "az"),
        ("xx", "ru", "en", "ru"),
        (None, "", "az-AZ,az;q=0.9,en;q=0.8", "az"),
        (None, None, "tr;q=0.9, en;q=0.5, ru-RU;q=0.8", "ru"),
        (None, None, "de, ru;q=0, *;q=0.1", "en"),
        (None, None, "ru;q=nonsense;;,", "en"),
        (None, None, None, "en"),
    ],
)
def test_the_language_is_asked_else_kept_else_the_browser_s(
    asked: str | None, kept: str | None, accepted: str | None, chosen: str
) -> None:
    assert choose_language(asked, kept, accepted) == chosen


# ---- the address, the guard, the colours -------------------------------------------------------------


def test_a_port_in_use_and_a_port_that_does_not_exist_are_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert ui.main(["--port", str(port)]) == 2
    assert re.fullmatch(rf"127\.0\.0\.1:{port} cannot be used \(.+\); .+--port\.\n", capsys.readouterr().err)
    assert ui.main(["--port", "70000"]) == 2
    assert capsys.readouterr().err == "Port 70000 does not exist; choose one from 1 to 65535.\n"
    with pytest.raises(SystemExit, match="2"):
        ui.main(["--port", "eighty"])
    assert "invalid int value: 'eighty'" in capsys.readouterr().err


def test_an_unknown_host_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(AddressError, match=r"The host 'nowhere' is unknown .+--host 127\.0\.0\.1\."):
        listen("nowhere", 0)


@pytest.mark.parametrize(
    ("method", "path", "length", "status"),
    [
        ("GET", "/", None, 200),
        ("GET", "/assets/a.js", None, 200),
        ("GET", "/gradio_api/file=ui.py", None, 404),
        ("GET", "/convention/article-41", None, 200),
        ("GET", "/conventional", None, 404),
        ("POST", "/gradio_api/upload", b"10", 404),
        ("POST", "/gradio_api/queue/join", b"64000", 200),
        ("POST", "/gradio_api/queue/join", b"64001", 413),
        ("POST", "/gradio_api/queue/join", None, 411),
    ],
)
def test_the_guard_refuses_what_the_page_does_not_need(
    method: str, path: str, length: bytes | None, status: int
) -> None:
    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if length is None else [(b"content-length", length)]
    asyncio.run(Guard(inner)({"type": "http", "method": method, "path": path, "headers": headers}, receive, send))
    assert sent[0]["status"] == status
    policy = dict(sent[0]["headers"])[b"content-security-policy"]
    is_strict = status != 200 or path.startswith("/convention")
    assert (b"default-src 'none'" if is_strict else b"connect-src 'self'") in policy


def test_the_colours_have_enough_contrast_in_both_schemes() -> None:
    style = (Path(ui.__file__).parent / "web" / "style.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    text = [("ink", "paper"), ("ink", "card"), ("ink", "tint"), ("soft", "paper"), ("soft", "card"), ("soft", "tint")]
    text += [("ink", "caution-tint"), ("caution", "caution-tint"), ("caution", "card"), ("soft", "caution-tint")]
    text += [("on-mark", "mark"), ("on-accent", "accent"), ("accent", "paper"), ("accent", "card"), ("accent", "tint")]
    text += [("good", "good-tint"), ("good", "paper"), ("paper", "ink"), ("card", "error"), ("error", "caution-tint")]
    text += [("error", "error-tint"), ("error", "card"), ("error", "paper")]
    for scheme in (light, dark):
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", scheme))
        for front, back in text:
            assert contrast(colours[front], colours[back]) >= 4.5, (front, back)
        assert contrast(colours["edge"], colours["card"]) >= 3


def contrast(front: str, back: str) -> float:
    """The WCAG contrast ratio of two colours."""
    high, low = sorted((luminance(front), luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
