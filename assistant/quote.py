"""Putting an answer together: the sentence that answers, its proof, their markers, all word for word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from assistant.candidates import Candidate
from assistant.messages import DIFFERENT, DIGEST, PROOF, quoted, source_label
from assistant.proofs import proofs
from assistant.spans import Span, heading_span, span_of
from assistant.types import MAX_ANSWER_CHARS, Citation
from corpus.load import Corpus
from corpus.types import Language

_MAX_PROOFS: Final = 4
_PROOFS_BESIDE_OTHERS: Final = 2  # of a statement that is not the only one shown


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


def all_quotes_stand(citations: Iterable[Citation], corpus: Corpus) -> bool:
    """Whether every quote is exactly what stands at its offsets."""
    return all(corpus.document(item.document_id).text[item.start : item.end] == item.quote for item in citations)
