"""The chat without its page: opens a conversation, answers a question, forgets; returns HTML, never raises."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from urllib.parse import parse_qs

from assistant.types import MAX_HISTORY, MAX_QUESTION_CHARS, Answer, Question, QuestionError
from corpus.types import Brief, Document, Language
from web.chrome import as_of, footer_html, form_html, header_html, welcome_html
from web.conversations import Conversations, Turn
from web.formats import choose_language, format_number
from web.passage import Library
from web.render import failure_html, turn_html
from web.texts import TEXTS, Texts

_LOGGER: Final = logging.getLogger(__name__)
_MAX_ID_CHARS: Final = 64


class Corpus(Protocol):
    """What the page shows of the corpus."""

    @property
    def documents(self) -> Sequence[Document]:
        """All documents."""

    @property
    def briefs(self) -> Sequence[Brief]:
        """All verified statements."""

    def brief(self, topic: str) -> Brief:
        """Return a statement by its topic; KeyError if there is none."""


class Engine(Protocol):
    """What the chat asks of the engine."""

    @property
    def corpus(self) -> Corpus:
        """The corpus that answers are quoted from."""

    def answer(self, question: Question) -> Answer:
        """Answer a question, or refuse it; QuestionError if it cannot be taken."""

    def document(self, document_id: str) -> Document:
        """Return a document; KeyError if it is unknown."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The page in one language, with what was said so far and the question that the address carries, if any."""

    language: Language
    header: str
    welcome: str
    form: str
    footer: str
    turns: str
    question: str


class Chat:
    """One engine, many conversations; a conversation is known by the random id that its tab made up."""

    def __init__(self, engine: Engine, conversations: Conversations | None = None) -> None:
        self._engine = engine
        self._conversations = conversations or Conversations()
        self._library = Library(engine.document, engine.corpus.brief)

    def open(self, search: str, kept: str | None, accepted: str | None, conversation: str) -> Opened:
        """Return the page for an address's `?lang=…&q=…`, a kept choice of language and the browser's languages."""
        asked = parse_qs(search.removeprefix("?"))
        language = choose_language(asked.get("lang", [None])[0], kept, accepted)
        texts, corpus = TEXTS[language], self._engine.corpus
        turns = self._conversations.turns(conversation)
        question = asked.get("q", [""])[0].strip()
        said = {text for turn in turns for text in (turn.answer.question, turn.answer.standalone_question)}
        return Opened(
            language=language,
            header=header_html(texts),
            welcome=welcome_html(texts),
            form=form_html(texts),
            footer=footer_html(corpus.documents, len(corpus.briefs), texts),
            turns="".join(self._turn_html(turn, texts) for turn in turns),
            question="" if question in said else question,
        )

    def ask(self, question: str, conversation: str, language: str) -> str:
        """Return the exchange as a list item: the answer, a refusal, or one sentence on why there is neither."""
        texts, question = TEXTS[choose_language(language, None, None)], question.strip()
        if len(question) > MAX_QUESTION_CHARS:
            return failure_html(_shortened(question), _too_long(question, texts), texts.language)
        if not any(char.isalnum() for char in question):
            return failure_html(question, texts.empty, texts.language)
        try:
            return self._answered(question, conversation[:_MAX_ID_CHARS], texts)
        except QuestionError as error:
            return failure_html(question, f"{texts.not_taken} {error}", texts.language)
        except Exception:  # the chat's outer boundary: whatever breaks below, a reader gets a sentence
            _LOGGER.exception("a question could not be answered")
            return failure_html(question, texts.failed, texts.language)

    def forget(self, conversation: str) -> None:
        """Drop a conversation."""
        self._conversations.forget(conversation)

    def _answered(self, question: str, conversation: str, texts: Texts) -> str:
        """Answer, render, and only then keep: a turn that cannot be shown must not break the next opening."""
        turns = self._conversations.turns(conversation)
        earlier = tuple(turn.answer.question for turn in turns)
        answer = self._engine.answer(Question(question, earlier[-MAX_HISTORY:]))
        turn = Turn(turns[-1].number + 1 if turns else 1, answer)
        html = self._turn_html(turn, texts)
        self._conversations.add(conversation, turn)
        return html

    def _turn_html(self, turn: Turn, texts: Texts) -> str:
        return turn_html(turn.number, turn.answer, texts, self._library, as_of(self._engine.corpus.documents, texts))


def _too_long(question: str, texts: Texts) -> str:
    return texts.too_long.format(
        count=format_number(len(question), texts), limit=format_number(MAX_QUESTION_CHARS, texts)
    )


def _shortened(question: str) -> str:
    return question[:200] + "…"
