"""Our digest of the Convention: YAML, one file an article, three aligned languages -> three Documents."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from corpus.types import ARTICLE_COUNT, LANGUAGES, CorpusError, Document, Language, Location, Section

ARTICLE_WORD: Final[Mapping[Language, str]] = {"en": "Article", "ru": "Статья", "az": "Maddə"}
_PREAMBLE_TITLE: Final[Mapping[Language, str]] = {"en": "Preamble", "ru": "Преамбула", "az": "Preambula"}
_DOCUMENT_TITLE: Final[Mapping[Language, str]] = {
    "en": "United Nations Convention against Cybercrime (digest, not the official text)",
    "ru": "Конвенция ООН против киберпреступности (изложение, не официальный текст)",
    "az": "BMT-nin Kibercinayətkarlığa qarşı Konvensiyası (xülasə, rəsmi mətn deyil)",
}
OFFICIAL_URL: Final = "https://documents.un.org/api/symbol/access?s=A/RES/79/243&l={language}&t=pdf"

# libyaml where PyYAML was built with it: ten times faster, the same result.
YamlLoader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class DigestParagraph:
    """A paragraph of an article: its number if it has one, its sentences in each language, aligned."""

    number: int | None
    confidence: str
    sentences: dict[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DigestArticle:
    """An article of the digest; number and chapter are None for the preamble."""

    number: int | None
    chapter: int | None
    title: dict[Language, str]
    paragraphs: tuple[DigestParagraph, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its number, titles, and first and last article."""

    number: int
    roman: str
    title: dict[Language, str]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term that the Convention defines, in three languages, with its definition and article."""

    term: dict[Language, str]
    definition: dict[Language, str]
    article: int


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - YAML holds any shape; each caller checks its own
    """Read a YAML file; raise CorpusError that names the file, and the line when it is broken."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=YamlLoader)  # noqa: S506 - a safe loader
    except OSError as error:
        raise CorpusError(f"{path} cannot be read ({error.strerror}). Restore it from the project.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} is not valid YAML in UTF-8: {error}. Mend the file, then try again.") from error


def load_digest(folder: Path) -> tuple[DigestArticle, ...]:
    """Read the preamble and the articles of the digest, in order."""
    paths = [folder / "preamble.yaml", *sorted(folder.glob("article-*.yaml"))]
    return tuple(_article(path) for path in paths if path.is_file())


def _article(path: Path) -> DigestArticle:
    data = read_yaml(path)
    try:
        return DigestArticle(
            number=data["article"],
            chapter=data["chapter"],
            title={language: str(data["title"][language]).strip() for language in LANGUAGES},
            paragraphs=tuple(_paragraph(item) for item in data["paragraphs"]),
        )
    except (KeyError, TypeError) as error:
        raise CorpusError(f"{path}: the field {error} is missing or misplaced; see corpus/README.md.") from error


def _paragraph(item: Mapping[str, Any]) -> DigestParagraph:
    return DigestParagraph(
        number=item["paragraph"],
        confidence=str(item["confidence"]),
        sentences={
            language: tuple(str(sentence[language]).strip() for sentence in item["sentences"]) for language in LANGUAGES
        },
    )


def load_chapters(folder: Path) -> tuple[Chapter, ...]:
    """Read the nine chapters: number, titles, first and last article."""
    return tuple(
        Chapter(item["chapter"], item["roman"], item["title"], item["articles"][0], item["articles"][1])
        for item in read_yaml(folder / "chapters.yaml")
    )


def load_glossary(folder: Path) -> tuple[Term, ...]:
    """Read the defined terms: term, definition, article."""
    return tuple(
        Term(item["term"], item["definition"], item["article"]) for item in read_yaml(folder / "glossary.yaml")
    )


def load_keywords(folder: Path) -> dict[int, dict[Language, str]]:
    """Read the everyday words by which people speak of each article's subject; they help search and are never shown."""
    return {
        int(article): {language: str(words[language]).strip() for language in LANGUAGES}
        for article, words in read_yaml(folder / "keywords.yaml").items()
    }


def digest_document(articles: tuple[DigestArticle, ...], chapters: tuple[Chapter, ...], language: Language) -> Document:
    """Compose the digest's document in one language.

    A line a chapter before its first article; for each article a title line, then a line a paragraph.
    """
    lines: list[str] = []
    sections: list[Section] = []
    position = 0
    first_articles = {chapter.first: chapter for chapter in chapters}
    for article in articles:
        chapter = first_articles.get(article.number or 0)
        chapter_lines = [(Location(None), chapter_heading(chapter, language))] if chapter else []
        for location, line in [*chapter_lines, *_lines(article, language)]:
            sections.append(Section(position, position + len(line), location))
            lines.append(line)
            position += len(line) + 1
    text = "\n".join(lines)
    return Document(
        id=f"convention-{language}",
        kind="convention",
        language=language,
        title=_DOCUMENT_TITLE[language],
        publisher=None,
        url=OFFICIAL_URL.format(language="ru" if language == "ru" else "en"),
        published=None,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        edition="digest",
        sections=tuple(sections),
    )


def _lines(article: DigestArticle, language: Language) -> list[tuple[Location, str]]:
    paragraphs = (
        (Location(article.number, paragraph.number), " ".join(paragraph.sentences[language]))
        for paragraph in article.paragraphs
    )
    return [(Location(article.number), heading(article, language)), *paragraphs]


def heading(article: DigestArticle, language: Language) -> str:
    """Return an article's title line, such as `Article 41: 24/7 network`."""
    if article.number is None:
        return _PREAMBLE_TITLE[language]
    return f"{ARTICLE_WORD[language]} {article.number}: {article.title[language]}"


def chapter_heading(chapter: Chapter, language: Language) -> str:
    """Return a chapter's line, such as `Chapter III: Jurisdiction (Article 22)`."""
    title, first, last = chapter.title[language], chapter.first, chapter.last
    span = f"{first}" if first == last else f"{first}–{last}"
    many = first != last
    if language == "en":
        return f"Chapter {chapter.roman}: {title} (Article{'s' if many else ''} {span})"
    if language == "ru":
        return f"Глава {chapter.roman}: {title} ({'статьи' if many else 'статья'} {span})"
    return f"{chapter.roman} fəsil: {title} ({'maddələr' if many else 'maddə'} {span})"


def missing_articles(articles: tuple[DigestArticle, ...]) -> list[int]:
    """Return the article numbers 1-68 that the digest lacks."""
    present = {article.number for article in articles}
    return [number for number in range(1, ARTICLE_COUNT + 1) if number not in present]
