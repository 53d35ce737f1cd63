"""Questions about what the Convention is made of: its chapters, the chapter or article on a subject, the offences."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from assistant.asking import kind_of
from assistant.light_words import LIGHT_WORDS, looks_like_verb
from assistant.lookup import (
    MAX_ARTICLES,
    STRUCTURE,
    asks_for_nothing,
    chapter_section,
    look_up,
    look_up_chapter,
    titles,
)
from assistant.question import Understanding
from assistant.quote import Composer
from assistant.spans import Span, heading_span
from corpus.load import Corpus
from corpus.names import CONVENTION
from corpus.stem import stem
from corpus.treaty import Reference
from corpus.types import CHAPTER_COUNT, Document, Language, Location
from index.terms import concept_of, content_words

_OPEN: Final = frozenset({"other", "list", "summary", "where", "which_article"})
_CRIMINALIZATION: Final = 2  # the chapter whose articles name the offences, one each
# How one asks, folded, for what a treaty has or makes an offence: beside "offences" or "chapters" such a word asks for
# no more than which they are.
_HAVING_WORDS: Final = """
    list listed all name names named count counts types kinds establish establishes established define defines
    defined recognise recognises recognised recognize recognizes recognized set sets laid out down punish punishes
    punished acts deeds themselves under spelled
    все всех сами самих назови назовите назвать перечень перечислить перечисли перечислите перечислены список виды
    составы признает признаны признаются признано установлены устанавливает установленные охватывает охвачены
    запрещает запрещены карает наказуемы наказуемыми считаются считает относит
    butun ozleri necenci sadala sadalayin sadalanir siyahi siyahisi novleri sayir sayilir hesab tanir taniyir
    mueyyen edilib olunub ehate gosterilib gosterilir qadagan nezerde tutur tutulub tutulan
"""
_HAVING: Final = frozenset(_HAVING_WORDS.split())
_TITLE: Final = re.compile(r"[^:]*:\s*(?P<said>[^(]*)")  # "Chapter V: International cooperation (Articles 35–52)"
_PARTS: Final = re.compile(r" and | or | и | или | və |[()]")


def contents(question: Understanding, corpus: Corpus, language: Language) -> Composer | None:
    """Show all chapters, the chapter or the articles on a subject, or the offences, if a question asks for no more."""
    if question.asked_for not in _OPEN or not _is_of_the_convention(question):
        return None
    if question.asked_for == "other" and question.earlier and kind_of(question.earlier) == "how_many":
        return None  # "How many articles are there? – Chapters?" asks how many
    words, own = question.words, question.language
    if "chapter" in {concept_of(word, own) for word in words}:
        if not (subject := _subject(words, own)):
            return _lines(range(1, CHAPTER_COUNT + 1), corpus, language)
        if _asks_which_chapter(question):
            subject = _topic(words, own)
        elif any(looks_like_verb(word, own) for word in subject):
            return None
        found = _chapter_on(subject, corpus.document(f"convention-{own}"), own)
        return None if found is None else _chapter(found, question, corpus, language)
    if question.asked_for == "which_article":
        return _articles_by_title(_topic(words, own), question, corpus, language)
    if question.asked_for == "list" and {_sense(word, own) for word in _subject(words, own)} == {"crime"}:
        return look_up_chapter(_CRIMINALIZATION, corpus, language)
    return None


def chapter_asked_for(
    question: Understanding, place: Location | None, corpus: Corpus, language: Language
) -> Composer | None:
    """Show the chapter that the sentence which answers stands in, if a question asks which chapter that is."""
    if place is None or place.article is None or not _asks_which_chapter(question):
        return None
    number = _chapter_of(place.article, corpus.document(f"convention-{language}"))
    return None if number is None else _chapter(number, question, corpus, language)


def _chapter(number: int, question: Understanding, corpus: Corpus, language: Language) -> Composer | None:
    """Show a chapter: its line alone to who asks which one it is, else with its articles, too."""
    if not _asks_which_chapter(question):
        return look_up_chapter(number, corpus, language)
    return _lines({number}, corpus, language)


def _is_of_the_convention(question: Understanding) -> bool:
    """Whether a question names nothing but the Convention, no place in it, and no figure."""
    return not question.is_narrowed and set(question.names) <= {CONVENTION}


def _asks_which_chapter(question: Understanding) -> bool:
    return question.asked_noun is not None and concept_of(question.asked_noun, question.language) == "chapter"


def _subject(words: Iterable[str], language: Language) -> list[str]:
    """The words but those of the Convention's own parts and those that ask for nothing."""
    return [word for word in words if word not in _HAVING and not _is_beside(word, language)]


