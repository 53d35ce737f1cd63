"""A question as it is weighed: embedded, and read by the reader of questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.question import Understanding, in_short
from index.cross_encoder import CrossEncoder
from index.embed import Embedder
from index.reader import QuestionReader, Told


@dataclass(frozen=True, slots=True)
class Query:
    """A question embedded and read: `rows` of it, of the one before a follow-up, and of the follow-up by itself.

    They are unit rows, of zeros where there is none. `told_after` is what the reader makes of the follow-up after the
    question before it; of a question that stands alone it is `told`. Without a reader of questions nothing is told.
    `cross` reads it beside sentences that the reader does not know.
    """

    rows: NDArray[np.float32]
    told: Told | None = None
    told_itself: Told | None = None
    told_after: Told | None = None
    cross: CrossEncoder | None = None


def queries_of(
    questions: Sequence[Understanding], embedder: Embedder, reader: QuestionReader | None, cross: CrossEncoder | None
) -> list[Query]:
    """Embed and read questions, as the readings of a follow-up are: all of them in one go, which is quicker."""
    texts = [_texts(question) for question in questions]
    rows = embedder.embed_queries([text for each in texts for text in each])
    by_question = np.split(rows, len(questions))
    if reader is None:
        return [Query(own, cross=cross) for own in by_question]
    asked = [_to_read(*each) for each in texts]
    told = iter(reader.read_all([pair for pairs in asked for pair in pairs]))
    found = ([next(told) for _ in pairs] for pairs in asked)
    return [
        Query(own, read[0], read[1] if len(read) > 1 else None, read[-1], cross)
        for own, read in zip(by_question, found, strict=True)
    ]


def _texts(question: Understanding) -> tuple[str, str, str]:
    """The question, the one before it, and what it says by itself; a text of nothing is a row of zeros."""
    text, earlier, itself = (in_short(text or "") for text in (question.text, question.earlier, question.itself))
    return text, earlier, itself


def _to_read(text: str, earlier: str, itself: str) -> list[tuple[str, str]]:
    return [(text, ""), (itself, ""), (itself, earlier)] if itself else [(text, "")]
