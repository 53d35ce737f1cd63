"""Answers as HTML, without a browser: quotes, markers, verdicts, sources, and what can be done with them."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_fakes import (
    ANSWERED_AT,
    CONVENTION,
    CORPUS,
    LANGUAGES,
    LIBRARY,
    SIGNED,
    STATEMENT,
    answered,
    article,
    cite,
    refused,
    render,
    statement,
)

from assistant.messages import COVERAGE, DIFFERENT, NEAREST, REFUSAL
from assistant.types import Answer
from corpus.types import Language, Location
from web.chrome import as_of, footer_html
from web.conversations import Turn
from web.passage import CONTEXT_CHARS, Library, citation_html, passage_html, window
from web.render import View, partial_html, turn_html
from web.shape import shape
from web.texts import TEXTS
from web.transcript import answer_text


def marks(html: str) -> list[str]:
    return [unescape(mark) for mark in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)]


def seen(html: str) -> str:
    """What is shown: without the text that the copy button holds."""
    return unescape(re.sub(r'data-copy="[^"]*"', "", html))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quote_is_highlighted_word_for_word(language: Language) -> None:
    answer = answered(language)
    html = render(answer, language)
    proofs = [evidence.quote for evidence in STATEMENT.evidence]  # in English and Azerbaijani; the reader's comes first
    proofs = proofs[::-1] if language == "az" else proofs
    assert marks(html) == [answer.citations[0].quote, *proofs, answer.citations[1].quote]
    assert "unproven" not in html
    assert f'<div class="text" lang="{language}">' in html
    assert f'<q lang="{language}">{STATEMENT.statement[language]}</q>' in html
    foreign = "" if language == "en" else ' class="foreign"'
    assert f'<q lang="en"{foreign}>{SIGNED["en"]}</q>' in html
    badge = f'<abbr class="badge" title="{TEXTS[language].languages["en"]}">EN</abbr>'
    assert (f'<span class="bracket">]</span></a>{badge}' in html) == (language != "en")
    assert TEXTS[language].editions["statement"] in html
    assert TEXTS[language].editions["source"] in html


def test_markers_open_their_sources_and_an_unknown_one_stays_text() -> None:
    answer = replace(answered("en"), text="One [1], none [7], list[2].")
    html = render(answer)
    assert re.findall(r'href="#(t3-c\d)"', html) == ["t3-c1", "t3-c2"]
    assert all(f'id="{name}"' in html for name in ("t3-c1", "t3-c2"))
    assert "[7]" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_in_another_language_says_so(language: Language) -> None:
    html = render(answered(language), language)
    foreign = TEXTS[language].other_language.format(language=TEXTS[language].languages["en"])
    assert html.count(foreign) == (0 if language == "en" else 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_has_a_verdict_and_shows_the_nearest_passage_once(language: Language) -> None:
    html = render(refused(language), language)
    assert 'data-status="refused"' in html
    assert f'<h3 class="verdict"><span lang="{language}">{REFUSAL[language]}</span></h3>' in html
    assert seen(html).count(COVERAGE[language]) == 1
    assert marks(html) == [SIGNED[language]]
    assert f'<span class="excerpt" lang="{language}">{SIGNED[language]}</span>' in html
    assert NEAREST[language] not in seen(html)
    assert TEXTS[language].nearest in html


def test_a_correction_looks_like_one() -> None:
    answer = answered("en")
    html = render(replace(answer, text=f"{DIFFERENT['en']}\n{answer.text}"))
    assert 'data-status="corrected"' in html
    assert f'<span class="label">{TEXTS["en"].corrected}</span> <span lang="en">{DIFFERENT["en"]}</span></h3>' in html
    assert seen(html).count(DIFFERENT["en"]) == 1


def test_a_follow_up_is_shown_as_understood_only_when_it_differs() -> None:
    answer = answered("en", "And when?")
    assert "understood" not in render(answer)
    assert "understood" not in render(replace(answer, standalone_question="and when"))
    assert '<q lang="en">When was it signed?</q>' in render(replace(answer, standalone_question="When was it signed?"))


def test_a_quote_that_does_not_stand_there_is_never_highlighted() -> None:
    moved = replace(cite(article("en"), SIGNED["en"]), start=0, end=5)
    html = citation_html(moved, "x", TEXTS["en"], LIBRARY, "en")
    assert marks(html) == []
    assert TEXTS["en"].unproven in html


@given(st.text(max_size=60), st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_whatever_the_text_it_is_escaped_and_the_highlight_is_the_quote(before: str, after: str, quote: str) -> None:
    hostile = before + quote + '<script>"&\n' + after
    start = hostile.index(quote)
    document = replace(article("en"), text=hostile)
    html = passage_html(document, start, start + len(quote), quote, TEXTS["en"])
    assert marks(html) == [quote]
    assert re.sub(r"</?(?:p|mark|blockquote)(?: [a-z]+=\"[a-z]+\")*>", "", html).count("<") == 0


def test_the_context_is_whole_lines_else_sentences_else_words() -> None:
    lines = replace(article("en"), text="a" * 300 + "\n" + "b" * 300 + " quote " + "c" * 300 + "\n" + "d" * 300)
    start = lines.text.index("quote")
    assert window(lines, start, start + 5) == (301, 908)
    words = replace(lines, text="word " * 300 + "quote" + " word" * 300)
    start = words.text.index("quote")
    left, right = window(words, start, start + 5)
    assert start - CONTEXT_CHARS <= left < start < right <= start + 5 + CONTEXT_CHARS
    assert words.text[left - 1] == words.text[right] == " "
    glued = replace(lines, text="x" * 900)
    assert window(glued, 450, 455) == (450, 455)


def test_the_context_of_a_paragraph_is_its_article() -> None:
    quote = "States name a contact point."
    html = citation_html(cite(CONVENTION, quote, 1, Location(41, 1)), "x", TEXTS["en"], LIBRARY, "en")
    assert "<p>Article 41: 24/7 network</p><p><mark>States name a contact point.</mark></p></blockquote>" in html
    assert "Article 41, paragraph 1" in html
    assert TEXTS["en"].editions["digest"] in html
    assert (
        f'href="https://example.org/treaty.pdf" target="_blank" rel="noopener noreferrer">{TEXTS["en"].open_official}'
        in html
    )


def test_only_web_addresses_become_links() -> None:
    document = replace(article("en"), url="javascript:alert(1)")
    library = Library(lambda _: document, CORPUS.brief)
    assert "href" not in citation_html(cite(document, SIGNED["en"]), "x", TEXTS["en"], library, "en")


def test_the_footer_says_what_is_quoted_and_how_recent_it_is() -> None:
    footer = footer_html(CORPUS.documents, 1, TEXTS["ru"])
    assert "новостные статьи (3), изложение 68 статей Конвенции, проверенные утверждения (1)." in footer
    assert "по состоянию на 23 февраля 2026 г.</p>" in footer
    assert as_of([], TEXTS["az"]) == TEXTS["az"].as_of.format(date="tarixsiz")


# ---- sources that differ -----------------------------------------------------------------------------


COUNTS = {
    "en": ("How many states signed it?", "The UN Treaty Collection listed 72 signatories."),
    "ru": ("Сколько государств подписали её?", "В Собрании договоров значились 72 подписавшие стороны."),
    "az": ("Onu neçə dövlət imzalayıb?", "Müqavilələr Toplusunda onu imzalayan 72 tərəf göstərilirdi."),
}


def counted(language: Language, quote: str) -> Answer:
    """A statement that 74 states signed, and beside it a sentence of a digest."""
    question, _ = COUNTS[language]
    ours = cite(statement(language), STATEMENT.statement[language])
    digest = replace(CONVENTION, language=language, text=quote)
    text = f"{ours.quote} [1]\nArticle 64: “{quote}” [2]"
    return replace(answered(language, question), text=text, citations=(ours, cite(digest, quote, 2)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_counts_of_the_same_thing_are_shown_as_sources_that_differ(language: Language) -> None:
    differing = counted(language, COUNTS[language][1])
    assert shape(differing) == "differs"
    assert f'<h3 class="verdict">{TEXTS[language].differs}</h3>' in render(differing, language)
    assert shape(replace(differing, standalone_question="Who signed it?")) == "answered"


@pytest.mark.parametrize(
    "quote",
    [
        "The list named 74 signatories.",  # the same count
        "Reservations are allowed for 60 days.",  # a count of something else
        "The 40th state brings it into force.",  # an ordinal counts nothing
        "States help each other.",
    ],
)
def test_other_figures_are_no_difference(quote: str) -> None:
    assert shape(counted("en", quote)) == "answered"


def test_one_kind_of_source_does_not_differ_from_itself() -> None:
    differing = counted("en", COUNTS["en"][1])
    same = tuple(replace(citation, edition="digest") for citation in differing.citations)
    assert shape(replace(differing, citations=same)) == "answered"


# ---- what is copied, what is being written ---------------------------------------------------------------


def test_what_is_copied_names_every_source() -> None:
    answer = replace(answered("en", "And when?"), standalone_question="When was it signed?")
    assert answer_text(answer, TEXTS["ru"], "Сегодня.").split("\n") == [
        "And when?",
        "(Вопрос понят так: When was it signed?)",
        "",
        *answer.text.split("\n"),
        "",
        "Источники:",
        "[1] Statement; 23 февраля 2026 г.; английский; Наше утверждение с доказательством",
        "[2] Trend, 2026-02-10; 10 февраля 2026 г.; английский; Статья из прессы",
        "",
        "Сегодня.",
    ]
    assert f'data-copy="{escape(answer_text(answer, TEXTS["en"], "As of today"))}"' in render(answer)


def test_an_answer_on_its_way_has_neither_sources_nor_buttons() -> None:
    html = partial_html(replace(answered("en"), text="<b>It was"), TEXTS["az"])
    assert 'data-status="partial"' in html
    assert "<p>&lt;b&gt;It was</p>" in html
    assert TEXTS["az"].partial in html
    assert "<details" not in html
    assert "<button" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_model_s_answer_says_so(language: Language) -> None:
    texts = TEXTS[language]
    html = render(replace(answered(language), mode="generative"), language)
    assert texts.generated in html
    assert texts.quoted not in html
    assert texts.quoted in render(answered(language), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_is_asked_for_only_where_it_is_taken(language: Language) -> None:
    texts = TEXTS[language]
    turn = Turn(4, answered(language), ANSWERED_AT)
    view = View(texts, LIBRARY, "", takes_feedback=True)
    assert texts.helpful_ask not in render(turn.answer, language)
    assert texts.helpful_ask in turn_html(turn, view)
    given = turn_html(turn, view, helpful=False)
    assert texts.helpful_ask not in given
    assert texts.helpful_off in given
    assert texts.withdraw in given
