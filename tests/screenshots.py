"""`python tests/screenshots.py`: take the pictures in docs/screenshots from the real chat, in three languages."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from browser_server import FLAGS, ROOT, find_browser, running_server
from playwright.sync_api import Browser, sync_playwright

FOLDER = ROOT / "docs" / "screenshots"


@dataclass(frozen=True)
class Shot:
    """A picture: its file, the window, the language, the question, which source is opened, what is at the top."""

    name: str
    width: int
    height: int
    language: str
    question: str
    source: int = -1
    top: str = "#top"


SHOTS = (
    Shot("desktop-en.png", 1280, 1000, "en", "How many countries signed the Convention?"),
    Shot("desktop-ru.png", 1280, 1000, "ru", "Кто подписал Конвенцию от имени Азербайджана?"),
    Shot("phone-az.png", 375, 812, "az", "Konvensiyanı neçə dövlət imzalayıb?", 0, ".turn"),
)


def main() -> int:
    """Take every picture; return 0."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "log") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for shot in SHOTS:
            _take(browser, address, shot)
        browser.close()
    return 0


def _take(browser: Browser, address: str, shot: Shot) -> None:
    scale = 2 if shot.width < 500 else 1
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height}, device_scale_factor=scale, reduced_motion="reduce"
    )
    page.goto(f"{address}?lang={shot.language}")
    page.wait_for_selector("html.ready", state="attached")
    page.locator("#question").fill(shot.question)
    page.keyboard.press("Enter")
    page.locator(".turn .marker").nth(shot.source).click()
    page.mouse.move(0, 0)
    page.locator(shot.top).evaluate("element => element.scrollIntoView()")
    page.screenshot(path=FOLDER / shot.name)
    page.close()


if __name__ == "__main__":
    sys.exit(main())
