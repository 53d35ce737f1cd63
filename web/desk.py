"""What can be done with answers given: saved as records, downloaded, said helpful or not; never raises."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from assistant.types import Answer
from corpus.load import Corpus
from web.chrome import as_of
from web.conversations import Conversations, Turn
from web.formats import format_number
from web.opinions import Opinion, Opinions, OpinionsError
from web.record import answer_record, record_html, record_json
from web.texts import Texts
from web.tools import MAX_NOTE_CHARS, feedback_html
from web.transcript import conversation_text

_LOGGER: Final = logging.getLogger(__name__)
_TYPES: Final = {"html": "text/html", "json": "application/json", "txt": "text/plain"}


@dataclass(frozen=True, slots=True)
class File:
    """A file that the browser saves or prints: its name, media type and text."""

    name: str
    media_type: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a wish: a file, or new HTML below the answer; and a sentence that says so."""

    message: str
    done: bool = True
    file: File | None = None
    html: str = ""


class Desk:
    """The work on answers of conversations; `opinions` None means that no feedback is taken."""

    def __init__(self, corpus: Corpus, conversations: Conversations, opinions: Opinions | None) -> None:
        self._corpus = corpus
        self._conversations = conversations
        self._opinions = opinions
        self._secret = secrets.token_bytes(16)  # what ties an opinion to its conversation goes with this process

    @property
    def takes_feedback(self) -> bool:
        """Whether opinions are asked for."""
        return self._opinions is not None

    def record(self, conversation: str, number: int, format_name: str, texts: Texts) -> Outcome:
        """Return an answer's record as a file, `html` or `json`."""

        def of_turn(turn: Turn) -> Outcome:
            suffix = "json" if format_name == "json" else "html"
            record = answer_record(turn, self._corpus)
            text = record_json(record) if suffix == "json" else record_html(turn, self._corpus, texts)
            return _saved(f"answer-{turn.answered_at:%Y-%m-%d}-{turn.number}", suffix, text, texts)

        return self._with_turn(conversation, number, texts, of_turn, texts.not_saved)

    def download(self, conversation: str, format_name: str, texts: Texts) -> Outcome:
        """Return a whole conversation as a file: `txt` to read, or `json` with the record of each answer."""

        def of_last(last: Turn) -> Outcome:
            turns, name = self._conversations.turns(conversation), f"conversation-{last.answered_at:%Y-%m-%d}"
            if format_name == "json":
                records = [answer_record(turn, self._corpus) for turn in turns]
                return _saved(name, "json", json.dumps(records, ensure_ascii=False, indent=2) + "\n", texts)
            date = as_of(self._corpus.documents, texts)
            return _saved(name, "txt", conversation_text(turns, texts, date, self._corpus.fingerprint), texts)

        turns = self._conversations.turns(conversation)
        return self._with_turn(conversation, turns[-1].number if turns else 0, texts, of_last, texts.not_saved)

    def helpful(self, conversation: str, number: int) -> bool | None:
        """Return what was said of an answer; None if nothing, or if it cannot be known."""
        if self._opinions is None:
            return None
        try:
            return self._opinions.helpful(self._opinion_id(conversation, number))
        except OpinionsError:
            _LOGGER.exception("an opinion could not be read")
            return None

    def rate(self, conversation: str, number: int, opinion: tuple[bool, str], consent: bool, texts: Texts) -> Outcome:
        """Store whether an answer helped, and a note, if there is consent; nothing is written without it."""
        opinions, (helpful, note) = self._opinions, opinion
        if opinions is None or not consent:
            return Outcome(texts.consent_needed, done=False)
        if len(note) > MAX_NOTE_CHARS:
            count, limit = format_number(len(note), texts), format_number(MAX_NOTE_CHARS, texts)
            return Outcome(texts.note_too_long.format(count=count, limit=limit), done=False)

        def of_turn(turn: Turn) -> Outcome:
            opinions.keep(self._opinion(conversation, turn, helpful, note.strip()))
            return Outcome(texts.thanks, html=feedback_html(number, helpful, texts))

        return self._with_turn(conversation, number, texts, of_turn, texts.not_stored)

    def withdraw(self, conversation: str, number: int, texts: Texts) -> Outcome:
        """Delete what was said of an answer."""
        try:
            if self._opinions is not None:
                self._opinions.drop(self._opinion_id(conversation, number))
        except OpinionsError:
            _LOGGER.exception("an opinion could not be deleted")
            return Outcome(texts.not_stored, done=False)
        return Outcome(texts.withdrawn, html=feedback_html(number, None, texts))

    def _with_turn(
        self, conversation: str, number: int, texts: Texts, work: Callable[[Turn], Outcome], failed: str
    ) -> Outcome:
        turn = self._conversations.turn(conversation, number)
        if turn is None:
            return Outcome(texts.gone, done=False)
        try:
            return work(turn)
        except Exception:  # the chat's outer boundary: whatever breaks below, a reader gets a sentence
            _LOGGER.exception("what was asked of an answer could not be done")
            return Outcome(failed, done=False)

    def _opinion_id(self, conversation: str, number: int) -> str:
        """Return the id of a visitor's opinion of one answer, from which the conversation's id cannot be found."""
        return hashlib.sha256(self._secret + f"{number} {conversation}".encode()).hexdigest()[:32]

    def _opinion(self, conversation: str, turn: Turn, helpful: bool, note: str) -> Opinion:
        answer = turn.answer
        earlier = [
            item.answer.question for item in self._conversations.turns(conversation) if item.number < turn.number
        ]
        leans = answer.standalone_question != answer.question
        return Opinion(
            id=self._opinion_id(conversation, turn.number),
            given_on=datetime.now(UTC).date().isoformat(),
            helpful=helpful,
            note=note,
            language=answer.language,
            question=answer.question,
            history=tuple(earlier) if leans else (),
            status=answer.status,
            answer=answer.text,
            lead=answer.citations[0].quote if answer.citations else "",
            documents=tuple(dict.fromkeys(citation.document_id for citation in answer.citations)),
            articles=_articles(answer),
            corpus_hash=self._corpus.fingerprint,
        )


def _articles(answer: Answer) -> tuple[int, ...]:
    places = (citation.location.article for citation in answer.citations if citation.location)
    return tuple(dict.fromkeys(article for article in places if article is not None))


def _saved(name: str, suffix: str, text: str, texts: Texts) -> Outcome:
    file = File(f"{name}.{suffix}", _TYPES[suffix], text)
    return Outcome(texts.saved.format(name=file.name), file=file)
