"""The pages beside the chat in a real browser: reading, searching, opening quotes; nothing comes from elsewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from browsing import LANGUAGES, SIGNATORIES, Newcomer, Visitor, ask, ready, violations
from playwright.sync_api import Page, expect

from corpus.load import Corpus, load_corpus
from corpus.types import Language
from web.site_texts import SITE_TEXTS
from web.texts import TEXTS

pytest_plugins = ("browser_fixtures",)

EVERY_KIND = (
    "convention",
    "convention/article-41",
    "convention/chapter-6?show=all",
    "convention?q=extradition",
    "convention?q=xyzzy",
    "timeline",
    "statements",
    "statements/signatories-count",
    "about",
    "nowhere",
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def read(visitor: Visitor, path: str, language: Language) -> Page:
    """Open a page in a language, with everything on it that can be opened."""
    page = visitor.read(f"{path}{'&' if '?' in path else '?'}lang={language}")
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true;")
    return page


def complaints_but_missing(visitor: Visitor) -> list[str]:
    """What the pages complained about, beside the address that leads nowhere."""
    return [text for text in visitor.complaints if "404" not in text]


# ---- for everybody -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page_in_either_theme(newcomer: Newcomer, language: Language) -> None:
    visitor = newcomer()
    found = {path: violations(read(visitor, path, language)) for path in EVERY_KIND}
    assert found == {path: [] for path in EVERY_KIND}
    visitor.complaints[:] = complaints_but_missing(visitor)


def test_axe_finds_nothing_on_a_phone(newcomer: Newcomer) -> None:
    visitor = newcomer(width=375, height=812)
    found = {path: violations(read(visitor, path, "az")) for path in EVERY_KIND}
    assert found == {path: [] for path in EVERY_KIND}
    visitor.complaints[:] = complaints_but_missing(visitor)


@pytest.mark.parametrize(
    ("width", "height"),
    [(320, 640), (320, 256)],  # a small phone, and a window of 1280 by 1024 at 400 %
)
def test_nothing_is_cut_or_scrolls_sideways(newcomer: Newcomer, width: int, height: int) -> None:
    visitor = newcomer(width=width, height=height)
    for path in EVERY_KIND:
        page = read(visitor, path, "ru")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        cut = page.evaluate(
            """width => [...document.querySelectorAll("a, button, summary, mark, p, td, th, input, h1, h2, blockquote")]
              .filter((element) => element.checkVisibility() && !element.closest(".hidden, .skip, thead"))
              .filter((element) => {
                const box = element.getBoundingClientRect();
                return box.left < 0 || box.right > width + 1;
              }).map((element) => element.outerHTML.slice(0, 80))""",
            width,
        )
        assert cut == [], path
        page.close()
    visitor.complaints[:] = complaints_but_missing(visitor)


def test_targets_are_large_enough_for_a_finger(newcomer: Newcomer) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, or room around it; links within a sentence are exempt."""
    visitor = newcomer(width=375, height=812)
    for path in EVERY_KIND:
        page = read(visitor, path, "az")
        small = page.evaluate(
            """() => {
              const boxes = [...document.querySelectorAll("a, button, summary, input")]
                .filter((element) => element.checkVisibility() && !element.closest(".skip"))
                .map((element) => [element, element.getBoundingClientRect()]);
              const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
              const near = ([, one], [, other]) => {
                const [[x, y], [left, top]] = [middle(one), middle(other)];
                return Math.hypot(x - left, y - top) < 24;
              };
              return boxes.filter(([, box]) => box.width < 24 || box.height < 24)
                .filter((one) => boxes.some((other) => other !== one && near(one, other)))
                .map(([element]) => element.outerHTML.slice(0, 80));
            }"""
        )
        assert small == [], path
        page.close()
    visitor.complaints[:] = complaints_but_missing(visitor)


