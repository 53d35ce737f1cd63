"""The quotes that prove a statement of ours, the one that proves what was asked first."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import lru_cache
from typing import Final

from assistant.spans import Span, location_at, sentences_of, topic_of
from assistant.types import MAX_ANSWER_CHARS
from corpus.figures import find_dates, find_numbers
from corpus.load import Corpus
from corpus.names import find_names
from corpus.stem import stem
from corpus.types import LANGUAGES, Document, Language
from index.terms import content_words

_SAYS_LESS: Final = 0.25  # share of a statement's words by which one quote says notably less of it than another
_LABEL: Final = 60  # characters, about, of what stands around a proof: whose it is, of what day, in which language
_LONGEST_PROOF: Final = 420  # characters of a whole sentence that is shown as proof


def proofs(statement: Document, corpus: Corpus, language: Language, asked: Set[str]) -> list[Span]:
    """The fewest quotes that prove a statement: whole sentences, or their parts that count where these leave no room.

    First what carries the figures and names of the question, then the day of which the statement speaks first, then the
    asked language, what says most of the statement, the dated, the newer source.

    A quote is taken if it is the first, or if it carries a date, number or name of the statement that those before
    it lack.
    """
    brief = corpus.brief(topic_of(statement))
    quotes = [(corpus.document(item.document_id), item.quote) for item in brief.evidence]
    if not brief.differs:  # else each source that it names has to be heard, in short
        found = _fewest([_whole_sentence(*each) for each in quotes], statement, corpus, language, asked)
        if len(statement.text) + sum(len(span.text) + _LABEL for span in found) <= MAX_ANSWER_CHARS:
            return found
    return _fewest([_quote_alone(*each) for each in quotes], statement, corpus, language, asked)


def _fewest(
    spans: Iterable[Span], statement: Document, corpus: Corpus, language: Language, asked: Set[str]
) -> list[Span]:
    by_name = corpus.brief(topic_of(statement)).differs
    carries = {span: _carried(span, by_name=by_name) for span in spans}
    said = {span: _share_said(statement, span, corpus) for span in carries}
    enough = max(said.values(), default=0.0) - _SAYS_LESS
    first_day = _first_day(statement.text)
    ordered = sorted(
        carries,
        key=lambda span: (
            -len(asked & claims(span.text)),
            not first_day <= carries[span],
            span.document.language != language,
            said[span] < enough,
            _proof_order(span.document, language),
            span.start,
        ),
    )
    wanted = claims(statement.text)
    chosen: list[Span] = []
    for span in ordered:
        if not chosen or wanted & carries[span]:
            chosen.append(span)
            wanted -= carries[span]
    return chosen


def _carried(span: Span, *, by_name: bool) -> frozenset[str]:
    """What a quote proves: its dates, numbers and names, its source's day, and, `by_name`, whose it is."""
    carried = claims(span.text) | claims(span.document.published or "")
    return carried | claims(span.document.publisher or "") if by_name else carried


def _first_day(text: str) -> frozenset[str]:
    """Day and month of the first date that a text names with its year, as `claims` has them; nothing if it has none."""
    days = (date.value[5:] for date in find_dates(text) if date.year and date.day)
    return frozenset([*days][:1])


def _share_said(statement: Document, span: Span, corpus: Corpus) -> float:
    """The share of a statement's words, as it stands in the quote's language, that the quote has."""
    language = next(language for language in LANGUAGES if language == span.document.language)
    said = corpus.document(f"brief-{topic_of(statement)}-{language}").text
    wanted, there = ({stem(word, language) for word in content_words(text)} for text in (said, span.text))
    return len(wanted & there) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=4096)
def claims(text: str) -> frozenset[str]:
    """The dates, numbers and names of a text, in a form that compares across languages."""
    dates = {date.value.lstrip("-") for date in find_dates(text)}
    whole = [value for value in dates if len(value) == len("2026-02-23")]
    parts = {part for value in whole for part in (value[5:], value[:7])}  # its day and month, its month and year
    return (
        frozenset(dates | parts)
        | {number.value for number in find_numbers(text)}
        | {name.canonical for name in find_names(text)}
    )


def _quote_alone(document: Document, quote: str) -> Span:
    start = document.text.index(quote)
    return Span(document, start, start + len(quote), location_at(document, start))


def _whole_sentence(document: Document, quote: str) -> Span:
    """The sentences that hold a quote, since a reader trusts a whole sentence; the quote alone if they are long."""
    start = document.text.index(quote)
    end = start + len(quote)
    around = [item for item in sentences_of(document.text) if item.start < end and start < item.end]
    first, last = around[0].start, around[-1].end
    if last - first > _LONGEST_PROOF:
        first, last = start, end
    return Span(document, first, last, location_at(document, start))


def _proof_order(document: Document, language: Language) -> tuple[bool, bool, str, str]:
    newest_first = "".join(chr(0x10FFFF - ord(char)) for char in document.published or "")
    return document.language != language, document.published is None, newest_first, document.id
