"""The Convention as it is read: chapters, articles and their paragraphs, the languages' texts row by row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from corpus.digest import Chapter, DigestArticle
from corpus.types import LANGUAGES, Document, Edition, Location, Section

_LONGEST_HEADING_CHARS: Final = 40  # the preamble's own heading; a recital is longer


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's text in one language; `confidence` is where our digest took it from, None for an official text."""

    text: str
    confidence: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in every language; `anchor` is its name in the article's address, `number` None if unnumbered."""

    anchor: str
    number: int | None
    lines: Mapping[str, tuple[Line, ...]]

    def confidence(self, languages: Iterable[str]) -> set[str]:
        """Return where the texts shown come from, where that is worth saying."""
        lines = (line for language in languages for line in self.lines.get(language, ()))
        return {line.confidence for line in lines if line.confidence}


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its titles and rows, or, without a number, the preamble."""

    number: int | None
    chapter: Chapter | None
    titles: Mapping[str, str]
    rows: tuple[Row, ...]

    @property
    def path(self) -> str:
        """The article's address."""
        return "/convention/preamble" if self.number is None else f"/convention/article-{self.number}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of a document stands: its article, and its row; no anchor for a heading."""

    article: int | None
    anchor: str | None


@dataclass(frozen=True)
class Treaty:
    """The preamble and the articles, their chapters, and the documents they were read from, by language."""

    preamble: Article
    articles: Mapping[int, Article]
    chapters: tuple[Chapter, ...]
    documents: Mapping[str, Document]
    _places: Mapping[str, Sequence[tuple[int, Place]]]

    def editions(self, languages: Iterable[str]) -> dict[str, Edition]:
        """Return what the text of each language is: our digest or the official text."""
        return {language: self.documents[language].edition for language in languages}

    def of_chapter(self, chapter: Chapter) -> list[Article]:
        """Return a chapter's articles, in order."""
        return [self.articles[number] for number in range(chapter.first, chapter.last + 1)]

    def place(self, document: Document, start: int) -> Place | None:
        """Return where a character of a document stands; None for a chapter's heading."""
        places = self._places[document.language]
        at = bisect_right(places, start, key=lambda item: item[0])
        return places[at - 1][1] if at and places[at - 1][1].article != 0 else None

    def beside(self, article: Article) -> tuple[Article | None, Article | None]:
        """Return the articles before and after one; the preamble comes first."""
        order = [self.preamble, *self.articles.values()]
        at = order.index(article)
        return order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None


def read_treaty(
    documents: Iterable[Document], chapters: tuple[Chapter, ...], digest: Iterable[DigestArticle]
) -> Treaty:
    """Read the Convention's documents; those of one language each, digests and official texts mixed as they are."""
    by_language = {document.language: document for document in documents if document.kind == "convention"}
    confidences = _confidences(digest)
    parts = {language: _parts(document) for language, document in by_language.items()}
    numbers = sorted({number for found in parts.values() for number in found if number})
    chapter_of = {number: chapter for chapter in chapters for number in range(chapter.first, chapter.last + 1)}
    return Treaty(
        _article(None, None, parts, by_language, confidences),
        {number: _article(number, chapter_of.get(number), parts, by_language, confidences) for number in numbers},
        chapters,
        by_language,
        {language: _places(found) for language, found in parts.items()},
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """An article's sections in one document: its heading if it has one, then runs of sections of one paragraph."""

    heading: Section | None
    runs: tuple[tuple[str, tuple[Section, ...]], ...]


def _parts(document: Document) -> dict[int, _Part]:
    """Return the sections by article; the preamble is under 0, chapter headings are left out."""
    first = next((at for at, section in enumerate(document.sections) if section.location.article), 0)
    preamble = document.sections[: max(first - 1, 0)]  # the last one is the heading of the first chapter
    has_heading = bool(preamble) and preamble[0].end - preamble[0].start <= _LONGEST_HEADING_CHARS
    parts = {0: _Part(preamble[0] if has_heading else None, tuple(_runs(preamble[has_heading:])))}
    articles = (section for section in document.sections[first:] if section.location.article)
    for number, found in groupby(articles, key=lambda section: section.location.article):
        heading, *rest = found
        parts[number or 0] = _Part(heading, tuple(_runs(rest)))
    return parts


def _runs(sections: Iterable[Section]) -> Iterator[tuple[str, tuple[Section, ...]]]:
    """Gather the sections that follow one another in a paragraph, each run with its anchor."""
    seen: dict[str, int] = {}
    for paragraph, found in groupby(sections, key=lambda section: section.location.paragraph):
        name = "text" if paragraph is None else f"paragraph-{paragraph}"
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), tuple(found)


def _article(
    number: int | None,
    chapter: Chapter | None,
    parts: Mapping[str, Mapping[int, _Part]],
    documents: Mapping[str, Document],
    confidences: Mapping[tuple[int | None, str], str],
) -> Article:
    found = {language: by_number[number or 0] for language, by_number in parts.items() if (number or 0) in by_number}
    titles = {language: _title(documents[language], part.heading) for language, part in found.items()}
    anchors = dict.fromkeys(anchor for part in found.values() for anchor, _ in part.runs)
    rows = []
    for anchor in anchors:
        lines = {
            language: _lines(documents[language], dict(part.runs).get(anchor, ()), confidences)
            for language, part in found.items()
        }
        sections = next(dict(part.runs)[anchor] for part in found.values() if anchor in dict(part.runs))
        rows.append(Row(anchor, sections[0].location.paragraph, lines))
    return Article(number, chapter, titles, tuple(rows))


def _title(document: Document, heading: Section | None) -> str:
    """Return a heading without its number: `24/7 network` of `Article 41: 24/7 network`."""
    if heading is None:
        return ""
    line = document.text[heading.start : heading.end]
    return line.partition(": ")[2] or line


def _lines(
    document: Document, sections: Iterable[Section], confidences: Mapping[tuple[int | None, str], str]
) -> tuple[Line, ...]:
    found = []
    for section in sections:
        text = document.text[section.start : section.end]
        ours = document.edition == "digest"
        found.append(Line(text, confidences.get((section.location.article, text)) if ours else None))
    return tuple(found)


def _confidences(digest: Iterable[DigestArticle]) -> dict[tuple[int | None, str], str]:
    """Return where the digest's paragraphs come from, by article and text; general knowledge is left out."""
    return {
        (article.number, " ".join(paragraph.sentences[language])): paragraph.confidence
        for article in digest
        for paragraph in article.paragraphs
        if paragraph.confidence != "general"
        for language in LANGUAGES
    }


def _places(parts: Mapping[int, _Part]) -> list[tuple[int, Place]]:
    """Return where each section begins and what it is, in order; what lies between two articles counts as article 0."""
    places: list[tuple[int, Place]] = []
    for number, part in parts.items():
        article = number or None
        if part.heading:
            places.append((part.heading.start, Place(article, None)))
        for anchor, sections in part.runs:
            places += [(section.start, Place(article, anchor)) for section in sections]
            places.append((sections[-1].end, Place(0, None)))
    return sorted(places, key=lambda item: item[0])


def location_of(article: Article, row: Row) -> Location:
    """Return a row's place as the corpus names it."""
    return Location(article.number, row.number)
