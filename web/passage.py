"""A citation as HTML: a row that opens to the passage, with the exact quote highlighted in its context."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

from assistant.types import Citation
from corpus.types import Brief, Document
from web.formats import format_date, format_location
from web.texts import Texts

CONTEXT_CHARS: Final = 420  # about four sentences on each side of the quote: enough to judge it, not a second page
_EXCERPT_CHARS: Final = 130  # two lines beside the answer
_STATEMENT_ID: Final = re.compile(r"brief-(?P<topic>.+)-[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Library:
    """Where citations are looked up: documents by id, statements by topic; both raise KeyError."""

    document: Callable[[str], Document]
    brief: Callable[[str], Brief]


def citation_html(  # noqa: PLR0913 - what is cited, where it is shown, and to whom
    citation: Citation, element_id: str, texts: Texts, library: Library, asked: str, *, excerpt: bool = False
) -> str:
    """Return a `<details>` that opens to the quote in its context; `asked` is the language of the answer.

    `excerpt` shows how the quote begins before it is opened, where the answer itself does not say it.
    """
    document = library.document(citation.document_id)
    foreign = f'<p class="foreign">{_foreign(citation.language, texts)}</p>' if citation.language != asked else ""
    return (
        f'<details class="source" id="{element_id}" data-document="{escape(citation.document_id)}"><summary>'
        f'<span class="number" aria-hidden="true">{citation.marker}</span>'
        f'<span class="hidden">{escape(texts.source.format(marker=citation.marker))}: </span>'
        f"{_summary(document, citation, texts)}{_excerpt(citation) if excerpt else ''}</summary>"
        f'<div class="opened">{_document_title(document)}{foreign}'
        f"{passage_html(document, citation.start, citation.end, citation.quote, texts)}"
        f"{_proof_html(citation, texts, library)}{_link(document, texts, _inward(citation, texts))}</div></details>"
    )


def _summary(document: Document, citation: Citation, texts: Texts) -> str:
    """Return title, kind, place, publisher, date and language, in one row."""
    kind, place = texts.editions[citation.edition], format_location(citation.location, texts)
    published = (_publisher(document), _date(document, texts))
    edition = f'<span class="edition" data-edition="{citation.edition}">{escape(kind)}</span>'
    if document.kind == "convention" and place:
        return f'<span class="title">{escape(place)}</span>{_meta(document, published, texts, edition)}'
    if document.kind == "brief":
        return f'<span class="title">{edition}</span>{_meta(document, published, texts)}'
    return (
        f'<span class="title" lang="{escape(document.language)}">{escape(_title(document))}</span>'
        f"{_meta(document, published, texts, edition)}"
    )


def _excerpt(citation: Citation) -> str:
    quote = citation.quote
    shown = quote if len(quote) <= _EXCERPT_CHARS else quote[:_EXCERPT_CHARS].rsplit(" ", 1)[0] + " …"
    return f'<span class="excerpt" lang="{escape(citation.language)}">{escape(shown)}</span>'


def _document_title(document: Document) -> str:
    """Return the title of the Convention's text, whose row is headed by the place in it; empty for other documents."""
    if document.kind != "convention":
        return ""
    return f'<p class="document" lang="{escape(document.language)}">{escape(document.title)}</p>'


def _meta(document: Document, details: Iterable[str], texts: Texts, edition: str = "") -> str:
    parts = "".join(f"<span>{escape(detail)}</span>" for detail in details if detail)
    return f'<span class="meta">{edition}{parts}{badge_html(document.language, texts)}</span>'


def _untitled(document: Document) -> bool:
    """Whether the title is but the publisher and the date, put there for want of a better one."""
    return document.title == ", ".join(part for part in (document.publisher, document.published) if part)


def _title(document: Document) -> str:
    return (document.publisher or document.title) if _untitled(document) else document.title


def _publisher(document: Document) -> str:
    return "" if _untitled(document) else (document.publisher or "")


def _date(document: Document, texts: Texts) -> str:
    """Return the date, or that there is none; a text of ours that bears none is not news, and needs none."""
    return format_date(document.published, texts) if document.published or document.kind == "article" else ""


def badge_html(language: str, texts: Texts) -> str:
    """Return the language's two letters, with its full name for those who hear or hover."""
    name = escape(texts.languages.get(language, language))
    return f'<abbr class="badge" title="{name}">{escape(language.upper())}</abbr>'


def _foreign(language: str, texts: Texts) -> str:
    return escape(texts.other_language.format(language=texts.languages.get(language, language)))


