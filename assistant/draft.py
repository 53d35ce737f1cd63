"""An answer on its way: the question checked, the clock running, the text still to come."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.candidates import Candidate
from assistant.evidence import Judged
from assistant.messages import COVERAGE, NEAREST, REFUSAL, quoted, source_label
from assistant.quote import Composer, citation
from assistant.spans import Span, span_of
from assistant.types import MAX_ANSWER_CHARS, MAX_QUESTION_CHARS, Answer, QuestionError, Status
from corpus.text import normalize
from corpus.types import Language

_NEAREST_SHOWN: Final = 2


def checked(text: str) -> str:
    """Normalise a question; raise QuestionError for one that is empty or too long."""
    normal = " ".join(normalize(text).split())
    if not any(char.isalnum() for char in normal):
        raise QuestionError("The question is empty. Type a question, for example: How many states signed it?")
    if len(normal) > MAX_QUESTION_CHARS:
        raise QuestionError(
            f"The question has {len(normal)} characters; the limit is {MAX_QUESTION_CHARS}. Ask a shorter question."
        )
    return normal


@dataclass
class Draft:
    """What is known of an answer before its text is."""

    question: str
    language: Language
    started: float
    standalone: str = ""
    judged: Sequence[Judged] = ()  # the sentences that were weighed, best first, where the answer comes from them

    def finish(
        self, text: str, status: Status, composer: Composer | None = None, nearest: Sequence[Span] = ()
    ) -> Answer:
        """Close the draft with its text."""
        return Answer(
            question=self.question,
            language=self.language,
            text=text,
            abstained=status in {"refused", "no_such_article"},
            status=status,
            mode="extractive",
            elapsed_ms=round((time.perf_counter() - self.started) * 1000, 3),
            standalone_question=self.standalone or self.question,
            citations=composer.citations() if composer else (),
            nearest=tuple(citation(span, marker) for marker, span in enumerate(nearest, start=1)),
        )

    def finish_composed(self, composer: Composer) -> Answer:
        """Close the draft with a composed answer."""
        return self.finish(composer.text, "answered", composer)

    def refuse(self, near: Sequence[Candidate]) -> Answer:
        """Close the draft with a refusal: what the sources do cover, and the nearest passages while there is room."""
        refusal = f"{REFUSAL[self.language]} {COVERAGE[self.language]}"
        lines, spans = [refusal, NEAREST[self.language]], []
        for span in map(span_of, near[:_NEAREST_SHOWN]):
            label = source_label(span.document, span.location, self.language)
            line = f"— {quoted(span.text, span.document.language)} ({label})"
            if len("\n".join([*lines, line])) <= MAX_ANSWER_CHARS:
                lines.append(line)
                spans.append(span)
        return self.finish("\n".join(lines) if spans else refusal, "refused", nearest=spans)
