"""The web chat in a real browser while an answer is being written: growing, failing, and barely over."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from browsing import LANGUAGES, Newcomer, ask, violations
from playwright.sync_api import expect
from web_fakes import FakeEngine

from assistant.types import Answer, Question
from corpus.types import Language
from web.chat import Chat, Reply
from web.page import build_page, mount
from web.server import address_of, listen, new_app
from web.texts import TEXTS

pytest_plugins = ("browser_fixtures",)


@contextlib.contextmanager
def served(chat: Chat) -> Iterator[str]:
    """Serve a chat's page from this process; yield its address."""
    with listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(uvicorn.Config(mount(new_app(), build_page(chat)), log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield address_of(listener)
        server.should_exit = server.force_exit = True  # without waiting for the browser's open streams
        thread.join(10)


class SlowEngine(FakeEngine):
    """Writes one piece, then waits until it is told to go on; fails where it is asked to."""

    def __init__(self) -> None:
        super().__init__("The Convention", "The Convention was", "The Convention was signed")
        self.go_on = threading.Event()

    def stream(self, question: Question) -> Iterator[Answer]:
        if "fail" in question.text:
            raise RuntimeError("the model has gone")
        for number, answer in enumerate(super().stream(question)):
            yield answer
            if number == 1:
                assert self.go_on.wait(20)


@pytest.fixture(scope="module")
def slow() -> Iterator[tuple[str, SlowEngine]]:
    """The page over an engine that streams, served from this process."""
    engine = SlowEngine()
    with served(Chat(engine)) as address:
        yield address, engine


def test_an_answer_is_shown_while_it_is_written_and_said_once(newcomer: Newcomer, slow: tuple[str, SlowEngine]) -> None:
    address, engine = slow
    page = newcomer(elsewhere=address).visit("?lang=en")
    page.evaluate(
        """() => {
          window.said = [];
          new MutationObserver(() => window.said.push(document.getElementById("announcement").textContent))
            .observe(document.getElementById("announcement"), { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.locator("#question").fill("How many states signed it?")
    page.keyboard.press("Enter")
    turn = page.locator(".turn")
    expect(turn).to_have_attribute("data-status", "partial")
    expect(turn.locator(".text")).to_have_text("The Convention")
    expect(turn.locator(".pending")).to_have_text(TEXTS["en"].partial)
    assert page.evaluate("window.said") == []
    assert violations(page) == []
    engine.go_on.set()
    expect(turn).to_have_attribute("data-status", "answered")
    expect(turn.locator(".marker")).to_have_count(2)
    expect(page.locator("#announcement")).to_contain_text("74 states signed it.")
    assert len(page.evaluate("window.said")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_of_ours_is_said_in_words(
    newcomer: Newcomer, slow: tuple[str, SlowEngine], language: Language
) -> None:
    page = newcomer(elsewhere=slow[0]).visit(f"?lang={language}")
    turn = ask(page, "Please fail")
    expect(turn.locator(".failure")).to_have_text(TEXTS[language].failed)
    expect(turn.locator(".failure")).to_have_attribute("lang", language)
    assert page.locator(".feedback").count() == 0


class LingeringChat(Chat):
    """Has shown an answer for a while before its event is over, as on a busy machine."""

    def ask(self, question: str, conversation: str, language: str, shown: int = 0) -> Iterator[Reply]:
        yield from super().ask(question, conversation, language, shown)
        time.sleep(1)


@pytest.fixture(scope="module")
def lingering() -> Iterator[str]:
    with served(LingeringChat(FakeEngine())) as address:
        yield address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_asked_as_soon_as_an_answer_shows_is_not_lost(
    newcomer: Newcomer, lingering: str, language: Language
) -> None:
    page = newcomer(elsewhere=lingering).visit(f"?lang={language}")
    for _ in range(3):
        expect(ask(page, "74?")).to_have_attribute("data-status", "answered")