def passage_html(document: Document, start: int, end: int, quote: str, texts: Texts) -> str:
    """Return the passage with the quote marked; a quote that does not stand there is shown as unproven, unmarked."""
    language = escape(document.language)
    if not quote or document.text[start:end] != quote:
        return (
            f'<p class="unproven">{escape(texts.unproven)}</p>'
            f'<blockquote class="passage" lang="{language}">{escape(quote)}</blockquote>'
        )
    left, right = window(document, start, end)
    before = ("… " if left > _bounds(document, start)[0] else "") + document.text[left:start]
    after = document.text[end:right] + (" …" if right < _bounds(document, start)[1] else "")
    *above, lead = before.split("\n")
    tail, *below = after.split("\n")
    quoted = f"<p>{escape(lead)}<mark>{escape(quote)}</mark>{escape(tail)}</p>"
    return (
        f'<blockquote class="passage" lang="{language}">{_paragraphs(above)}{quoted}{_paragraphs(below)}</blockquote>'
    )


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())


def window(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the span to show around a quote: whole lines if they fit, else sentences, else words."""
    low, high = _bounds(document, start)
    left = max(low, start - CONTEXT_CHARS)
    right = min(high, end + CONTEXT_CHARS)
    if left > low:
        left = next((p for p in (_after(document.text, sign, left, start) for sign in ("\n", ". ", " ")) if p), start)
    if right < high:
        right = next((p for p in (_before(document.text, sign, end, right) for sign in ("\n", ". ", " ")) if p), end)
    return left, right


def _after(text: str, sign: str, left: int, right: int) -> int | None:
    found = text.find(sign, left, right)
    return None if found < 0 else found + len(sign)


def _before(text: str, sign: str, left: int, right: int) -> int | None:
    found = text.rfind(sign, left, right)
    return None if found < 0 else found + (1 if sign == ". " else 0)


def _bounds(document: Document, start: int) -> tuple[int, int]:
    """Return the span of the article that the place is in, or of the whole document if it has no sections."""
    here = next((section for section in document.sections if section.start <= start < section.end), None)
    if here is None:
        return 0, len(document.text)
    same = [section for section in document.sections if section.location.article == here.location.article]
    return min(section.start for section in same), max(section.end for section in same)


def _link(document: Document, texts: Texts, inward: str = "") -> str:
    """Return links: to the place in our own pages, if any, and to where the text comes from.

    Our digest links to the official text that it digests.
    """
    outward = ""
    if document.url is not None and document.url.startswith(("https://", "http://")):
        name = texts.open_official if document.kind == "convention" else texts.open_source
        outward = (
            f'<a href="{escape(document.url)}" target="_blank" rel="noopener noreferrer">'
            f'{escape(name)}<span class="hidden"> ({escape(texts.new_tab)})</span></a>'
        )
    return f'<p class="link">{inward}{outward}</p>' if inward or outward else ""


def _inward(citation: Citation, texts: Texts) -> str:
    """Return a link to the article or the statement in our own pages; empty for a news article."""
    topic, place = topic_of(citation.document_id), citation.location
    if citation.kind == "brief" and topic is not None:
        path, name = f"/statements/{topic}?lang={texts.language}", texts.read_statement
    elif citation.kind == "convention" and place is not None and place.article is not None:
        anchor = f"#paragraph-{place.paragraph}" if place.paragraph is not None else ""
        path = f"/convention/article-{place.article}?lang={texts.language}{anchor}"
        name = texts.read_article.format(number=place.article)
    else:
        return ""
    return f'<a href="{escape(path)}">{escape(name)}</a>'


def _proof_html(citation: Citation, texts: Texts, library: Library) -> str:
    """For a statement of ours: each quote that proves it, highlighted in its document, its language first."""
    topic = topic_of(citation.document_id)
    if citation.kind != "brief" or topic is None:
        return ""
    quotes = [(library.document(evidence.document_id), evidence.quote) for evidence in library.brief(topic).evidence]
    quotes.sort(key=lambda item: item[0].language != citation.language)
    proofs = "".join(f"<li>{_evidence_html(document, quote, texts)}</li>" for document, quote in quotes)
    return f'<div class="proof"><h4>{escape(texts.proof)}</h4><ul>{proofs}</ul></div>'


def topic_of(document_id: str) -> str | None:
    """Return the topic of a statement of ours by its document's id; None for any other document."""
    match = _STATEMENT_ID.fullmatch(document_id)
    return match["topic"] if match else None


def _evidence_html(document: Document, quote: str, texts: Texts) -> str:
    start = document.text.find(quote)
    section = next((section for section in document.sections if section.start <= start < section.end), None)
    place = format_location(section.location if section else None, texts)
    title = f'<span class="title" lang="{escape(document.language)}">{escape(_title(document))}</span>'
    return (
        f"<p>{title}{_meta(document, (place, _publisher(document), _date(document, texts)), texts)}</p>"
        f"{passage_html(document, start, start + len(quote), quote, texts)}{_link(document, texts)}"
    )
