"""What goes into the assistant and what comes out: questions, citations, answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from corpus.types import Edition, Kind, Language, Location

Mode = Literal["extractive", "generative"]
Status = Literal["answered", "refused", "no_such_article", "greeting"]

MAX_QUESTION_CHARS: Final = 2_000  # a long paragraph; anything longer is a document, not a question
MAX_ANSWER_CHARS: Final = 900  # an answer that pours out passages is wrong even when the fact is in it
MAX_HISTORY: Final = 20  # earlier questions that are kept as context


class QuestionError(ValueError):
    """A question cannot be taken; the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked, the earlier questions of the conversation (oldest first), a forced language."""

    text: str
    history: tuple[str, ...] = ()
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and where it stands: `quote == document.text[start:end]`, offsets in characters."""

    marker: int
    document_id: str
    kind: Kind
    title: str
    publisher: str | None
    url: str | None
    published: str | None
    language: str
    location: Location | None
    start: int
    end: int
    quote: str
    edition: Edition = "source"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or a refusal, in `language`; `citations` hold what `text` marks `[1]`, `[2]`, ….

    `standalone_question` is the question as it was understood; it differs from `question` for a follow-up.
    `nearest` are quotes shown with a refusal: near the question, but no answer to it.
    `dropped` counts the sentences of a language model that its passages do not bear out; `note` says, in `language`,
    what a reader should know of how the answer came about; empty where there is nothing to say.
    """

    question: str
    language: Language
    text: str
    abstained: bool
    status: Status
    mode: Mode
    elapsed_ms: float
    standalone_question: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = field(default=())
    dropped: int = 0
    note: str = ""
