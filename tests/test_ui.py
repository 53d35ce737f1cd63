"""The web chat without a browser: texts, dates, answers as HTML, the conversation, the server's address."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Sequence
from dataclasses import fields, replace
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

import ui
from assistant.messages import COVERAGE, DIFFERENT, NEAREST, REFUSAL
from assistant.types import MAX_HISTORY, MAX_QUESTION_CHARS, Answer, Citation, Question, QuestionError
from corpus.types import Brief, Document, Edition, Evidence, Language, Location, Section
from web.chat import Chat
from web.chrome import as_of, footer_html
from web.conversations import Conversations, Turn
from web.formats import choose_language, format_date, format_location, format_number
from web.passage import CONTEXT_CHARS, Library, citation_html, passage_html, window
from web.render import turn_html
from web.server import AddressError, Guard, listen
from web.texts import EXAMPLES, TEXTS, Texts

LANGUAGES = get_args(Language)
ARTICLES = Path(__file__).resolve().parent.parent / "corpus" / "articles"
SIGNED = {
    "en": "In October 2025, the Convention was formally signed in Hanoi, Vietnam, by 74 countries",
    "ru": "Конвенцию от имени Азербайджана подписал начальник Службы государственной безопасности",
    "az": "ümumilikdə 74 dövlət tərəfindən imzalanıb",
}
FILES = {"en": "trend-2026-02-10-en", "ru": "trend-2026-02-10-ru", "az": "dayaz-2026-02-10-az"}


def article(language: str) -> Document:
    """The article of a language as it stands in the repository, without its front matter."""
    text = (ARTICLES / f"{FILES[language]}.txt").read_text(encoding="utf-8").split("---\n", 2)[2].strip()
    title, publisher = ("Trend, 2026-02-10", "Trend") if language != "az" else ("Tarix yazılır", "Day.Az")
    return Document(FILES[language], "article", language, title, publisher, None, "2026-02-10", text, "0" * 64)


STATEMENT = Brief(
    "signatories",
    "2026-02-23",
    {"en": "74 states signed it.", "ru": "Её подписали 74 государства.", "az": "Onu 74 dövlət imzalayıb."},
    (Evidence(FILES["en"], SIGNED["en"]), Evidence(FILES["az"], SIGNED["az"])),
)
CONVENTION = Document(
    "convention-en",
    "convention",
    "en",
    "UN Convention against Cybercrime (digest)",
    None,
    "https://example.org/treaty.pdf",
    None,
    "Article 40: Help\nStates help.\nArticle 41: 24/7 network\nStates name a contact point.\nArticle 42: Data",
    "0" * 64,
    "digest",
    (
        Section(0, 16, Location(40)),
        Section(17, 29, Location(40, 1)),
        Section(30, 54, Location(41)),
        Section(55, 83, Location(41, 1)),
        Section(84, 100, Location(42)),
    ),
)


def statement(language: Language) -> Document:
    text = STATEMENT.statement[language]
    name = f"brief-signatories-{language}"
    return Document(name, "brief", language, "Statement", None, None, "2026-02-23", text, "0" * 64, "statement")


class FakeCorpus:
    def __init__(self) -> None:
        self.documents: Sequence[Document] = (
            *(article(language) for language in LANGUAGES),
            *(statement(language) for language in LANGUAGES),
            CONVENTION,
        )
        self.briefs: Sequence[Brief] = (STATEMENT,)

    def brief(self, topic: str) -> Brief:
        return {brief.topic: brief for brief in self.briefs}[topic]


class FakeEngine:
    """Answers with the quote of a language; keeps the questions that it was asked."""

    def __init__(self) -> None:
        self.corpus = FakeCorpus()
        self.asked: list[Question] = []
        self.failure: Exception | None = None

    def document(self, document_id: str) -> Document:
        return {document.id: document for document in self.corpus.documents}[document_id]

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        if self.failure is not None:
            raise self.failure
        return answered("en", question.text)


ENGINE = FakeEngine()
LIBRARY = Library(ENGINE.document, ENGINE.corpus.brief)


def cite(document: Document, quote: str, marker: int = 1, location: Location | None = None) -> Citation:
    start = document.text.index(quote)
    return Citation(
        marker, document.id, document.kind, document.title, document.publisher, document.url, document.published,
        document.language, location, start, start + len(quote), quote, document.edition,
    )  # fmt: skip


def answered(language: Language, question: str = "How many?") -> Answer:
    """An answer in one language with two quotes: a statement, and a sentence in English."""
    cited = (cite(statement(language), STATEMENT.statement[language]), cite(article("en"), SIGNED["en"], 2))
    text = f"{cited[0].quote} [1]\nSource: “{cited[1].quote}” [2] — Trend"
    return Answer(question, language, text, False, "answered", "extractive", 1.0, question, cited)


def refused(language: Language) -> Answer:
    near = cite(article(language), SIGNED[language])
    text = f"{REFUSAL[language]} {COVERAGE[language]}\n{NEAREST[language]}\n— “{near.quote}” (Trend)"
    return Answer("?", language, text, True, "refused", "extractive", 1.0, "?", (), (near,))


def render(answer: Answer, language: Language = "en", number: int = 3) -> str:
    return turn_html(number, answer, TEXTS[language], LIBRARY, "As of today")


def marks(html: str) -> list[str]:
    return [unescape(mark) for mark in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)]


# ---- texts, dates, numbers ---------------------------------------------------------------------------


def test_the_three_languages_have_the_same_phrases_with_the_same_gaps() -> None:
    gaps = re.compile(r"\{\w+\}")
    for field in fields(Texts):
        values = [getattr(TEXTS[language], field.name) for language in LANGUAGES]
        if isinstance(values[0], str):
            assert all(values), field.name
            assert len({tuple(sorted(gaps.findall(value))) for value in values}) == 1, field.name
    assert all(set(texts.editions) == set(get_args(Edition)) for texts in TEXTS.values())
    assert all(set(texts.languages) == set(TEXTS["en"].languages) for texts in TEXTS.values())
    assert all(len(texts.months) == 12 for texts in TEXTS.values())
    assert set(EXAMPLES) == set(TEXTS) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("published", "english", "russian", "azerbaijani"),
    [
        ("2026-02-23", "23 February 2026", "23 февраля 2026 г.", "23 fevral 2026-cı il"),
        ("2024-12-24", "24 December 2024", "24 декабря 2024 г.", "24 dekabr 2024-cü il"),
        ("2025-10-05", "5 October 2025", "5 октября 2025 г.", "5 oktyabr 2025-ci il"),
        (None, "no date", "без даты", "tarixsiz"),
        ("2026", "2026", "2026", "2026"),
    ],
)
def test_dates(published: str | None, english: str, russian: str, azerbaijani: str) -> None:
    assert [format_date(published, TEXTS[language]) for language in ("en", "ru", "az")] == [
        english,
        russian,
        azerbaijani,
    ]


def test_places_and_numbers() -> None:
    assert [format_location(Location(41, 2), TEXTS[language]) for language in ("en", "ru", "az")] == [
        "Article 41, paragraph 2",
        "Статья 41, пункт 2",
        "Maddə 41, bənd 2",
    ]
    assert format_location(None, TEXTS["en"]) == format_location(Location(None), TEXTS["en"]) == ""
    assert [format_number(12_000, TEXTS[language]) for language in ("en", "ru")] == ["12,000", "12\u00a0000"]


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "chosen"),
    [
        ("az", "ru", "en", "az"),
        ("xx", "ru", "en", "ru"),
        (None, "", "az-AZ,az;q=0.9,en;q=0.8", "az"),
        (None, None, "tr;q=0.9, en;q=0.5, ru-RU;q=0.8", "ru"),
        (None, None, "de, ru;q=0, *;q=0.1", "en"),
        (None, None, "ru;q=nonsense;;,", "en"),
        (None, None, None, "en"),
    ],
)
def test_the_language_is_asked_else_kept_else_the_browser_s(
    asked: str | None, kept: str | None, accepted: str | None, chosen: str
) -> None:
    assert choose_language(asked, kept, accepted) == chosen


# ---- answers as HTML ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quote_is_highlighted_word_for_word(language: Language) -> None:
    answer = answered(language)
    html = render(answer, language)
    proofs = [evidence.quote for evidence in STATEMENT.evidence]
    assert marks(html) == [answer.citations[0].quote, *proofs, answer.citations[1].quote]
    assert "unproven" not in html
    assert f'<div class="text" lang="{language}">' in html
    assert f'<q lang="{language}">{STATEMENT.statement[language]}</q>' in html
    assert f'<q lang="en">{SIGNED["en"]}</q>' in html
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
    assert f'<h3 class="verdict" lang="{language}">{REFUSAL[language]}</h3>' in html
    assert unescape(html).count(COVERAGE[language]) == 1
    assert html.count(SIGNED[language]) == 1
    assert NEAREST[language] not in html
    assert TEXTS[language].nearest in html


def test_a_correction_looks_like_one() -> None:
    answer = answered("en")
    html = render(replace(answer, text=f"{DIFFERENT['en']}\n{answer.text}"))
    assert 'data-status="corrected"' in html
    assert f'<h3 class="verdict" lang="en">{DIFFERENT["en"]}</h3>' in html
    assert html.count(DIFFERENT["en"]) == 1


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
    library = Library(lambda _: document, ENGINE.corpus.brief)
    assert "href" not in citation_html(cite(document, SIGNED["en"]), "x", TEXTS["en"], library, "en")


def test_the_footer_says_what_is_quoted_and_how_recent_it_is() -> None:
    footer = footer_html(ENGINE.corpus.documents, 1, TEXTS["ru"])
    assert "новостные статьи (3), изложение 68 статей Конвенции, проверенные утверждения (1)." in footer
    assert "по состоянию на 23 февраля 2026 г.</p>" in footer
    assert as_of([], TEXTS["az"]) == TEXTS["az"].as_of.format(date="tarixsiz")


# ---- the conversation --------------------------------------------------------------------------------


def test_earlier_questions_are_the_history_and_the_last_ones_only() -> None:
    engine = FakeEngine()
    chat = Chat(engine)
    for number in range(MAX_HISTORY + 3):
        chat.ask(f"Sual {number}", "tab", "az")
    chat.ask("Другая вкладка", "other", "ru")
    assert engine.asked[1].history == ("Sual 0",)
    assert engine.asked[-2].history == tuple(f"Sual {number}" for number in range(2, MAX_HISTORY + 2))
    assert engine.asked[-1].history == ()
    chat.forget("tab")
    chat.ask("Sual", "tab", "az")
    assert engine.asked[-1].history == ()


def test_opening_shows_what_was_said_and_asks_a_linked_question_once() -> None:
    chat = Chat(FakeEngine())
    opened = chat.open("?lang=az&q=Ne%C3%A7%C9%99%3F", None, "ru", "tab")
    assert (opened.language, opened.question, opened.turns) == ("az", "Neçə?", "")
    html = chat.ask(opened.question, "tab", "az")
    again = chat.open("?lang=az&q=Ne%C3%A7%C9%99%3F", None, "ru", "tab")
    assert (again.turns, again.question) == (html, "")
    assert chat.open("", "ru", "az", "another").language == "ru"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_answered_is_said_in_a_sentence_and_not_kept(
    language: Language, caplog: pytest.LogCaptureFixture
) -> None:
    engine, texts = FakeEngine(), TEXTS[language]
    chat = Chat(engine)
    limit = format_number(MAX_QUESTION_CHARS, texts)
    count = format_number(MAX_QUESTION_CHARS + 1, texts)
    assert texts.too_long.format(count=count, limit=limit) in chat.ask("ə" * (MAX_QUESTION_CHARS + 1), "t", language)
    assert texts.empty in chat.ask(" 🙂 ", "t", language)
    assert engine.asked == []
    engine.failure = QuestionError("<b>No.</b>")
    assert f"{texts.not_taken} &lt;b&gt;No.&lt;/b&gt;" in chat.ask("Sual?", "t", language)
    engine.failure = RuntimeError("secret")
    html = chat.ask("Sual?", "t", language)
    assert texts.failed in html
    assert "secret" not in html
    assert "Sual?" not in caplog.messages[-1]
    assert chat.open("", language, None, "t").turns == ""


def test_markup_in_a_question_and_an_answer_is_escaped() -> None:
    engine = FakeEngine()
    html = Chat(engine).ask('<img src=x onerror="alert(1)"><script>', "tab", "en")
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&lt;script&gt;" in html


def test_conversations_are_bounded_and_the_one_out_of_use_goes_first() -> None:
    kept = Conversations(max_conversations=2, max_turns=2)
    for number, name in enumerate(("a", "b", "a", "a", "c"), start=1):
        kept.add(name, Turn(number, answered("en")))
    assert [turn.number for turn in kept.turns("a")] == [3, 4]
    assert kept.turns("b") == ()
    assert [turn.number for turn in kept.turns("c")] == [5]


# ---- the address, the guard, the colours -------------------------------------------------------------


def test_a_port_in_use_and_a_port_that_does_not_exist_are_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        assert ui.main(["--port", str(port)]) == 2
    assert re.fullmatch(rf"127\.0\.0\.1:{port} cannot be used \(.+\); .+--port\.\n", capsys.readouterr().err)
    assert ui.main(["--port", "70000"]) == 2
    assert capsys.readouterr().err == "Port 70000 does not exist; choose one from 1 to 65535.\n"
    with pytest.raises(SystemExit, match="2"):
        ui.main(["--port", "eighty"])
    assert "invalid int value: 'eighty'" in capsys.readouterr().err


def test_an_unknown_host_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(AddressError, match=r"The host 'nowhere' is unknown .+--host 127\.0\.0\.1\."):
        listen("nowhere", 0)


@pytest.mark.parametrize(
    ("method", "path", "length", "status"),
    [
        ("GET", "/", None, 200),
        ("GET", "/assets/a.js", None, 200),
        ("GET", "/gradio_api/file=ui.py", None, 404),
        ("POST", "/gradio_api/upload", b"10", 404),
        ("POST", "/gradio_api/queue/join", b"64000", 200),
        ("POST", "/gradio_api/queue/join", b"64001", 413),
        ("POST", "/gradio_api/queue/join", None, 411),
    ],
)
def test_the_guard_refuses_what_the_page_does_not_need(
    method: str, path: str, length: bytes | None, status: int
) -> None:
    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if length is None else [(b"content-length", length)]
    asyncio.run(Guard(inner)({"type": "http", "method": method, "path": path, "headers": headers}, receive, send))
    assert sent[0]["status"] == status
    assert b"connect-src 'self'" in dict(sent[0]["headers"])[b"content-security-policy"]


def test_the_colours_have_enough_contrast_in_both_schemes() -> None:
    style = (Path(ui.__file__).parent / "web" / "style.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    text = [("ink", "paper"), ("ink", "card"), ("ink", "tint"), ("soft", "paper"), ("soft", "card"), ("soft", "tint")]
    text += [("ink", "caution-tint"), ("caution", "caution-tint"), ("caution", "card"), ("soft", "caution-tint")]
    text += [("on-mark", "mark"), ("on-accent", "accent"), ("accent", "paper"), ("accent", "card"), ("accent", "tint")]
    text += [("error", "error-tint"), ("error", "card"), ("error", "paper")]
    for scheme in (light, dark):
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", scheme))
        for front, back in text:
            assert contrast(colours[front], colours[back]) >= 4.5, (front, back)
        assert contrast(colours["edge"], colours["card"]) >= 3


def contrast(front: str, back: str) -> float:
    """The WCAG contrast ratio of two colours."""
    high, low = sorted((luminance(front), luminance(back)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