def _topic(words: Iterable[str], language: Language) -> list[str]:
    """The same without verbs of no known meaning: what an article or a chapter does with its subject is no matter."""
    subject = _subject(words, language)
    return [word for word in subject if concept_of(word, language) or not looks_like_verb(word, language)]


def _is_beside(word: str, language: Language) -> bool:
    concept = concept_of(word, language)
    if concept is None:
        return asks_for_nothing(word, language)
    return concept in STRUCTURE or word in LIGHT_WORDS[language]  # by stem, a word of a meaning may seem light


def _articles_by_title(
    subject: list[str], question: Understanding, corpus: Corpus, language: Language
) -> Composer | None:
    """Show the articles whose titles have all of a subject's words; None where there are none, or too many."""
    asked = {_sense(word, question.language) for word in subject}
    said = {
        article: _senses_of_title(title, question.language)
        for article, title in titles(corpus.document(f"convention-{question.language}"))
    }
    found = [article for article, parts in said.items() if asked in parts]
    found = found or [article for article, parts in said.items() if asked and asked <= parts[0]]
    if not 1 <= len(found) <= MAX_ARTICLES:
        return None
    references = tuple(Reference(0, 0, article) for article in found)
    return look_up(replace(question, articles=references), corpus, language)


def _lines(chapters: Container[int], corpus: Corpus, language: Language) -> Composer | None:
    """Show the lines of chapters; None in an official text whose chapter lines were not kept."""
    composer = Composer(language)
    for number, span in _chapter_lines(corpus.document(f"convention-{language}")):
        if number not in chapters:
            continue
        if not composer.spans:
            composer.title(span)
        else:
            composer.say(f"{span.text} {composer.mark(span)}")
    return composer if composer.spans else None


def _chapter_lines(document: Document) -> Iterator[tuple[int, Span]]:
    for number in range(1, CHAPTER_COUNT + 1):
        if section := chapter_section(document, number):
            yield number, Span(document, section.start, section.end, section.location)


def _chapter_on(subject: list[str], document: Document, language: Language) -> int | None:
    """The chapter of which a subject's words are the title, or a part of it, or else that of one of its articles.

    None if it is no single one's.
    """
    asked = {_sense(word, language) for word in subject}
    lines = list(_chapter_lines(document))
    found = {number for number, span in lines if asked in _senses_of_title(span.text, language)}
    if not found:
        about = [article for article, title in titles(document) if asked in _senses_of_title(title, language)]
        found = {number for article in about if (number := _chapter_of(article, document))}
    return found.pop() if len(found) == 1 else None


def _chapter_of(article: int, document: Document) -> int | None:
    """The number of the chapter that an article stands in; None where the chapters' lines were not kept."""
    start = heading_span(document, article).start
    return max((number for number, span in _chapter_lines(document) if span.start < start), default=None)


@lru_cache(maxsize=512)
def _senses_of_title(line: str, language: Language) -> tuple[frozenset[str], ...]:
    """What a chapter's or an article's title says, as a whole and in its parts: "procedural measures"."""
    said = _TITLE.match(line)
    title = said["said"] if said else line
    parts = [_subject(content_words(part), language) for part in (title, *_PARTS.split(title))]
    return tuple(frozenset(_sense(word, language) for word in part) for part in parts)


def _sense(word: str, language: Language) -> str:
    """A word by what it means, or by its stem where the thesaurus does not have it."""
    return concept_of(word, language) or stem(word, language)
