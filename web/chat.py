"""The chat without its page: opens a conversation, answers a question, forgets; returns HTML, never raises."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol
from urllib.parse import parse_qs

from assistant.types import MAX_HISTORY, MAX_QUESTION_CHARS, Answer, Question, QuestionError
from corpus.load import Corpus
from corpus.types import Document, Language
from web.chrome import as_of, footer_html, form_html, header_html, welcome_html
from web.conversations import Conversations, Turn
from web.desk import Desk
from web.formats import choose_language, format_number
from web.opinions import Opinions
from web.passage import Library
from web.render import View, failure_html, partial_html, turn_html
from web.texts import TEXTS, Texts

_LOGGER: Final = logging.getLogger(__name__)
_MAX_ID_CHARS: Final = 64


class Engine(Protocol):
    """What the chat asks of the engine."""

    @property
    def corpus(self) -> Corpus:
        """The corpus that answers are quoted from."""

    def stream(self, question: Question) -> Iterator[Answer]:
        """Answer a question while it is written: growing answers, of which the last is the answer.

        There is but one where no language model writes. QuestionError if the question cannot be taken.
        """

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


@dataclass(frozen=True, slots=True)
class Reply:
    """An exchange as a list item; until it is final, its answer is still being written."""

    html: str
    final: bool


class Chat:
    """One engine, many conversations; a conversation is known by the random id that its tab made up."""

    def __init__(
        self, engine: Engine, conversations: Conversations | None = None, opinions: Opinions | None = None
    ) -> None:
        self._engine = engine
        self._conversations = conversations or Conversations()
        self._library = Library(engine.document, engine.corpus.brief)
        self.desk = Desk(engine.corpus, self._conversations, opinions)

    def open(self, search: str, kept: str | None, accepted: str | None, conversation: str) -> Opened:
        """Return the page for an address's `?lang=…&q=…`, a kept choice of language and the browser's languages."""
        asked = parse_qs(search.removeprefix("?"))
        language = choose_language(asked.get("lang", [None])[0], kept, accepted)
        texts, corpus = TEXTS[language], self._engine.corpus
        conversation = conversation[:_MAX_ID_CHARS]
        turns = self._conversations.turns(conversation)
        question = asked.get("q", [""])[0].strip()
        said = {text for turn in turns for text in (turn.answer.question, turn.answer.standalone_question)}
        return Opened(
            language=language,
            header=header_html(texts),
            welcome=welcome_html(texts),
            form=form_html(texts),
            footer=footer_html(corpus.documents, len(corpus.briefs), texts),
            turns="".join(self._turn_html(turn, conversation, texts) for turn in turns),
            question="" if question in said else question,
        )

    def ask(self, question: str, conversation: str, language: str, shown: int = 0) -> Iterator[Reply]:
        """Yield the exchange as it grows: the answer, a refusal, or one sentence on why there is neither.

        `shown` is the highest number on the page: after a restart of the server, no number may be given twice.
        """
        texts, question = TEXTS[choose_language(language, None, None)], question.strip()
        try:
            yield from self._replies(question, conversation[:_MAX_ID_CHARS], texts, shown)
        except QuestionError:  # its message is for programs and in English; the page has its own, in each language
            yield Reply(failure_html(question, texts.not_taken, texts.language), final=True)
        except Exception:  # the chat's outer boundary: whatever breaks below, a reader gets a sentence
            _LOGGER.exception("a question could not be answered")
            yield Reply(failure_html(question, texts.failed, texts.language), final=True)

    def forget(self, conversation: str) -> None:
        """Drop a conversation."""
        self._conversations.forget(conversation[:_MAX_ID_CHARS])

    def _replies(self, question: str, conversation: str, texts: Texts, shown: int) -> Iterator[Reply]:
        """Answer, render, and only then keep: a turn that cannot be shown must not break the next opening."""
        if problem := _problem(question, texts):
            yield Reply(failure_html(_shortened(question), problem, texts.language), final=True)
            return
        turns = self._conversations.turns(conversation)
        earlier = tuple(turn.answer.question for turn in turns)
        growing = self._engine.stream(Question(question, earlier[-MAX_HISTORY:]))
        answer = next(growing)
        for longer in growing:
            yield Reply(partial_html(answer, texts), final=False)
            answer = longer
        turn = Turn(max(turns[-1].number if turns else 0, shown) + 1, answer, datetime.now(UTC))
        html = self._turn_html(turn, conversation, texts)
        self._conversations.add(conversation, turn)
        yield Reply(html, final=True)

    def _turn_html(self, turn: Turn, conversation: str, texts: Texts) -> str:
        as_it_is = as_of(self._engine.corpus.documents, texts)
        view = View(texts, self._library, as_it_is, takes_feedback=self.desk.takes_feedback)
        return turn_html(turn, view, self.desk.helpful(conversation, turn.number))


def _problem(question: str, texts: Texts) -> str:
    """Return why a question cannot be asked; empty if it can."""
    if len(question) > MAX_QUESTION_CHARS:
        count, limit = (format_number(number, texts) for number in (len(question), MAX_QUESTION_CHARS))
        return texts.too_long.format(count=count, limit=limit)
    return "" if any(char.isalnum() for char in question) else texts.empty


def _shortened(question: str) -> str:
    return question if len(question) <= MAX_QUESTION_CHARS else question[:200] + "…"
