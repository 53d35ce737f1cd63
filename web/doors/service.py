"""What every door does: ask, search, list and read documents, read an article; values in, plain JSON values out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from assistant import messages
from assistant.batch import answer_to_json, citation_to_json
from assistant.language import answer_language
from assistant.types import Answer, Question
from corpus.detect import detect_language
from corpus.load import Corpus
from corpus.types import Document, Language, Location, Passage
from index.types import Hit
from web.doors import phrases
from web.doors.errors import Problem, shown


class Engine(Protocol):
    """What the doors ask of the engine."""

    @property
    def corpus(self) -> Corpus:
        """The corpus that answers are quoted from."""

    def answer(self, question: Question) -> Answer:
        """Answer a question, or refuse; QuestionError if it cannot be taken."""

    def stream(self, question: Question) -> Iterator[Answer]:
        """Give growing answers, of which the last is the answer; QuestionError if the question cannot be taken."""

    def search(
        self, text: str, language: Language, count: int = ..., keep: Callable[[Passage], bool] | None = ...
    ) -> list[Hit]:
        """Rank the passages for a text, best first; `keep` filters exactly."""

    def document(self, document_id: str) -> Document:
        """Return a document; KeyError if it is unknown."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents are meant; None is no filter, and one that nothing passes gives nothing."""

    language: str | None = None
    kind: str | None = None

    def passes(self, document: Document) -> bool:
        """Whether a document is meant."""
        return self.language in {None, document.language} and self.kind in {None, document.kind}


def answer_json(answer: Answer, request_id: str | int | None = None) -> dict[str, Any]:
    """Give an answer as a batch does, with the question as it was understood and what a refusal shows."""
    return {
        "id": request_id,
        **answer_to_json(answer),
        "standalone_question": answer.standalone_question,
        "nearest": [citation_to_json(item) for item in answer.nearest],
    }


def not_taken(question: str, language: Language | None) -> Problem:
    """Return the problem of a question that the engine does not take, in the language of the question."""
    said_in = language or detect_language(question) or "en"
    return Problem(422, "no_question", phrases.NO_QUESTION[said_in], "question")


def search(engine: Engine, query: str, language: Language | None, count: int, wanted: Filter) -> dict[str, Any]:
    """Rank the passages of the wanted documents for a query, best first."""
    taken = answer_language(query, (), language)

    def keep(passage: Passage) -> bool:
        return wanted.passes(engine.document(passage.document_id))

    hits = engine.search(query, taken, count, None if wanted == Filter() else keep)
    results = [_found(rank, hit, engine.document(hit.passage.document_id)) for rank, hit in enumerate(hits, start=1)]
    return {"query": query, "language": taken, "results": results}


def _found(rank: int, hit: Hit, document: Document) -> dict[str, Any]:
    passage = hit.passage
    return {
        "rank": rank,
        "score": round(hit.score, 6),
        "passage_id": passage.id,
        "document_id": document.id,
        "kind": document.kind,
        "edition": document.edition,
        "title": document.title,
        "publisher": document.publisher,
        "url": document.url,
        "published": document.published,
        "language": document.language,
        "location": asdict(passage.location) if passage.location else None,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def documents(corpus: Corpus, wanted: Filter) -> dict[str, Any]:
    """List the wanted documents without their texts."""
    entries = [_entry(document) for document in corpus.documents if wanted.passes(document)]
    return {"corpus_hash": corpus.fingerprint, "documents": entries}


def document(engine: Engine, document_id: str, language: Language) -> dict[str, Any]:
    """Return a document with its text and sections; a problem of status 404 if there is none of that id."""
    try:
        found = engine.document(document_id)
    except KeyError:
        message = phrases.NO_DOCUMENT[language].format(id=shown(document_id))
        raise Problem(404, "no_document", message, "document_id") from None
    return {**_entry(found), "text": found.text, "sections": [asdict(section) for section in found.sections]}


def _entry(found: Document) -> dict[str, Any]:
    return {
        "id": found.id,
        "kind": found.kind,
        "edition": found.edition,
        "language": found.language,
        "title": found.title,
        "publisher": found.publisher,
        "url": found.url,
        "published": found.published,
        "characters": len(found.text),
        "sha256": found.sha256,
    }


def article(engine: Engine, number: int, paragraph: int | None, language: Language) -> dict[str, Any]:
    """Return the text of an article, or of one paragraph; a problem of status 404 if the Convention has none."""
    treaty = engine.document(f"convention-{language}")
    sections = [section for section in treaty.sections if section.location.article == number]
    if not sections:
        raise Problem(404, "no_article", messages.NO_ARTICLE[language].format(number=number), "article")
    if paragraph is not None:
        sections = [section for section in sections if section.location.paragraph == paragraph]
    if not sections:
        message = messages.NO_PARAGRAPH[language].format(article=number, paragraph=paragraph)
        raise Problem(404, "no_paragraph", message, "paragraph")
    start, end = sections[0].start, sections[-1].end
    return {
        "document_id": treaty.id,
        "edition": treaty.edition,
        "title": treaty.title,
        "url": treaty.url,
        "language": language,
        "location": asdict(Location(number, paragraph)),
        "start": start,
        "end": end,
        "text": treaty.text[start:end],
    }


def answer_text(answer: Answer, engine: Engine) -> str:
    """Write an answer with the list of its sources, as plain text for a program that shows nothing else."""
    return answer.text + sources_text(answer, engine)


def sources_text(answer: Answer, engine: Engine) -> str:
    """Write the list of an answer's sources, to stand below its text; empty if it has none."""
    if not answer.citations:
        return ""
    lines = []
    for item in answer.citations:
        label = messages.source_label(engine.document(item.document_id), item.location, answer.language)
        is_named = item.title != f"{item.publisher}, {item.published}"  # what stands for the title of one without
        parts = [label, item.title if is_named else "", item.url or ""]
        lines.append(f"[{item.marker}] " + " — ".join(part for part in parts if part))
    return "\n\n" + "\n".join([f"{phrases.SOURCES[answer.language]}:", *lines])
