"""Putting an answer together: the sentence that answers, its proof, their markers, all word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from assistant.candidates import Candidate
from assistant.messages import DIFFERENT, DIGEST, PROOF, quoted, source_label
from assistant.types import Citation
from corpus.figures import find_dates, find_numbers
from corpus.load import Corpus
from corpus.names import find_names
from corpus.split import sentences
from corpus.stem import stem
from corpus.types import LANGUAGES, Document, Evidence, Language, Location, Sentence
from index.terms import content_words

MAX_ANSWER_CHARS: Final = 900  # an answer that pours out passages is wrong even when the fact is in it
_MAX_PROOFS: Final = 4
_PROOFS_BESIDE_OTHERS: Final = 2  # of a statement that is not the only one shown
_SAYS_LESS: Final = 0.25  # share of a statement's words by which one quote says notably less of it than another
_LABEL: Final = 60  # characters, about, of what stands around a proof: whose it is, of what day, in which language
_LONGEST_PROOF: Final = 420  # characters of a whole sentence that is shown as proof


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


@dataclass
class Composer:
    """Collects the lines of an answer and numbers its quotes; the same span keeps its number."""

    language: Language
    lines: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def mark(self, span: Span) -> str:
        """Return the marker of a quote, such as `[1]`."""
        if span not in self.spans:
            self.spans.append(span)
        return f"[{self.spans.index(span) + 1}]"

    def say(self, line: str) -> None:
        """Add a line."""
        self.lines.append(line)

    def state(self, span: Span, proved_by: Sequence[Span] = ()) -> None:
        """Add a statement of ours as a line of its own, with its marker and those of quotes above that prove it."""
        self.say(" ".join([span.text, *(self.mark(each) for each in (span, *proved_by))]))

    def title(self, span: Span) -> None:
        """Add an article's title as a line of its own, saying whether it is the official text."""
        note = f" ({DIGEST[self.language]})" if span.document.edition == "digest" else ""
        self.say(f"{span.text}{note} {self.mark(span)}")

    def quote(self, span: Span, lead: str | None = None) -> None:
        """Add a quote between quotation marks, with where it stands."""
        label = source_label(span.document, span.location, self.language)
        head = lead if lead is not None else capitalised(label, self.language)
        tail = f" — {label}" if lead is not None else ""
        self.say(f"{head}: {quoted(span.text, span.document.language)} {self.mark(span)}{tail}")

    @property
    def text(self) -> str:
        """The answer as collected so far."""
        return "\n".join(self.lines)

    def citations(self) -> tuple[Citation, ...]:
        """The citations of all quotes, by marker."""
        return tuple(citation(span, marker) for marker, span in enumerate(self.spans, start=1))


def capitalised(text: str, language: str) -> str:
    """Upper-case the first letter by the language's rules."""
    first = "İ" if language == "az" and text[:1] == "i" else text[:1].upper()
    return first + text[1:]


def citation(span: Span, marker: int) -> Citation:
    """Cite a span."""
    document = span.document
    return Citation(
        marker=marker,
        document_id=document.id,
        kind=document.kind,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        published=document.published,
        language=document.language,
        location=span.location,
        start=span.start,
        end=span.end,
        quote=span.text,
        edition=document.edition,
    )


def span_of(candidate: Candidate) -> Span:
    """The span of a candidate."""
    return Span(candidate.document, candidate.start, candidate.end, candidate.location)


def compose(  # noqa: PLR0913 - what an answer is made of
    leads: Sequence[Candidate],
    corpus: Corpus,
    language: Language,
    *,
    wanted: Set[str],
    differs: bool,
    heading: bool,
) -> Composer:
    """Write the answer: each lead with its proof, as far as there is room.

    `wanted` are the question's dates, numbers and names, whose proof comes first; `differs` says that a premise was
    wrong; `heading` puts the title of the first lead's article before it.
    """
    composer = Composer(language)
    if differs:
        composer.say(DIFFERENT[language])
    if heading and leads and leads[0].location and leads[0].location.article:
        composer.title(heading_span(leads[0].document, leads[0].location.article))
    for number, lead in enumerate(leads):
        trial = Composer(language, [*composer.lines], [*composer.spans])
        _add_lead(trial, lead, corpus, wanted, _MAX_PROOFS if len(leads) == 1 else _PROOFS_BESIDE_OTHERS)
        if number and len(trial.text) > MAX_ANSWER_CHARS:
            break
        composer = trial
    return composer


