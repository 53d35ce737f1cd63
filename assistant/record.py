"""An answer as a record to keep: what was said, from which corpus, and all that is needed to prove it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from assistant.batch import citation_to_json
from assistant.types import Answer, Citation
from corpus.load import Corpus

FORMAT: Final = "convention-assistant-answer/1"


def record(answer: Answer, corpus: Corpus, time: datetime) -> dict[str, Any]:
    """Return the record of an answer given at a time; `assistant.verify` re-checks it against a corpus."""
    return {
        "format": FORMAT,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "language": answer.language,
        "answer": answer.text,
        "abstained": answer.abstained,
        "mode": answer.mode,
        "time": time.isoformat(timespec="seconds"),
        "elapsed_ms": answer.elapsed_ms,
        "corpus": {"version": corpus_version(corpus), "sha256": corpus.fingerprint},
        "citations": [_citation(citation, corpus) for citation in answer.citations],
    }


def corpus_version(corpus: Corpus) -> str:
    """Return the newest date that the corpus bears; "undated" if it bears none."""
    return max((document.published for document in corpus.documents if document.published), default="undated")


def _citation(citation: Citation, corpus: Corpus) -> dict[str, Any]:
    return {**citation_to_json(citation), "document_sha256": corpus.document(citation.document_id).sha256}
