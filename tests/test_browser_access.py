"""The web chat for everybody: axe on every state in both themes, keyboard, screen readers, phones, zoom, calm."""

from __future__ import annotations

import pytest
from browsing import (
    DIFFERING,
    FOREIGN,
    LANGUAGES,
    SIGNATORIES,
    UNANSWERABLE,
    WRONG_PREMISE,
    Newcomer,
    Scheme,
    ask,
    violations,
)
from playwright.sync_api import Page, expect

from corpus.types import Language
from web.texts import TEXTS

pytest_plugins = ("browser_fixtures",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_any_state_and_theme(newcomer: Newcomer, language: Language) -> None:
    page = newcomer(calm=True, height=900).visit(f"?lang={language}")
    assert violations(page) == [], "the welcome"
    for question in (SIGNATORIES, UNANSWERABLE, WRONG_PREMISE, DIFFERING):
        ask(page, question[language])
    ask(page, "90-cı maddə")
    ask(page, FOREIGN)
    ask(page, "?!")
    for source in page.locator("details.source").all():
        source.evaluate("details => { details.open = true; }")
    page.locator(".rate").first.click()
    page.locator("form.note [name=consent]").check()
    page.locator("form.note .submit").click()
    expect(page.locator(".feedback.given")).to_be_visible()
    page.locator(".rate").first.click()
    page.locator("form.note .submit").click()
    expect(page.locator("form.note .problem")).to_have_text(TEXTS[language].consent_needed)
    page.locator("#question").fill("ə" * 2_001)
    statuses = {turn.get_attribute("data-status") for turn in page.locator(".turn").all()}
    assert statuses == {"answered", "refused", "corrected", "differs", "no_such_article", "failed"}
    assert violations(page) == [], "everything opened"
    page.locator(".withdraw").click()
    expect(page.locator(".feedback.given")).to_have_count(0)


def test_axe_finds_nothing_on_a_phone(newcomer: Newcomer) -> None:
    page = newcomer(width=375, calm=True).visit("?lang=az")
    assert violations(page) == []
    turn = ask(page, SIGNATORIES["az"])
    turn.locator(".text .marker").first.click()
    turn.locator(".rate").first.click()
    assert violations(page) == []


def test_axe_finds_nothing_while_waiting_or_when_the_page_cannot_open(newcomer: Newcomer) -> None:
    visitor = newcomer(alone=True, calm=True)
    page = visitor.visit("?lang=en")
    page.route("**/gradio_api/queue/join**", lambda _: None)  # never answered
    page.locator("#question").fill(SIGNATORIES["en"])
    page.keyboard.press("Enter")
    expect(page.locator(".turn[data-status=pending]")).to_be_visible()
    assert violations(page) == []
    other = visitor.context.new_page()
    other.route("**/gradio_api/queue/join**", lambda route: route.fulfill(status=429))
    other.goto(visitor.address)
    expect(other.locator("#trouble button")).to_be_visible()
    assert violations(other) == []
    visitor.complaints.clear()


def focused(page: Page) -> str:
    """What has the focus, and whether that is seen: an outline, and nothing that covers it."""
    told: str = page.evaluate(
        """() => {
          const focused = document.activeElement;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused.closest(".field") ?? focused);
          const seen = (outlineStyle === "solid" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
          const box = focused.getBoundingClientRect();
          const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 30), box.top + box.height / 2);
          const name = focused.className || focused.id || focused.tagName.toLowerCase();
          return `${name}${seen ? "" : " (no outline)"}${focused.contains(top) ? "" : " (covered)"}`;
        }"""
    )
    return told


def test_the_whole_flow_by_keyboard_with_the_focus_always_seen(newcomer: Newcomer) -> None:
    page = newcomer(calm=True, alone=True).visit("?lang=en")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("How many countries")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("signed the Convention?")
    assert page.locator("#question").input_value() == "How many countries\nsigned the Convention?"
    page.keyboard.press("Enter")
    expect(page.locator(".turn .text")).to_contain_text("74")
    expect(page.locator("#question")).to_have_value("")
    expect(page.locator("#question")).to_be_focused()
    back: list[str] = []
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        back.append(focused(page))
        if page.evaluate("document.activeElement.matches('.permalink')"):
            break
    assert [name for name in back if "(" in name] == []
    expected = ["rate", "rate", "save", "save", "print", "copy", "summary", "summary", "marker", "marker", "permalink"]
    assert back == expected
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    source = page.locator(".source[open]")
    expect(source.locator("mark").first).to_be_visible()
    expect(source.locator("summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".source[open]")).to_have_count(0)
    expect(page.locator(".text .marker").first).to_be_focused()
    page.locator(".rate").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Good")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".feedback.given")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#done")).to_have_text(TEXTS["en"].withdrawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_said_once_in_one_live_region(newcomer: Newcomer, language: Language) -> None:
    page = newcomer().visit(f"?lang={language}")
    page.evaluate(
        """() => {
          window.said = [];
          for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
            new MutationObserver(() => window.said.push(region.textContent))
              .observe(region, { childList: true, characterData: true, subtree: true });
          }
        }"""
    )
    turn = ask(page, SIGNATORIES[language])
    expect(page.locator("#announcement")).to_contain_text("74")
    expect(page.locator("#announcement")).to_have_attribute("lang", language)
    said = [text for text in page.evaluate("window.said") if text.strip()]
    assert len(said) == 1
    assert (turn.locator(".text q").first.text_content() or "") in said[0]
    refused = ask(page, UNANSWERABLE[language])
    verdict = refused.locator(".verdict").inner_text()
    expect(page.locator("#announcement")).to_contain_text(verdict)
    expect(page.locator("#announcement")).not_to_contain_text("..")
    assert len([text for text in page.evaluate("window.said") if text.strip()]) == 2


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(320, 640, "light"), (375, 812, "dark"), (320, 256, "light")],  # the last is a window of 1280 by 1024 at 400 %
)
def test_nothing_is_cut_or_scrolls_sideways(newcomer: Newcomer, width: int, height: int, scheme: Scheme) -> None:
    page = newcomer(width=width, height=height, scheme=scheme, calm=True).visit("?lang=ru")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 23, 28)"
    assert dark == (scheme == "dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    turn = ask(page, "О чём статья 41 Конвенции?")
    turn.locator("summary").nth(1).click()
    expect(turn.locator("mark").nth(1)).to_be_visible()
    turn.locator(".rate").first.click()
    expect(turn.locator("form.note")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        """width => [...document.querySelectorAll("button, a, summary, mark, p, textarea, label")]
          .filter((element) => element.checkVisibility() && !element.closest(".hidden, .skip"))
          .filter((element) => {
            const box = element.getBoundingClientRect();
            return box.left < 0 || box.right > width + 1;
          }).map((element) => element.className || element.textContent)""",
        width,
    )
    assert cut == []
    assert page.evaluate("getComputedStyle(document.querySelector('#form')).position") == (
        "static" if height < 480 else "sticky"
    )


def test_sources_stand_beside_the_answer_where_there_is_room(newcomer: Newcomer) -> None:
    for width, beside in ((1280, True), (800, False)):
        turn = ask(newcomer(width=width, calm=True).visit("?lang=en"), SIGNATORIES["en"])
        said, sources = turn.locator(".said").bounding_box(), turn.locator(".sources").bounding_box()
        assert said is not None
        assert sources is not None
        assert (sources["x"] >= said["x"] + said["width"]) == beside
        assert (sources["y"] >= said["y"] + said["height"]) != beside


def test_nothing_moves_for_those_who_asked_for_calm(newcomer: Newcomer) -> None:
    page = newcomer(calm=True).visit("?lang=en")
    page.route("**/gradio_api/queue/join**", lambda _: None)
    page.locator("#question").fill(SIGNATORIES["en"])
    page.keyboard.press("Enter")
    expect(page.locator(".turn .pending")).to_be_visible()
    moving = page.evaluate(
        """() => document.getAnimations().filter((animation) => animation.playState === "running")
          .map((animation) => `${animation.animationName} ${animation.effect.target.className}`)"""
    )
    assert moving == []


def test_every_message_has_its_language(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=ru")
    for language in LANGUAGES:
        turn = ask(page, SIGNATORIES[language])
        expect(turn.locator(".text")).to_have_attribute("lang", language)
        expect(turn.locator(".question span[lang]")).to_have_attribute("lang", language)
        for quoted in turn.locator(".text q").all():
            assert quoted.get_attribute("lang") in LANGUAGES
    expect(page.locator("html")).to_have_attribute("lang", "ru")


def test_what_is_printed_is_dark_on_white_whatever_the_theme(newcomer: Newcomer) -> None:
    visitor = newcomer(scheme="dark")
    for page in (visitor.visit("?lang=en"), visitor.read("statements?lang=en")):
        dark = page.evaluate("getComputedStyle(document.body).color")
        page.emulate_media(media="print", color_scheme="dark")
        printed = page.evaluate("getComputedStyle(document.body).color")
        assert (dark, printed) == ("rgb(231, 228, 220)", "rgb(28, 37, 48)")
