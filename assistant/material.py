"""What a language model is given to answer from: what the extractive answer quotes, and the next best sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from assistant.evidence import Judged
from assistant.ground import Source, Version
from assistant.spans import Span, aligned, in_language, span_of, topic_of
from assistant.types import Answer
from corpus.load import Corpus
from corpus.types import LANGUAGES

_MOST_PASSAGES: Final = 8
_GIVEN_FROM: Final = 0.5  # of the first sentence's probability to answer, below which another is beside the point
_TO_THE_POINT_FROM: Final = 0.8


@dataclass(frozen=True, slots=True)
class Material:
    """Passages, numbered from 1 in order; an answer has to cite one of those that are `to_the_point`."""

    sources: tuple[Source, ...]
    to_the_point: frozenset[int]

    @property
    def spans(self) -> list[Span]:
        """What is quoted of each passage."""
        return [source.span for source in self.sources]


def gather(judged: Sequence[Judged], extractive: Answer, corpus: Corpus) -> Material:
    """Take what the extractive answer quotes, then the judged sentences that are nearly as good as the first."""
    spans: dict[Span, bool] = {
        Span(corpus.document(item.document_id), item.start, item.end, item.location): True
        for item in extractive.citations
    }
    known = {version.text for span in spans for version in _versions(span, corpus)}
    first = max((item.probability for item in judged), default=0.0)
    for item in judged:
        if len(spans) >= _MOST_PASSAGES:
            break
        span = in_language(item.candidate, corpus, extractive.language) or span_of(item.candidate)
        if item.probability >= _GIVEN_FROM * first and span.text not in known:
            spans[span] = item.probability >= _TO_THE_POINT_FROM * first
            known.update(version.text for version in _versions(span, corpus))
    numbered = list(enumerate(spans.items(), start=1))
    sources = tuple(Source(span, tuple(_versions(span, corpus))) for span in spans)
    return Material(sources, frozenset(number for number, (_, is_to_the_point) in numbered if is_to_the_point))


def _versions(span: Span, corpus: Corpus) -> Iterator[Version]:
    """Give a passage in every language that the corpus holds it in, its own first."""
    document = span.document
    yield Version(span.text, document.language)
    for language in LANGUAGES:
        if language == document.language:
            continue
        if document.kind == "brief":
            yield Version(corpus.brief(topic_of(document)).statement[language], language)
        elif document.kind == "convention":
            with suppress(StopIteration):  # a quote that is not a whole sentence has no counterpart
                if other := aligned(span, corpus, language):
                    yield Version(other.text, language)
