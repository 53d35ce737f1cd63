"""The fixtures of the browser tests: one server for all of them, a browser for each file, visitors for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser_server import FLAGS, find_browser, running_server
from browsing import Newcomer, Scheme, Visitor
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright


@pytest.fixture(scope="session")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def address(server_folder: Path) -> Iterator[str]:
    with running_server(server_folder / "errors.log") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:  # for one file of tests: while it is open, no asyncio.run can be called
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[BrowserContext]:
    """A profile for the tests that leave nothing behind: its cache spares each of them a second."""
    with browser.new_context(locale="en-GB") as context:
        yield context


@pytest.fixture
def newcomer(browser: Browser, shared: BrowserContext, address: str) -> Iterator[Newcomer]:
    visitors: list[Visitor] = []

    def arrive(
        locale: str = "en-GB",
        width: int = 1280,
        scheme: Scheme = "light",
        *,
        height: int = 720,
        calm: bool = False,
        alone: bool = False,
        elsewhere: str = "",
    ) -> Visitor:
        as_usual = (locale, width, scheme, height, calm, alone) == ("en-GB", 1280, "light", 720, False, False)
        viewport: ViewportSize = {"width": width, "height": height}
        own = (
            shared
            if as_usual
            else browser.new_context(
                locale=locale,
                viewport=viewport,
                color_scheme=scheme,
                reduced_motion="reduce" if calm else "no-preference",
            )
        )
        visitors.append(Visitor(elsewhere or address, own))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        for page in visitor.context.pages:
            page.close()
        if visitor.context is not shared:
            visitor.context.close()
        assert visitor.hosts <= {urlsplit(visitor.address).netloc, ""}, "a request went to another server"
        assert visitor.complaints == []
