"""Asking, and what must hold of every answer whatever it says."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.engine import Engine
from assistant.types import MAX_ANSWER_CHARS, Answer, Citation, Question
from corpus.types import Language

_MARKER = re.compile(r"\[(\d+)\]")


def ask(engine: Engine, text: str, *history: str, language: Language | None = None) -> Answer:
    """Ask, and check what holds of every answer."""
    answer = engine.answer(Question(text, history, language))
    assert_sound(engine, answer)
    return answer


def assert_sound(engine: Engine, answer: Answer) -> None:
    """Quotes stand at their offsets, the text marks exactly the citations, and only an answer has any."""
    for citation in (*answer.citations, *answer.nearest):
        assert_stands(engine, citation)
        assert citation.quote in answer.text
    marked = [int(number) for number in dict.fromkeys(_MARKER.findall(answer.text))]
    if answer.status == "answered":
        assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
        assert sorted(marked) == [citation.marker for citation in answer.citations] != []
    else:
        assert answer.citations == ()
    assert answer.abstained == (answer.status in {"refused", "no_such_article"})
    assert answer.mode == "extractive"
    assert len(answer.text) <= MAX_ANSWER_CHARS or is_look_up(answer)


def assert_stands(engine: Engine, citation: Citation) -> None:
    """The quote is what stands at its offsets, and the rest of the citation is its document's."""
    document = engine.document(citation.document_id)
    assert citation.quote == document.text[citation.start : citation.end] != ""
    assert (citation.kind, citation.title, citation.publisher, citation.url, citation.published, citation.language) == (
        document.kind,
        document.title,
        document.publisher,
        document.url,
        document.published,
        document.language,
    )
    sections = [section.location for section in document.sections if section.start <= citation.start < section.end]
    assert citation.location == (sections[0] if sections else None)


def is_look_up(answer: Answer) -> bool:
    """Whether the answer shows an article or a chapter: its first quote is a title."""
    return (
        answer.status == "answered"
        and answer.citations[0].kind == "convention"
        and answer.text.startswith(answer.citations[0].quote)
    )


def cited(answer: Answer) -> set[str]:
    """The ids of the documents that an answer cites."""
    return {citation.document_id for citation in answer.citations}


def without_time(answer: Answer) -> Answer:
    """The answer as it would be had it taken no time: to compare two."""
    return replace(answer, elapsed_ms=0.0)
