"""`python tests/screenshots.py [FOLDER]`: take the pictures in docs/screenshots from the real pages."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import quote

from browser_server import FLAGS, ROOT, find_browser, running_server
from browsing import DIFFERING, LANGUAGES, SCHEMES, SIGNATORIES, UNANSWERABLE, WRONG_PREMISE, Scheme, ask, ready
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from corpus.types import Language

FOLDER = ROOT / "docs" / "screenshots"
COLOURS = 48  # flat colours and grey edges of letters need no more, and the files stay small
WINDOWS = {"desktop": (1280, 900), "phone": (390, 800)}


@dataclass(frozen=True)
class View:
    """A page to be taken: its name, its address, what is done there, what stands at the top; a chat page or another."""

    name: str
    path: str = ""
    then: Callable[[Page, Language], None] = lambda _page, _language: None
    top: str = "body"
    is_chat: bool = False


def asked(questions: dict[str, str], source: int | None = None) -> Callable[[Page, Language], None]:
    """Ask a question in the page's language, and open one of the sources of its answer."""

    def do(page: Page, language: Language) -> None:
        turn = ask(page, questions[language])
        if source is not None:
            turn.locator(".marker").nth(source).click()

    return do


def rated(page: Page, language: Language) -> None:
    """Ask, then open the form that takes an opinion."""
    asked(SIGNATORIES)(page, language)
    page.locator(".rate[data-helpful=false]").click()
    page.locator("form.note [name=consent]").check()


def opened(selector: str) -> Callable[[Page, Language], None]:
    """Open what is folded."""
    return lambda page, _: page.locator(selector).first.click()


PAGES = (
    View("welcome", is_chat=True),
    View("answer", then=asked(SIGNATORIES, 1), is_chat=True),
    View("convention", "convention"),
    View("article", "convention/article-41"),
    View("timeline", "timeline"),
    View("statements", "statements", then=opened(".statement summary")),
    View("about", "about", top="#evals"),
)


@dataclass(frozen=True)
class Shot:
    """A page in one language, window and theme."""

    view: View
    language: Language
    window: str
    scheme: Scheme

    @property
    def name(self) -> str:
        """The picture's file."""
        return f"{self.view.name}-{self.language}-{self.window}-{self.scheme}.png"


# What an answer may also look like: enough to see once.
STATES = (
    Shot(View("refusal", then=asked(UNANSWERABLE), is_chat=True), "ru", "desktop", "light"),
    Shot(View("correction", then=asked(WRONG_PREMISE, 0), is_chat=True), "en", "desktop", "light"),
    Shot(View("differing", then=asked(DIFFERING), is_chat=True), "az", "desktop", "dark"),
    Shot(View("source", then=asked(SIGNATORIES, 1), is_chat=True, top=".source[open]"), "az", "phone", "light"),
    Shot(View("feedback", then=rated, is_chat=True, top=".work"), "az", "phone", "light"),
    Shot(View("search", f"convention?q={quote('выдача')}"), "ru", "desktop", "light"),
)
SHOTS = (*(Shot(*shot) for shot in product(PAGES, LANGUAGES, WINDOWS, SCHEMES)), *STATES)


def main() -> int:
    """Take every picture, each page in every language, window and theme; return 0."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with (
        tempfile.TemporaryDirectory() as log,
        running_server(Path(log) / "log") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for shot in SHOTS:
            _save(_take(browser, address, shot), folder / shot.name)
        browser.close()
    size = sum(picture.stat().st_size for picture in folder.glob("*.png"))
    sys.stdout.write(f"{len(SHOTS)} pictures in {folder}, {size / 1e6:.1f} MB\n")
    return 0


def _take(browser: Browser, address: str, shot: Shot) -> bytes:
    view, (width, height) = shot.view, WINDOWS[shot.window]
    page = browser.new_page(
        viewport={"width": width, "height": height}, reduced_motion="reduce", color_scheme=shot.scheme
    )
    page.goto(f"{address}{view.path}{'&' if '?' in view.path else '?'}lang={shot.language}")
    if view.is_chat:
        ready(page)
    view.then(page, shot.language)
    page.mouse.move(0, 0)
    page.locator(view.top).last.evaluate("element => element.scrollIntoView()")
    picture = page.screenshot()
    page.close()
    return picture


def _save(picture: bytes, path: Path) -> None:
    """Write a picture with few colours."""
    with Image.open(io.BytesIO(picture)) as taken:
        few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
