"""Stretches of documents that are quoted, and where the same is said in another language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.candidates import Candidate
from corpus.load import Corpus
from corpus.split import sentences
from corpus.types import Document, Language, Location, Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document that is quoted."""

    document: Document
    start: int
    end: int
    location: Location | None

    @property
    def text(self) -> str:
        """The quote, word for word."""
        return self.document.text[self.start : self.end]


def span_of(candidate: Candidate) -> Span:
    """The span of a candidate."""
    return Span(candidate.document, candidate.start, candidate.end, candidate.location)


def topic_of(document: Document) -> str:
    """The topic of a statement's document: `brief-<topic>-<language>`."""
    return document.id.removeprefix("brief-").removesuffix(f"-{document.language}")


def location_at(document: Document, start: int) -> Location | None:
    """The place in the Convention of an offset; None in a document that has no places."""
    return next((section.location for section in document.sections if section.start <= start < section.end), None)


def heading_span(document: Document, article: int) -> Span:
    """The title line of an article."""
    section = document.heading(article)
    return Span(document, section.start, section.end, section.location)


def in_language(candidate: Candidate, corpus: Corpus, language: Language) -> Span | None:
    """The same statement, or the aligned sentence of the digest, in another language; None where there is none."""
    document = candidate.document
    if document.language == language:
        return span_of(candidate)
    if document.kind == "brief":
        other = corpus.document(f"brief-{topic_of(document)}-{language}")
        return Span(other, 0, len(other.text), None)
    return aligned(span_of(candidate), corpus, language) if document.kind == "convention" else None


def aligned(span: Span, corpus: Corpus, language: Language) -> Span | None:
    """The sentence of the digest in another language that says the same; None beside an official text."""
    other = corpus.document(f"convention-{language}")
    if {span.document.edition, other.edition} != {"digest"}:
        return None
    pairs = zip(span.document.sections, other.sections, strict=True)
    mine, theirs = next(pair for pair in pairs if pair[0].start <= span.start < pair[0].end)
    ours = sentences_of(span.document.text[mine.start : mine.end])
    counterparts = sentences_of(other.text[theirs.start : theirs.end])
    if len(ours) != len(counterparts):
        return None
    number = next(number for number, item in enumerate(ours) if mine.start + item.start == span.start)
    found = counterparts[number]
    return Span(other, theirs.start + found.start, theirs.start + found.end, theirs.location)


@lru_cache(maxsize=256)
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, which is cut once."""
    return tuple(sentences(text))
