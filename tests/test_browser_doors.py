"""The documentation page of the doors in a browser, and the password as a browser asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_server import FLAGS, find_browser
from doors_server import doors_app, running
from playwright.sync_api import Browser, Error, sync_playwright

from assistant.engine import Engine
from corpus.types import LANGUAGES, Language
from web.doors import guide
from web.limits import Access

PASSWORD = "şifrə 1"  # noqa: S105 - the password of a server of these tests


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(engine: Engine) -> Iterator[str]:
    with running(doors_app(engine)) as address:
        yield address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_accessible_fits_a_phone_and_asks_nobody(
    browser: Browser, address: str, language: Language
) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        requests: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{address}docs?lang={language}")
        assert page.inner_text("h1") == guide.TITLE[language]
        assert page.evaluate("getComputedStyle(document.querySelector('pre')).whiteSpace") == "pre-wrap"
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            response = Axe().run(page).response
            assert len(response["passes"]) > 10
            assert [(rule["id"], rule["nodes"][0]["html"]) for rule in response["violations"]] == []
        assert (requests, complaints) == ([f"{address}docs?lang={language}"], [])


def test_a_browser_asks_for_the_password(browser: Browser, engine: Engine) -> None:
    with running(doors_app(engine, Access(PASSWORD, 0, frozenset()))) as address:
        with browser.new_context(http_credentials={"username": "", "password": PASSWORD}) as context:
            page = context.new_page()
            page.goto(f"{address}docs?lang=az")
            assert page.inner_text("h1") == guide.TITLE["az"]
        with browser.new_context() as context, pytest.raises(Error, match="ERR_INVALID_AUTH_CREDENTIALS"):
            context.new_page().goto(f"{address}docs?lang=az")  # it has asked, and nobody answered
