"""Proving the corpus: every offset exact, every piece of evidence verbatim, the digest whole and aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from corpus.digest import DigestArticle, load_chapters, load_digest, load_glossary, missing_articles
from corpus.figures import find_dates, find_numbers
from corpus.load import DATA, Corpus
from corpus.split import passages
from corpus.statements import prove
from corpus.types import ARTICLE_COUNT, CHAPTER_COUNT, LANGUAGES, Document, Language

_CONFIDENCE: Final = frozenset({"treaty-collection", "general", "unconfirmed"})


def verify(corpus: Corpus, data: Path = DATA) -> list[str]:
    """Return what is wrong with the corpus, one sentence each; nothing when all is proved."""
    digest = load_digest(data / "convention")
    by_id = {document.id: document for document in corpus.documents}
    return [
        *(problem for document in corpus.documents for problem in document_problems(document)),
        *digest_problems(digest),
        *repeated_sentences(digest, corpus.documents),
        *_chapter_problems(data),
        *_glossary_problems(data, digest),
        *prove(corpus.briefs, by_id),
    ]


def document_problems(document: Document) -> list[str]:
    """Check that passages, sentences and sections quote the document exactly and in order."""
    problems = [
        f"{document.id}: passage {passage.id} is not what stands at its offsets."
        for passage in passages(document)
        if passage.text != document.text[passage.start : passage.end] or not passage.text
    ]
    spans = [(section.start, section.end) for section in document.sections]
    if spans != sorted(spans) or any(end > len(document.text) for _, end in spans):
        problems.append(f"{document.id}: its sections overlap or run past the end of the text.")
    return problems


def digest_problems(digest: tuple[DigestArticle, ...]) -> list[str]:
    """Check that the digest has the preamble and all articles, aligned over the three languages."""
    problems = [f"The digest lacks Article {number}." for number in missing_articles(digest)]
    if len(digest) != ARTICLE_COUNT + 1:
        problems.append(f"The digest has {len(digest)} texts, not a preamble and {ARTICLE_COUNT} articles.")
    return problems + [problem for article in digest for problem in _article_problems(article)]


def _article_problems(article: DigestArticle) -> list[str]:
    name = "The preamble" if article.number is None else f"Article {article.number}"
    problems = []
    for paragraph in article.paragraphs:
        where = f"{name}, paragraph {paragraph.number}"
        if paragraph.confidence not in _CONFIDENCE:
            problems.append(f"{where}: confidence {paragraph.confidence!r} is none of {sorted(_CONFIDENCE)}.")
        sentences = paragraph.sentences
        if len({len(sentences[language]) for language in LANGUAGES}) != 1:
            problems.append(f"{where}: the languages have different numbers of sentences.")
            continue
        for aligned in zip(*(sentences[language] for language in LANGUAGES), strict=True):
            problems += _figure_problems(where, dict(zip(LANGUAGES, aligned, strict=True)))
    return problems


def _figure_problems(where: str, sentence: dict[Language, str]) -> list[str]:
    figures = {language: figures_of(text) for language, text in sentence.items()}
    return [
        f"{where}: figures differ, en {sorted(figures['en'])} and {language} {sorted(figures[language])}: "
        f"{sentence[language]!r}"
        for language in ("ru", "az")
        if figures[language] != figures["en"]
    ]


def figures_of(text: str) -> Counter[str]:
    """Count the dates, digits and article references of a text in a form that compares across languages."""
    found = [date.value for date in find_dates(text)]
    found += [number.value for number in find_numbers(text) if text[number.start].isdigit()]
    return Counter(found)


def repeated_sentences(digest: tuple[DigestArticle, ...], documents: Iterable[Document]) -> list[str]:
    """Find sentences of the digest that stand twice in it, or in a document that is not ours."""
    foreign = [document for document in documents if document.edition in {"source", "official"}]
    problems = []
    for language in LANGUAGES:
        ours = Counter(
            sentence
            for article in digest
            for paragraph in article.paragraphs
            for sentence in paragraph.sentences[language]
        )
        problems += [f"The digest ({language}) says twice: {text!r}" for text, count in ours.items() if count > 1]
        problems += [
            f"The digest ({language}) repeats {document.id}: {text!r}"
            for document in foreign
            for text in ours
            if text in document.text
        ]
    return problems


def _chapter_problems(data: Path) -> list[str]:
    chapters = load_chapters(data / "convention")
    covered = [number for chapter in chapters for number in range(chapter.first, chapter.last + 1)]
    if len(chapters) != CHAPTER_COUNT or covered != list(range(1, ARTICLE_COUNT + 1)):
        return [f"chapters.yaml does not share Articles 1 to {ARTICLE_COUNT} among {CHAPTER_COUNT} chapters in order."]
    return []


def _glossary_problems(data: Path, digest: tuple[DigestArticle, ...]) -> list[str]:
    by_number = {article.number: article for article in digest}
    problems = []
    for term in load_glossary(data / "convention"):
        article = by_number.get(term.article)
        for language in LANGUAGES:
            said = (
                []
                if article is None
                else [sentence for paragraph in article.paragraphs for sentence in paragraph.sentences[language]]
            )
            if term.definition[language].strip() not in said:
                problems.append(f"glossary.yaml: {term.term[language]!r} is not defined so in Article {term.article}.")
    return problems
