"""Answers as plain text: what is copied, and a whole conversation for reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.types import Answer, Citation
from web.conversations import Turn
from web.formats import format_date, format_location
from web.texts import Texts


def answer_text(answer: Answer, texts: Texts, as_of: str) -> str:
    """Return question, answer and numbered sources as lines, ready to be pasted into a letter."""
    lines = [answer.question]
    if answer.standalone_question != answer.question:
        lines.append(f"({texts.understood} {answer.standalone_question})")
    lines += ["", answer.text, ""]
    if answer.citations:
        lines += [f"{texts.sources}:", *(_source(citation, texts) for citation in answer.citations), ""]
    return "\n".join([*lines, as_of])


def conversation_text(turns: Sequence[Turn], texts: Texts, as_of: str, corpus_hash: str) -> str:
    """Return all answers of a conversation, each with the time it was given, and the hash of the corpus."""
    told = (f"{turn.number}. {_time(turn.answered_at)}\n{answer_text(turn.answer, texts, as_of)}" for turn in turns)
    return "\n\n".join([texts.name, *told, f"SHA-256: {corpus_hash}"]) + "\n"


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _source(citation: Citation, texts: Texts) -> str:
    """Return a source in one line: marker, title, publisher, date, place, language, what kind of text, address."""
    published = format_date(citation.published, texts) if citation.published or citation.kind == "article" else ""
    parts = (
        citation.title,
        "" if (citation.publisher or "") in citation.title else citation.publisher,
        published,
        format_location(citation.location, texts),
        texts.languages.get(citation.language, citation.language),
        texts.editions[citation.edition],
        citation.url,
    )
    return f"[{citation.marker}] " + "; ".join(part for part in parts if part)
