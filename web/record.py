"""An answer's record: question, answer, quotes and sources, as JSON that `assistant verify` checks, and as a page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from markupsafe import Markup

from assistant.record import record
from assistant.types import Citation
from corpus.load import Corpus
from corpus.types import Document
from web.conversations import Turn
from web.formats import format_date
from web.passage import topic_of
from web.site_render import render
from web.site_statements import Proof, statement
from web.texts import Texts

COMMAND: Final = "python -m assistant verify"


def answer_record(turn: Turn, corpus: Corpus) -> dict[str, Any]:
    """Return an exchange as the record holds it; offsets count characters of the document whose hash stands beside."""
    answer = turn.answer
    return {
        **record(answer, corpus, turn.answered_at),
        "program": program_version(),
        "citations": [_source(citation, corpus) for citation in answer.citations],
        "nearest": [_source(citation, corpus) for citation in answer.nearest],
    }


def program_version() -> str:
    """Return the version of the program as it is installed."""
    try:
        return version("convention-assistant")
    except PackageNotFoundError:  # run from a folder of sources
        return "unknown"


def _source(citation: Citation, corpus: Corpus) -> dict[str, Any]:
    return {**asdict(citation), "document_sha256": corpus.document(citation.document_id).sha256}


def record_json(record: dict[str, Any]) -> str:
    """Return a record as text, for a file."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def record_html(turn: Turn, corpus: Corpus, texts: Texts) -> str:
    """Return a page to read, print and keep, in the interface's language; it holds the same record as data."""
    answer = turn.answer
    kept = answer_record(turn, corpus)
    return render(
        "record.html",
        texts=texts,
        answer=answer,
        record=kept,
        given=(format_date(turn.answered_at.date().isoformat(), texts), f"{turn.answered_at:%H:%M} UTC"),
        sources=[_Cited.of(citation, corpus, answer.language) for citation in answer.citations],
        nearest=[_Cited.of(citation, corpus, answer.language) for citation in answer.nearest],
        command=COMMAND,
        data=Markup(_inert(json.dumps(kept, ensure_ascii=False))),  # noqa: S704 - made inert here
    )


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation with its document, and for a statement of ours the quotes that prove it."""

    citation: Citation
    document: Document
    proofs: list[Proof]

    @classmethod
    def of(cls, citation: Citation, corpus: Corpus, language: str) -> _Cited:
        """Look a citation up; KeyError if the corpus lacks it."""
        topic = topic_of(citation.document_id) if citation.kind == "brief" else None
        proofs = statement(corpus, topic).proofs_for(language) if topic else []
        return cls(citation, corpus.document(citation.document_id), proofs)


def _inert(data: str) -> str:
    """Write JSON so that nothing in it can end the element that it stands in; it means the same."""
    return data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
