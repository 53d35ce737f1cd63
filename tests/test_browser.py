"""The web chat in a real browser, on the real server and index, in three languages: asking, reading, coming back."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from browsing import (
    DIFFERING,
    FOREIGN,
    LANGUAGES,
    SIGNATORIES,
    UNANSWERABLE,
    WRONG_PREMISE,
    Newcomer,
    ask,
    ready,
    source_of,
)
from playwright.sync_api import expect
from screenshots import FOLDER, SHOTS

from assistant.messages import COVERAGE, DIFFERENT, REFUSAL
from assistant.types import MAX_QUESTION_CHARS
from corpus.load import Corpus, load_corpus
from corpus.types import Language
from web.texts import TEXTS

pytest_plugins = ("browser_fixtures",)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


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
    shown = quotes.all_text_contents()
    assert markers.count() >= len(shown) >= 1  # two sentences may be proved by one quote
    opened: set[str | None] = set()
    for position in range(markers.count()):
        marker = markers.nth(position)
        source = source_of(page, marker)
        if (name := source.get_attribute("id")) in opened:
            continue
        opened.add(name)
        expect(source.locator("mark").first).to_be_hidden()
        marker.click()
        expect(marker).to_have_attribute("aria-expanded", "true")
        expect(source.locator("mark").first).to_be_visible()
        highlighted = source.locator("mark").first.text_content() or ""
        document = corpus.document(source.get_attribute("data-document") or "")
        assert highlighted in shown
        assert highlighted in document.text
        expect(source.locator("blockquote").first).to_have_attribute("lang", document.language)
        assert source.locator(".unproven").count() == 0


def test_a_statement_of_ours_shows_the_quotes_that_prove_it(newcomer: Newcomer, corpus: Corpus) -> None:
    turn = ask(newcomer().visit("?lang=en"), SIGNATORIES["en"])
    source = turn.locator(".source[data-document^=brief-]")
    topic = (source.get_attribute("data-document") or "").removeprefix("brief-").removesuffix("-en")
    source.locator("summary").click()
    proofs = [proof.text_content() for proof in source.locator(".proof mark").all()]
    evidence = [(corpus.document(one.document_id).language, one.quote) for one in corpus.brief(topic).evidence]
    own, others = ([quote for language, quote in evidence if (language == "en") == wanted] for wanted in (True, False))
    assert proofs == own + others
    assert own != []
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


@pytest.mark.parametrize(
    ("language", "first", "second", "word"),
    [
        ("en", "Who signed the Convention for Azerbaijan?", "And when?", "Convention"),
        ("ru", "Кто подписал Конвенцию от имени Азербайджана?", "А когда?", "Конвенц"),
        ("az", "Konvensiyanı Azərbaycan adından kim imzalayıb?", "Bəs nə vaxt?", "Konvensiya"),
    ],
)
def test_a_follow_up_shows_how_it_was_understood(
    newcomer: Newcomer, language: Language, first: str, second: str, word: str
) -> None:
    page = newcomer().visit(f"?lang={language}")
    assert ask(page, first).locator(".understood").count() == 0
    turn = ask(page, second)
    expect(turn.locator(".question")).to_contain_text(second)
    expect(turn.locator(".understood")).to_contain_text(TEXTS[language].understood)
    expect(turn.locator(".understood q")).to_contain_text(word)
    expect(turn.locator(".understood q")).to_have_attribute("lang", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_looks_like_one(newcomer: Newcomer, language: Language) -> None:
    turn = ask(newcomer().visit(f"?lang={language}"), WRONG_PREMISE[language])
    expect(turn).to_have_attribute("data-status", "corrected")
    expect(turn.locator(".verdict .label")).to_have_text(TEXTS[language].corrected)
    expect(turn.locator(".verdict")).to_contain_text(DIFFERENT[language])
    assert turn.locator(".text .marker").count() >= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_that_differ_are_shown_side_by_side(newcomer: Newcomer, language: Language) -> None:
    turn = ask(newcomer().visit(f"?lang={language}"), DIFFERING[language])
    expect(turn).to_have_attribute("data-status", "differs")
    expect(turn.locator(".verdict")).to_have_text(TEXTS[language].differs)
    expect(turn.locator(".text")).to_contain_text("74")
    expect(turn.locator(".text")).to_contain_text("72")
    editions = turn.locator(".source .edition")
    assert {"digest"} < {edition.get_attribute("data-edition") for edition in editions.all()}


def test_a_quote_in_another_language_wears_its_badge(newcomer: Newcomer, corpus: Corpus) -> None:
    page = newcomer().visit("?lang=az")
    turn = ask(page, FOREIGN)
    quoted = turn.locator(".text q.foreign").first
    language = quoted.get_attribute("lang")
    assert language in {"en", "ru"}
    badge = turn.locator(".text .badge").first
    expect(badge).to_have_text(language.upper())
    expect(badge).to_have_attribute("title", TEXTS["az"].languages[language])
    marker = turn.locator(".text q.foreign + .marker, .text .marker:has(+ .badge)").first
    marker.click()
    source = source_of(page, marker)
    expect(source.locator(".foreign")).to_contain_text(TEXTS["az"].languages[language])
    document = corpus.document(source.get_attribute("data-document") or "")
    assert document.language == language
    assert (source.locator("mark").first.text_content() or "") in document.text


def test_a_source_shows_what_it_is_and_where_it_comes_from(newcomer: Newcomer, corpus: Corpus) -> None:
    page = newcomer().visit("?lang=en")
    turn = ask(page, "What does Article 41 say?")
    turn.locator(".text .marker").nth(1).click()
    source = source_of(page, turn.locator(".text .marker").nth(1))
    document = corpus.document(source.get_attribute("data-document") or "")
    expect(source.locator(".title").first).to_have_text("Article 41, paragraph 1")
    expect(source.locator(".document")).to_have_text(document.title)
    expect(source.locator(".edition")).to_have_text(TEXTS["en"].editions["digest"])
    expect(source.locator(".badge")).to_have_text("EN")
    inward, outward = source.locator(".link a").all()
    expect(outward).to_have_attribute("href", document.url or "")
    expect(inward).to_have_attribute("href", "/convention/article-41?lang=en#paragraph-1")
    inward.click()
    expect(page.locator("#paragraph-1")).to_be_in_viewport()
    page.go_back()
    ready(page)
    expect(page.locator(".turn")).to_have_count(1)
    news = ask(page, SIGNATORIES["en"]).locator(".source[data-document^=trend]")
    expect(news.locator(".meta").first).to_contain_text("Source article")
    expect(news.locator(".meta").first).to_contain_text("10 February 2026")


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
        for link in page.locator(".pages a").all():
            assert (link.get_attribute("href") or "").endswith(f"?lang={language}")
    expect(visitor.visit().locator("h1")).to_have_text(TEXTS["az"].name)
    other = visitor.context.new_page()
    other.goto(f"{visitor.address}about")
    expect(other.locator("html")).to_have_attribute("lang", "az")
    other.locator(".switch a[hreflang=ru]").click()
    expect(other.locator("html")).to_have_attribute("lang", "ru")
    expect(visitor.visit().locator("h1")).to_have_text(TEXTS["ru"].name)


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
    assert parse_qs(urlsplit(page.url).query) == {"lang": ["az"], "q": [SIGNATORIES["az"]]}
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
    assert parse_qs(urlsplit(page.url).query) == {"lang": ["en"]}
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


def test_a_script_that_is_smuggled_into_the_page_does_not_run(newcomer: Newcomer) -> None:
    visitor = newcomer(alone=True)
    page = visitor.visit("?lang=en")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hit = 'script'";
          document.body.append(script);
          const image = document.createElement("div");
          image.innerHTML = "<img src='data:,' onerror='window.hit = 1'>";
          document.body.append(image);
          return new Promise((done) => setTimeout(done, 100));
        }"""
    )
    assert page.evaluate("window.hit") is None
    refused = [text for text in visitor.complaints if "Content Security Policy" in text]
    assert len(refused) == 2
    visitor.complaints.clear()


