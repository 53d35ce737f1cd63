"""A visitor of the web chat in a real browser, and what the browser tests do again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from corpus.types import Language

LANGUAGES = get_args(Language)
Scheme = Literal["light", "dark"]
SCHEMES = get_args(Scheme)
SIGNATORIES = {
    "en": "How many countries signed the Convention?",
    "ru": "Сколько государств подписали Конвенцию?",
    "az": "Konvensiyanı neçə dövlət imzalayıb?",
}
UNANSWERABLE = {
    "en": "What is the price of a kilogram of tomatoes?",
    "ru": "Сколько стоит килограмм помидоров?",
    "az": "Bir kiloqram pomidor neçəyədir?",
}
DIFFERING = {"en": "number of signatories", "ru": "сколько подписавших", "az": "neçə imzalayan var"}
FOREIGN = "Konvensiyada insan hüquqlarına hörmət nəzərdə tutulurmu?"  # proved by a quote in another language
WRONG_PREMISE = {
    "en": "Was the Convention signed in Paris?",
    "ru": "Конвенция была подписана в Париже?",
    "az": "Konvensiya Parisdə imzalanıb?",
}
# The size of targets is WCAG 2.2, AA, and off in axe unless it is asked for.
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@dataclass
class Visitor:
    """A person with a browser profile of their own, who watches what the pages ask for and complain about."""

    address: str
    context: BrowserContext
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def complain(self, text: str) -> None:
        # A page that is left while Gradio's event stream is open says so: that is leaving, not an error of the page.
        if not text.startswith(("AbortError: signal is aborted", "Unexpected error Connection errored out")):
            self.complaints.append(text)

    def visit(self, query: str = "") -> Page:
        """Open the chat, and wait until it can be used."""
        page = self.read(query)
        ready(page)
        return page

    def read(self, path: str = "") -> Page:
        """Open any page, and watch it."""
        page = self.context.new_page()
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.complain(str(error)))
        page.on("console", lambda message: self.complain(message.text) if message.type == "error" else None)
        page.goto(self.address + path)
        return page


Newcomer = Callable[..., Visitor]


def ready(page: Page) -> None:
    page.wait_for_selector("html.ready", state="attached")


def ask(page: Page, question: str) -> Locator:
    """Type a question, press Enter, and return the exchange once it is settled."""
    count = page.locator(".turn").count()
    page.locator("#question").fill(question)
    page.keyboard.press("Enter")
    turn = page.locator(".turn").nth(count)
    expect(turn).not_to_have_attribute("data-status", "pending")
    return turn


def source_of(page: Page, marker: Locator) -> Locator:
    """The row that a marker opens."""
    return page.locator(f"[id='{marker.get_attribute('aria-controls')}']")


def violations(page: Page) -> list[str]:
    """What axe finds in both themes: the rule, and where."""
    told = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        response = Axe().run(page, options=AXE_OPTIONS).response
        assert len(response["passes"]) > 10, "axe looked at nothing"
        for rule in response["violations"]:
            told += [f"{scheme}, {rule['id']}: {node['html'][:120]} {node['any'][:1]}" for node in rule["nodes"]]
    return told
