"""Questions about an article of the sources itself: when it appeared, and what it tells in short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from assistant.lookup import asks_for_nothing
from assistant.question import Understanding, name_words
from assistant.quote import Composer
from assistant.spans import Span
from assistant.types import MAX_ANSWER_CHARS
from corpus.figures import DateMention
from corpus.load import Corpus
from corpus.split import sentences
from corpus.text import fold
from corpus.text import words as cut_words
from corpus.types import Document, Language
from index.terms import concept_of

_PUBLISHERS: Final = {
    "Trend": "Trend",
    "Day.Az": "Day.Az",
    "Operative Information Center": "Operative Information Center (OMM)",
}
_PUBLISHING: Final = frozenset({"source", "article", "publish", "document", "website"})
# How one says, folded, that an article appeared or tells something.
_TELLING_WORDS: Final = """
    appear appeared appears came come out dated posted ran run write writes wrote written tell tells told reports
    reported piece page story core gist takeaways essence main points вышел вышла вышло выходил появился появилась
    появилось датирован датирована датировано датируется пишет писал писала написал написала сообщает сообщил
    сообщила рассказывает передает материал материале заметка заметки заметке страница странице страницу страницы
    главное cixib cixdi yayilib yayimlanib tarixli tarixlidir yazir yazib yazdi bildirir bildirib xeber verir verib
    megzi esas sehife sehifesi sehifede sehifesinde
"""
_TELLING: Final = frozenset(_TELLING_WORDS.split())
_LANGUAGES_NAMED: Final[dict[Language, re.Pattern[str]]] = {
    "az": re.compile(r"\b(?:azerbaijani|азербайджанск\w*|azerbaycan(?:ca| dil\w*))\b"),
    "en": re.compile(r"\b(?:english|английск\w*|ingilis(?:ce)?)\b"),
    "ru": re.compile(r"\b(?:russian|русск\w*|rus(?:ca)?)\b"),
}
_PERSON: Final = re.compile(
    r"(?:journalist|reporter|author|editor|журналист|автор|корреспондент|редактор|jurnalist|muellif|muxbir|redaktor)\w*"
)
_LANGUAGE_WORD: Final = re.compile(r"language|язык\w*|dil\w*")
_LEAST_TOLD: Final = 60  # characters of a sentence: "BAKU, Azerbaijan, February 10." tells nothing
_MOST_TOLD: Final = 3  # sentences
_LABEL_CHARS: Final = 60  # about what stands around a quote: its source, quotation marks, marker


def published(question: Understanding, corpus: Corpus, language: Language) -> Composer | None:
    """Show when a source's article appeared, if that is what is asked: its first line, with its date beside it."""
    if question.asked_for != "when" or not _speaks_of_telling(question):
        return None
    composer = Composer(language)
    for document in _articles_named(question, corpus, language):
        if document.published:
            first = sentences(document.text)[0]
            composer.quote(Span(document, first.start, first.end, None))
    return composer if composer.spans else None


def told_by(question: Understanding, corpus: Corpus, language: Language) -> Composer | None:
    """Show how a source's article begins, if what it tells is all that is asked: "Summarise the Day.Az article"."""
    if question.asked_for != "summary" and not (question.asked_for == "other" and _speaks_of_telling(question)):
        return None
    composer = Composer(language)
    for document in _articles_named(question, corpus, language)[:1]:
        spans = (Span(document, sentence.start, sentence.end, None) for sentence in sentences(document.text))
        for span in islice((span for span in spans if len(span.text) >= _LEAST_TOLD), _MOST_TOLD):
            if composer.spans and len(composer.text) + len(span.text) + _LABEL_CHARS > MAX_ANSWER_CHARS:
                break
            composer.quote(span)
    return composer if composer.spans else None


def _speaks_of_telling(question: Understanding) -> bool:
    """Whether a question has a word for an article or for what one does: it appears, it tells."""
    concepts = {concept_of(word, question.language) for word in question.words}
    return bool(concepts & _PUBLISHING or _TELLING & set(question.words))


def _articles_named(question: Understanding, corpus: Corpus, language: Language) -> Sequence[Document]:
    """The articles that a question names by publisher, day and language, and asks nothing else of; the best first."""
    named = {name for name in question.names if name in _PUBLISHERS}
    if len(named) != 1 or len(question.names) > 1 or question.numbers:
        return []
    of_names = name_words(question.text)
    of_dates = {word for date in question.dates for word in cut_words(question.text[date.start : date.end])}
    rest = [word for word in question.words if word not in of_names and word not in of_dates]
    if not all(_is_of_publishing(word, question.language) for word in rest):
        return []
    publisher, folded = _PUBLISHERS[named.pop()], fold(question.text)
    tongues = {tongue for tongue, pattern in _LANGUAGES_NAMED.items() if pattern.search(folded)}
    found = [
        document
        for document in corpus.documents
        if document.publisher == publisher
        and (not tongues or document.language in tongues)
        and all(_is_of(date, document.published) for date in question.dates)
    ]
    newest = sorted(found, key=lambda item: item.published or "", reverse=True)
    return sorted(newest, key=lambda item: item.language != language)


def _is_of_publishing(word: str, language: Language) -> bool:
    return _PERSON.fullmatch(word) is None and (
        word in _TELLING
        or concept_of(word, language) in _PUBLISHING
        or asks_for_nothing(word, language)
        or _LANGUAGE_WORD.fullmatch(word) is not None
        or any(pattern.fullmatch(word) for pattern in _LANGUAGES_NAMED.values())
    )


def _is_of(date: DateMention, published: str | None) -> bool:
    """Whether a day, whole or in part, is that of an article: "23 February" is that of 2026-02-23."""
    parts = [int(part) for part in published.split("-")] if published else [None] * 3
    return all(asked in {None, part} for asked, part in zip((date.year, date.month, date.day), parts, strict=True))