def test_a_question_that_is_too_long_is_not_sent_and_says_why(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=ru")
    page.locator("#question").fill("ж" * (MAX_QUESTION_CHARS - 5))
    expect(page.locator("#count")).to_have_text("1\u00a0995 / 2\u00a0000")
    expect(page.locator("#left")).to_have_text(TEXTS["ru"].left.format(count="5"))
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


def test_the_server_says_nothing_more_than_it_must(address: str) -> None:
    with urllib.request.urlopen(address) as response:
        policy = response.headers["content-security-policy"]
        assert re.search(r"connect-src 'self'(;|$)", policy)
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in re.findall("script-src ([^;]*)", policy)[0]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["server"] is None
    for path in ("redoc", "monitoring", "gradio_api/info", "gradio_api/file=ui.py", "gradio_api/upload"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(address + path)


def test_the_screenshots_are_there_and_small() -> None:
    pictures = list(FOLDER.glob("*.png"))
    assert {picture.name for picture in pictures} == {shot.name for shot in SHOTS}
    assert sum(picture.stat().st_size for picture in pictures) < 3_000_000
    readme = (FOLDER.parent.parent / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"docs/screenshots/([^)]+)", readme)
    assert len(shown) == 2
    assert set(shown) <= {shot.name for shot in SHOTS}
