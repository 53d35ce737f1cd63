"""Looking things up as lawyers do: an article, a paragraph, a chapter by number, exactly and before any ranking."""

from __future__ import annotations

import re
from typing import Final

from assistant.messages import NO_ARTICLE, NO_CHAPTER, NO_PARAGRAPH
from assistant.question import Understanding
from assistant.quote import MAX_ANSWER_CHARS, Composer, Span
from corpus.load import Corpus
from corpus.text import fold
from corpus.treaty import Reference, chapter_exists
from corpus.types import Document, Language, Location, Section
from index.terms import concept_of, content_words

_LOOKUP_CHARS: Final = 2 * MAX_ANSWER_CHARS  # look-ups may be longer than answers: a paragraph is shown whole
_MAX_SECTIONS: Final = 4
_ROMAN: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

# Words that a look-up may have beside the reference: they ask for nothing in particular.
_PLAIN: Final = frozenset(
    """
    say says text show quote read regulate regulates regulated cover covers covered deal deals provide provides about title called
    contain contains content contents summary summarise summarize explain mean means number first given name
    говорится говорит гласит текст покажи покажите цитата процитируйте процитируй регулирует посвящена содержит содержание
    написано сказано предусматривает устанавливает называется название расскажи расскажите объясни объясните суть кратко
    deyilir deyir goster gosterin metn metni sitat oxu tenzimleyir nezerde tutur mezmun mezmunu yazilib adi adlanir
    danis izah et bildirir haqqindadir barededir behs edir neden qisaca
    """.split()
)
_STRUCTURE: Final = frozenset({"article", "chapter", "paragraph", "convention", "cybercrime", "title", "content", "document"})


def convention_document(corpus: Corpus, language: Language) -> Document:
    """The Convention in the asked language; every one of the three has at least the digest."""
    return corpus.document(f"convention-{language}")


def missing(question: Understanding) -> str | None:
    """Say that an article or a chapter does not exist; None if every one that is named does."""
    language = question.language
    for reference in question.articles:
        if not reference.exists:
            return NO_ARTICLE[language].format(number=reference.article)
    if question.chapter is not None and not chapter_exists(question.chapter):
        return NO_CHAPTER[language].format(number=question.chapter)
    return None


def is_pure(question: Understanding) -> bool:
    """Whether the question asks for the article or chapter itself, not for something in it."""
    if not question.articles and question.chapter is None:
        return False
    rest = fold(question.text)
    for reference in reversed(question.articles):
        rest = rest[: reference.start] + " " + rest[reference.end :]
    words = [word for word in content_words(rest) if not word.isdigit() and not re.fullmatch(r"[ivx]+|ci|cu", word)]
    return all(word in _PLAIN or concept_of(word, question.language) in _STRUCTURE for word in words)


def look_up(question: Understanding, corpus: Corpus) -> Composer | None:
    """Show the articles, the paragraph or the chapter that a question names; None if it names none."""
    document = convention_document(corpus, question.language)
    composer = Composer(question.language)
    for reference in question.articles[:2]:
        _show_article(composer, document, reference)
    if not question.articles and question.chapter is not None:
        _show_chapter(composer, document, question.chapter)
    return composer if composer.spans else None


def _show_article(composer: Composer, document: Document, reference: Reference) -> None:
    sections = [section for section in document.sections if section.location.article == reference.article]
    heading, body = sections[0], sections[1:]
    composer.quote(_span(document, heading))
    if reference.paragraph is not None:
        wanted = [section for section in body if section.location.paragraph == reference.paragraph]
        if not wanted:
            composer.say(
                NO_PARAGRAPH[composer.language].format(article=reference.article, paragraph=reference.paragraph)
            )
        body = wanted
    for section in body[:_MAX_SECTIONS]:
        if len(composer.text) + section.end - section.start > _LOOKUP_CHARS and len(composer.spans) > 1:
            break
        composer.quote(_span(document, section))


def _show_chapter(composer: Composer, document: Document, number: int) -> None:
    start = chapter_section(document, number)
    if start is None:
        return
    composer.quote(_span(document, start))
    first = document.sections.index(start) + 1
    for section in document.sections[first:]:
        if is_chapter_heading(section):
            break
        previous = document.sections[document.sections.index(section) - 1]
        if previous.location.article != section.location.article:
            composer.quote(_span(document, section))


def chapter_section(document: Document, number: int) -> Section | None:
    """The heading of a chapter: the n-th section that has no article, counted after the preamble."""
    headings = [section for section in document.sections if is_chapter_heading(section)]
    roman = re.compile(rf"\b{_ROMAN[number]}\b")
    return next((item for item in headings if roman.search(document.text[item.start : item.end])), None)


def is_chapter_heading(section: Section) -> bool:
    """Whether a section is a chapter's line: it has no place of its own (and is no long recital)."""
    return section.location == Location(None) and section.end - section.start < 160


def _span(document: Document, section: Section) -> Span:
    return Span(document, section.start, section.end, section.location)
