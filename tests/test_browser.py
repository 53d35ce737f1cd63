"""The web chat in a real browser, on the real server and index, in three languages."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import quote, urlsplit

import pytest
from browser_server import FLAGS, find_browser, running_server
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect, sync_playwright

from assistant.messages import COVERAGE, REFUSAL
from assistant.types import MAX_QUESTION_CHARS
from corpus.load import Corpus, load_corpus
from corpus.types import Language
from web.texts import TEXTS

LANGUAGES = get_args(Language)
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


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(tmp_path_factory.mktemp("server") / "errors.log") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


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
        page = self.context.new_page()
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.complain(str(error)))
        page.on("console", lambda message: self.complain(message.text) if message.type == "error" else None)
        page.goto(self.address + query)
        ready(page)
        return page


Scheme = Literal["light", "dark"]
Newcomer = Callable[..., Visitor]


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[BrowserContext]:
    """A profile for the tests that leave nothing behind: its cache spares each of them a second."""
    with browser.new_context(locale="en-GB") as context:
        yield context


@pytest.fixture
def newcomer(browser: Browser, shared: BrowserContext, address: str) -> Iterator[Newcomer]:
    visitors: list[Visitor] = []

    def arrive(locale: str = "en-GB", width: int = 1280, scheme: Scheme = "light", *, alone: bool = False) -> Visitor:
        as_usual = (locale, width, scheme, alone) == ("en-GB", 1280, "light", False)
        viewport: ViewportSize = {"width": width, "height": 720}
        own = shared if as_usual else browser.new_context(locale=locale, viewport=viewport, color_scheme=scheme)
        visitors.append(Visitor(address, own))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        for page in visitor.context.pages:
            page.close()
        if visitor.context is not shared:
            visitor.context.close()
        assert visitor.hosts <= {urlsplit(address).netloc, ""}, "a request went to another server"
        assert visitor.complaints == []


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_and_every_quote_highlighted_in_its_source(
    newcomer: Newcomer, corpus: Corpus, language: Language
) -> None:
    page = newcomer().visit(f"?lang={language}")
    turn = ask(page, SIGNATORIES[language])
    expect(turn).to_have_attribute("data-status", "answered")
    expect(turn.locator(".text")).to_have_attribute("lang", language)
    expect(turn.locator(".text")).to_contain_text("74")
    expect(turn.locator(".asof")).to_contain_text("2026")
    quotes = turn.locator(".text q")
    markers = turn.locator(".text .marker")
    assert quotes.count() == markers.count() >= 1
    for position in range(markers.count()):
        marker = markers.nth(position)
        source = page.locator(f"[id='{marker.get_attribute('aria-controls')}']")
        expect(source.locator("mark").first).to_be_hidden()
        marker.click()
        expect(marker).to_have_attribute("aria-expanded", "true")
        expect(source.locator("mark").first).to_be_visible()
        highlighted = source.locator("mark").first.text_content() or ""
        document = corpus.document(source.get_attribute("data-document") or "")
        assert highlighted == quotes.nth(position).text_content()
        assert highlighted in document.text
        expect(source.locator("blockquote").first).to_have_attribute("lang", document.language)
        assert source.locator(".unproven").count() == 0


def test_a_statement_of_ours_shows_the_quotes_that_prove_it(newcomer: Newcomer, corpus: Corpus) -> None:
    turn = ask(newcomer().visit("?lang=en"), SIGNATORIES["en"])
    source = turn.locator(".source[data-document^=brief-]")
    topic = (source.get_attribute("data-document") or "").removeprefix("brief-").removesuffix("-en")
    source.locator("summary").click()
    proofs = [proof.text_content() for proof in source.locator(".proof mark").all()]
    assert proofs == [evidence.quote for evidence in corpus.brief(topic).evidence]
    expect(source.locator(".title").first).to_have_text(TEXTS["en"].editions["statement"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_looks_like_one_and_shows_what_is_near(newcomer: Newcomer, language: Language) -> None:
    turn = ask(newcomer().visit(f"?lang={language}"), UNANSWERABLE[language])
    expect(turn).to_have_attribute("data-status", "refused")
    expect(turn.locator(".verdict")).to_have_text(REFUSAL[language])
    expect(turn.locator(".text")).to_have_text(COVERAGE[language])
    assert turn.locator(".marker").count() == 0
    near = turn.locator(".nearest")
    expect(near.locator("h3")).to_have_text(TEXTS[language].nearest)
    near.locator("summary").first.click()
    expect(near.locator("mark").first).to_be_visible()


def test_a_follow_up_shows_how_it_was_understood(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=en")
    assert ask(page, "Who signed the Convention for Azerbaijan?").locator(".understood").count() == 0
    turn = ask(page, "And when?")
    expect(turn.locator(".question")).to_contain_text("And when?")
    expect(turn.locator(".understood")).to_contain_text("Convention")


def test_the_language_switch_turns_everything_and_is_kept(newcomer: Newcomer) -> None:
    visitor = newcomer(alone=True)
    page = visitor.visit()
    ask(page, SIGNATORIES["en"])
    for language in ("ru", "az"):
        texts = TEXTS[language]
        page.locator(f"[data-language={language}]").click()
        expect(page.locator("h1")).to_have_text(texts.name)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(".send")).to_have_text(texts.send)
        expect(page.locator("footer")).to_contain_text(texts.privacy)
        expect(page.locator(".turn .sources h3")).to_have_text(texts.sources)
        expect(page.locator(".turn .text")).to_have_attribute("lang", "en")
        assert page.title() == texts.name
        assert f"lang={language}" in page.url
    expect(visitor.visit().locator("h1")).to_have_text(TEXTS["az"].name)


@pytest.mark.parametrize(("locale", "language"), [("ru-RU", "ru"), ("az-AZ", "az"), ("fr-FR", "en")])
def test_the_first_language_is_the_browser_s(newcomer: Newcomer, locale: str, language: Language) -> None:
    page = newcomer(locale=locale).visit()
    expect(page.locator("h1")).to_have_text(TEXTS[language].name)
    expect(page.locator(".examples h3").first).to_have_text(
        {"az": "Azərbaycanca", "ru": "Русский", "en": "English"}[language]
    )


def test_an_address_carries_language_and_question(newcomer: Newcomer) -> None:
    page = newcomer().visit(f"?lang=az&q={quote(SIGNATORIES['az'])}")
    expect(page.locator(".turn .text")).to_contain_text("74")
    expect(page.locator("h1")).to_have_text(TEXTS["az"].name)
    page.reload()
    ready(page)
    expect(page.locator(".turn")).to_have_count(1)
    address = page.locator(".permalink").get_attribute("href") or ""
    other = newcomer().visit(address)
    expect(other.locator(".turn .text")).to_contain_text("74")


def test_an_example_is_asked_by_a_click(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=ru")
    example = page.locator(".example").first
    question = example.inner_text()
    example.click()
    expect(page.locator(".turn .text q").first).to_be_visible()
    expect(page.locator(".turn .question")).to_contain_text(question)
    expect(page.locator(".welcome")).to_be_hidden()


def test_a_conversation_survives_a_reload_until_a_new_one_is_begun(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=en")
    for question in (SIGNATORIES["en"], SIGNATORIES["az"]):
        ask(page, question)
    shown = page.locator(".turn .text").all_text_contents()
    page.reload()
    ready(page)
    expect(page.locator(".turn")).to_have_count(2)
    assert page.locator(".turn .text").all_text_contents() == shown
    page.locator(".restart").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#question")).to_be_focused()
    page.wait_for_load_state("networkidle")
    page.reload()
    ready(page)
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)


def test_markup_in_a_question_stays_text(newcomer: Newcomer) -> None:
    attacks = [
        "<script>window.hit=1</script> Convention",
        "<img src=x onerror=window.hit=1> Konvensiya",
        "${window.hit=1} {{7*7}} `Конвенция`",
    ]
    page = newcomer(alone=True).visit(f"?lang=en&q={quote(attacks[0])}")
    expect(page.locator(".turn .answer h3").first).to_be_attached()
    for attack in attacks[1:]:
        ask(page, attack)
    assert page.locator(".turn .question span[lang]").all_text_contents() == attacks
    page.locator("[data-language=ru]").click()
    expect(page.locator("h1")).to_have_text(TEXTS["ru"].name)
    assert page.locator(".turn .question span[lang]").all_text_contents() == attacks
    assert page.evaluate("window.hit") is None
    assert page.locator(".turn img, .turn script").count() == 0


def test_a_question_that_is_too_long_is_not_sent_and_says_why(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=ru")
    page.locator("#question").fill("ж" * (MAX_QUESTION_CHARS - 5))
    expect(page.locator("#count")).to_have_text(TEXTS["ru"].left.format(count="5"))
    page.locator("#question").fill("ж" * (MAX_QUESTION_CHARS + 1))
    page.keyboard.press("Enter")
    expect(page.locator("#problem")).to_have_text(TEXTS["ru"].too_long.format(count="2\u00a0001", limit="2\u00a0000"))
    expect(page.locator("#question")).to_have_attribute("aria-invalid", "true")
    assert page.locator(".turn").count() == 0
    page.locator("#question").fill(SIGNATORIES["ru"])
    expect(page.locator("#problem")).to_have_text("")


def test_an_empty_question_does_nothing(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=en")
    page.locator("#question").fill("  \n ")
    page.keyboard.press("Enter")
    page.locator(".send").click()
    assert page.locator(".turn").count() == 0
    turn = ask(page, "?!")
    expect(turn.locator(".failure")).to_have_text(TEXTS["en"].empty)


def test_all_by_keyboard_and_said_once(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=en")
    page.locator("#question").focus()
    page.keyboard.type("How many countries")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("signed the Convention?")
    assert page.locator("#question").input_value() == "How many countries\nsigned the Convention?"
    page.keyboard.press("Enter")
    expect(page.locator(".turn .text")).to_contain_text("74")
    expect(page.locator("#announcement")).to_contain_text("74")
    expect(page.locator("#announcement")).to_have_attribute("lang", "en")
    expect(page.locator("#question")).to_have_value("")
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('summary')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".source[open] mark").first).to_be_visible()


def test_a_server_out_of_reach_is_said_in_words_and_the_question_is_kept(newcomer: Newcomer) -> None:
    visitor = newcomer(alone=True)
    page = visitor.visit("?lang=az")
    visitor.context.set_offline(True)
    page.locator("#question").fill(SIGNATORIES["az"])
    page.keyboard.press("Enter")
    expect(page.locator(".turn .failure")).to_have_text(TEXTS["az"].unreachable, timeout=15_000)
    expect(page.locator("#question")).to_have_value(SIGNATORIES["az"])
    visitor.context.set_offline(False)
    visitor.complaints.clear()  # the browser logs each request that failed


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (375, "dark")])
def test_a_phone_shows_everything_without_scrolling_sideways(newcomer: Newcomer, width: int, scheme: Scheme) -> None:
    page = newcomer(width=width, scheme=scheme).visit("?lang=ru")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 28)"
    assert dark == (scheme == "dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    turn = ask(page, "О чём статья 41 Конвенции?")
    turn.locator("summary").nth(1).click()
    expect(turn.locator("mark").nth(1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_server_says_nothing_more_than_it_must(address: str) -> None:
    with urllib.request.urlopen(address) as response:
        policy = response.headers["content-security-policy"]
        assert re.search(r"connect-src 'self'(;|$)", policy)
        assert "frame-ancestors 'none'" in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["server"] is None
    for path in ("docs", "openapi.json", "monitoring", "gradio_api/info", "gradio_api/file=ui.py", "gradio_api/upload"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(address + path)


def test_the_screenshots_are_there_and_small() -> None:
    pictures = sorted((Path(__file__).resolve().parent.parent / "docs" / "screenshots").glob("*.png"))
    assert {picture.name for picture in pictures} >= {"desktop-en.png", "desktop-ru.png", "phone-az.png"}
    assert all(picture.stat().st_size < 300_000 for picture in pictures)