def _add_lead(composer: Composer, lead: Candidate, corpus: Corpus, asked: Set[str], most_proofs: int) -> None:
    if lead.document.kind == "brief":
        add_statement(composer, span_of(lead), corpus, asked, most_proofs)
    else:
        composer.quote(span_of(lead))


def add_statement(composer: Composer, statement: Span, corpus: Corpus, asked: Set[str], most_proofs: int) -> None:
    """Add a statement of ours with so many of its proofs, as far as there is room; `asked` as in `proofs`."""
    found = proofs(statement.document, corpus, composer.language, asked)[:most_proofs]
    composer.state(statement, [proof for proof in found if proof in composer.spans])
    for proof in found:
        if proof in composer.spans:  # what stands above is not said again
            continue
        line = Composer(composer.language, [*composer.lines], [*composer.spans])
        line.quote(proof, PROOF[composer.language])
        if len(line.text) > MAX_ANSWER_CHARS and len(composer.spans) > 1:
            continue  # a shorter one may still have room
        composer.lines, composer.spans = line.lines, line.spans


def topic_of(document: Document) -> str:
    """The topic of a statement's document: `brief-<topic>-<language>`."""
    return document.id.removeprefix("brief-").removesuffix(f"-{document.language}")


def proofs(statement: Document, corpus: Corpus, language: Language, asked: Set[str]) -> list[Span]:
    """The fewest quotes that prove a statement: whole sentences, or their parts that count where these leave no room.

    First what carries the figures and names of the question, then the day of which the statement speaks first, then the
    asked language, what says most of the statement, the dated, the newer source.

    A quote is taken if it is the first, or if it carries a date, number or name of the statement that those before
    it lack.
    """
    if not corpus.brief(topic_of(statement)).differs:  # else each source that it names has to be heard, in short
        found = _fewest(statement, corpus, language, asked, _whole_sentence)
        if len(statement.text) + sum(len(span.text) + _LABEL for span in found) <= MAX_ANSWER_CHARS:
            return found
    return _fewest(statement, corpus, language, asked, _quote_alone)


def _fewest(
    statement: Document,
    corpus: Corpus,
    language: Language,
    asked: Set[str],
    span_of_quote: Callable[[Document, str], Span],
) -> list[Span]:
    differs = corpus.brief(topic_of(statement)).differs
    spans = {
        span_of_quote(corpus.document(item.document_id), item.quote): None for item in _evidence(statement, corpus)
    }
    said = {span: _share_said(statement, span, corpus) for span in spans}
    enough = max(said.values(), default=0.0) - _SAYS_LESS
    carries = {span: claims(span.text) | claims(span.document.published or "") for span in spans}
    first_day = _first_day(statement.text)
    ordered = sorted(
        spans,
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
        carried = wanted & carries[span]
        if differs:
            carried |= wanted & claims(span.document.publisher or "")
        if not chosen or carried:
            chosen.append(span)
            wanted -= carried
    return chosen


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


def _evidence(statement: Document, corpus: Corpus) -> tuple[Evidence, ...]:
    return corpus.brief(topic_of(statement)).evidence


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
    around = [item for item in _sentences(document.text) if item.start < end and start < item.end]
    first, last = around[0].start, around[-1].end
    if last - first > _LONGEST_PROOF:
        first, last = start, end
    return Span(document, first, last, location_at(document, start))


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(sentences(text))


def _proof_order(document: Document, language: Language) -> tuple[bool, bool, str, str]:
    newest_first = "".join(chr(0x10FFFF - ord(char)) for char in document.published or "")
    return document.language != language, document.published is None, newest_first, document.id


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
    ours = _sentences(span.document.text[mine.start : mine.end])
    counterparts = _sentences(other.text[theirs.start : theirs.end])
    if len(ours) != len(counterparts):
        return None
    number = next(number for number, item in enumerate(ours) if mine.start + item.start == span.start)
    found = counterparts[number]
    return Span(other, theirs.start + found.start, theirs.start + found.end, theirs.location)


def all_quotes_stand(citations: Iterable[Citation], corpus: Corpus) -> bool:
    """Whether every quote is exactly what stands at its offsets."""
    return all(corpus.document(item.document_id).text[item.start : item.end] == item.quote for item in citations)
