"""What the tests of the web chat share: real articles, a statement, a digest, an engine that answers from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from assistant.messages import COVERAGE, NEAREST, REFUSAL
from assistant.types import Answer, Citation, Question
from corpus.load import Corpus
from corpus.types import Brief, Document, Evidence, Language, Location, Section
from web.conversations import Turn
from web.passage import Library
from web.render import View, turn_html
from web.texts import TEXTS

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


CORPUS = Corpus(
    documents=(
        *(article(language) for language in LANGUAGES),
        *(statement(language) for language in LANGUAGES),
        CONVENTION,
    ),
    briefs=(STATEMENT,),
    fingerprint="f" * 64,
)
LIBRARY = Library(CORPUS.document, CORPUS.brief)
ANSWERED_AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


class FakeEngine:
    """Streams the partial texts it was given, then the quote of a language; keeps the questions that it was asked."""

    def __init__(self, *partial: str) -> None:
        self.corpus = CORPUS
        self.asked: list[Question] = []
        self.failure: Exception | None = None
        self.partial: Sequence[str] = partial

    def document(self, document_id: str) -> Document:
        return CORPUS.document(document_id)

    def stream(self, question: Question) -> Iterator[Answer]:
        self.asked.append(question)
        if self.failure is not None:
            raise self.failure
        for text in self.partial:
            yield Answer(question.text, "en", text, False, "answered", "generative", 1.0, question.text)
        yield answered("en", question.text)


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
    view = View(TEXTS[language], LIBRARY, "As of today")
    return turn_html(Turn(number, answer, ANSWERED_AT), view)