def test_by_keyboard_the_content_is_one_step_away_and_the_focus_is_seen(newcomer: Newcomer) -> None:
    page = newcomer().read("timeline?lang=en")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const focused = document.activeElement;
              if (focused === document.body) return null;
              const style = getComputedStyle(focused);
              const name = focused.getAttribute("class") || focused.tagName.toLowerCase();
              return [name, style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2];
            }"""
        )
        if seen is None:
            break
        assert seen[1], f"{seen[0]} has the focus, and it cannot be seen"
        reached.append(seen[0])
    assert reached[:5] == ["point", "point", "point", "point", "point open"]
    assert reached.count("summary") == 5


# ---- the Convention ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paragraph_has_a_link_of_its_own_that_leads_back_to_it(
    newcomer: Newcomer, corpus: Corpus, language: Language
) -> None:
    visitor = newcomer()
    page = visitor.read(f"convention?lang={language}")
    page.locator(".articles a[href^='/convention/article-41?']").click()
    expect(page.locator("h1")).to_contain_text(TEXTS[language].article.format(number=41))
    row = page.locator("#paragraph-3")
    row.locator(".permalink").click()
    assert urlsplit(page.url).fragment == "paragraph-3"
    other = visitor.read(page.url.removeprefix(visitor.address))
    shown = other.locator("#paragraph-3")
    expect(shown).to_be_in_viewport()
    assert shown.evaluate("row => row.matches(':target')")
    for one in LANGUAGES:
        text = shown.locator(f".cell[lang={one}] p:not(.language)").first.text_content() or ""
        document = corpus.document(f"convention-{one}")
        start = document.text.index(text)
        places = [section.location for section in document.sections if section.start <= start < section.end]
        assert [(place.article, place.paragraph) for place in places] == [(41, 3)]


def test_the_languages_stand_side_by_side_where_there_is_room(newcomer: Newcomer) -> None:
    for width, beside in ((1280, True), (700, False)):
        page = newcomer(width=width).read("convention/article-41?lang=ru")
        first, second = (page.locator("#paragraph-1 .cell").nth(at).bounding_box() for at in (0, 1))
        assert first is not None
        assert second is not None
        assert (second["x"] >= first["x"] + first["width"]) == beside
        assert page.locator("#paragraph-1 .cell").first.get_attribute("lang") == "ru"


@pytest.mark.parametrize(
    ("language", "query", "article"),
    [("az", "ekstradisiya", 37), ("ru", "выдача", 37), ("en", "extradition", 37)],
)
def test_the_convention_is_searched_by_keyboard(
    newcomer: Newcomer, language: Language, query: str, article: int
) -> None:
    page = newcomer().read(f"convention?lang={language}")
    page.locator("#query").fill(query)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(SITE_TEXTS[language].results.format(query=query))
    expect(page.locator("html")).to_have_attribute("lang", language)
    first = page.locator(".results a").first
    expect(first).to_contain_text(TEXTS[language].article.format(number=article))
    expect(page.locator(".results mark").first).to_be_visible()
    first.click()
    assert urlsplit(page.url).path == f"/convention/article-{article}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_is_asked_about_in_the_chat(newcomer: Newcomer, language: Language) -> None:
    page = newcomer(alone=True).read(f"convention/article-41?lang={language}")
    page.locator(".button").click()
    ready(page)
    expect(page.locator("html")).to_have_attribute("lang", language)
    turn = page.locator(".turn")
    expect(turn).to_have_attribute("data-status", "answered")
    expect(turn.locator(".source .title").first).to_have_text(TEXTS[language].article.format(number=41))


# ---- the timeline and the statements -----------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_point_of_the_timeline_opens_its_quotes(newcomer: Newcomer, corpus: Corpus, language: Language) -> None:
    page = newcomer().read(f"timeline?lang={language}")
    points = page.locator(".drawing .point")
    assert points.count() == page.locator(".event").count() == 5
    for at in range(5):
        quotes = page.locator(".event").nth(at).locator("blockquote")
        expect(quotes.first).to_be_hidden()
        points.nth(at).focus()
        page.keyboard.press("Enter")
        expect(quotes.first).to_be_visible()
        expect(page.locator(".event").nth(at).locator(".opened")).to_be_in_viewport()
        for shown in quotes.all():
            text = shown.text_content() or ""
            assert any(text in document.text for document in corpus.documents if document.kind != "brief")


def test_the_timeline_is_a_list_on_a_phone(newcomer: Newcomer) -> None:
    page = newcomer(width=375, height=812).read("timeline?lang=az")
    expect(page.locator(".drawing")).to_be_hidden()
    summary = page.locator(".event summary").first
    summary.click()
    expect(page.locator(".event blockquote").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_shows_its_quotes_marked_in_their_sources(
    newcomer: Newcomer, corpus: Corpus, language: Language
) -> None:
    page = newcomer().read(f"statements?lang={language}")
    statement = page.locator("#statement-signatories-count")
    statement.locator("summary").click()
    quotes = [
        (corpus.document(one.document_id).language, one.quote) for one in corpus.brief("signatories-count").evidence
    ]
    evidence = [quote for one, quote in quotes if one == language] + [quote for one, quote in quotes if one != language]
    assert language in {one for one, _ in quotes}
    assert statement.locator("blockquote").all_text_contents() == evidence
    statement.locator(".permalink").click()
    assert urlsplit(page.url).path == "/statements/signatories-count"
    expect(page.locator("h1")).to_contain_text(corpus.brief("signatories-count").statement[language])
    assert page.locator(".proof mark").all_text_contents() == evidence


# ---- from here alone ---------------------------------------------------------------------------------


def test_no_request_leaves_for_another_server_whatever_is_done(newcomer: Newcomer) -> None:
    """Everything a visitor can do, with every request of the browser's profile recorded, of any page and frame."""
    visitor = newcomer(alone=True, width=1200)
    asked_for: list[str] = []
    visitor.context.on("request", lambda request: asked_for.append(request.url))
    page = visitor.visit("?lang=en")
    turn = ask(page, SIGNATORIES["en"])
    for marker in turn.locator(".text .marker").all():
        marker.click()
    for selector in (".save[data-format=html]", ".save[data-format=json]", "[data-download=txt]"):
        with page.expect_download():
            page.locator(selector).first.click()
    page.locator("[data-language=az]").click()
    expect(page.locator("html")).to_have_attribute("lang", "az")
    for path in EVERY_KIND:
        read(visitor, path, "en")
    addresses = {urlsplit(url) for url in asked_for if not url.startswith(("blob:", "data:"))}
    assert {address.netloc for address in addresses} == {urlsplit(visitor.address).netloc}
    assert {"/", "/about", "/site/site.css", "/gradio_api/queue/join"} <= {address.path for address in addresses}
    visitor.complaints[:] = complaints_but_missing(visitor)


@pytest.mark.parametrize("path", EVERY_KIND)
def test_no_page_beside_the_chat_runs_a_script(newcomer: Newcomer, path: str) -> None:
    visitor = newcomer()
    page = visitor.read(path)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hit = true";
          document.body.append(script);
        }"""
    )
    assert page.evaluate("[window.hit, document.querySelectorAll('script').length]") == [None, 1]
    assert any("Content Security Policy" in text for text in visitor.complaints)
    visitor.complaints.clear()
