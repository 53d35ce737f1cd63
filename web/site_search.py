"""Searching the Convention: the engine ranks passages, an article is named exactly, what was asked for is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.engine import Engine
from assistant.language import searchable
from corpus.detect import detect_language
from corpus.stem import stem
from corpus.text import fold, normalize, words
from corpus.treaty import find_articles, find_chapter
from corpus.types import LANGUAGES, Document, Language
from index.terms import concept_of, content_words
from index.types import Hit
from web.site_convention import Article, Place, Treaty

MAX_QUERY_CHARS: Final = 200  # a sentence; a question goes to the chat
MAX_ARTICLES: Final = 12
_MAX_EXCERPTS: Final = 2  # an article
# A passage that shares a term with the query scores from about 1, one that merely lies near it up to about 0.2.
_LEAST_SCORE: Final = 0.4
_LEAST_SHARE: Final = 0.3  # of the best passage's score
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, and whether it is one of the words that were searched for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage in which something was found, in pieces that make it up word for word; its row's anchor and number."""

    anchor: str
    number: int | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """An article with what was found in it, best first."""

    article: Article
    title: tuple[Stretch, ...]
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An article or a chapter that the query names: whether there is one, and the paragraph if it names one."""

    kind: str
    number: int
    exists: bool
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: places it names, results in the text of `language`, and the spelling that found them."""

    query: str
    language: Language
    named: tuple[Named, ...]
    results: tuple[Result, ...]
    corrected: str | None = None


def find(query: str, language: Language, engine: Engine, treaty: Treaty) -> Found:
    """Search the Convention in the query's own language, then in the page's and the others, then spelt otherwise."""
    query = normalize(query)
    named = tuple(_named(query, treaty))
    order = dict.fromkeys((detect_language(query) or language, language, *LANGUAGES))
    for tried in order:
        if results := _results(query, tried, engine, treaty):
            return Found(query, tried, named, results)
    for tried in order:
        corrected = engine.speller.correct(query, tried)
        if corrected != query and (results := _results(corrected, tried, engine, treaty)):
            return Found(query, tried, named, results, corrected)
    return Found(query, language, named, ())


def _named(query: str, treaty: Treaty) -> Iterator[Named]:
    """Give the articles and the chapter that a query names; a number by itself is an article's."""
    if query.isdecimal() and len(query) <= 4:
        number = int(query)
        yield Named("article", number, number in treaty.articles)
    for reference in find_articles(query):
        article = treaty.articles.get(reference.article)
        anchor = f"paragraph-{reference.paragraph}" if reference.paragraph else None
        has_row = article is not None and any(row.anchor == anchor for row in article.rows)
        yield Named("article", reference.article, article is not None, anchor if has_row else None)
    chapter = find_chapter(query)
    if chapter is not None:
        yield Named("chapter", chapter, any(one.number == chapter for one in treaty.chapters))


def _results(query: str, language: Language, engine: Engine, treaty: Treaty) -> tuple[Result, ...]:
    document = treaty.documents.get(language)
    wanted = Wanted.of(query, language)
    if document is None or not wanted.stems:
        return ()
    hits = engine.search(query, language, len(engine.index.passages))
    placed = [
        (hit, place)
        for hit in _good(hit for hit in hits if hit.passage.document_id == document.id)
        if (place := treaty.place(document, hit.passage.start)) is not None
    ]
    by_article: dict[int | None, list[tuple[Hit, Place]]] = {}
    for hit, place in placed:
        by_article.setdefault(place.article, []).append((hit, place))
    found = list(by_article.items())[:MAX_ARTICLES]
    return tuple(_result(number, items, document, wanted, treaty) for number, items in found)


def _good(hits: Iterable[Hit]) -> list[Hit]:
    """Keep the hits that share a term with the query and are not far behind the best."""
    kept = [hit for hit in hits if hit.lexical_rank is not None]
    least = max(_LEAST_SCORE, _LEAST_SHARE * max((hit.score for hit in kept), default=0.0))
    return [hit for hit in kept if hit.score >= least]


def _result(
    number: int | None, items: Sequence[tuple[Hit, Place]], document: Document, wanted: Wanted, treaty: Treaty
) -> Result:
    article = treaty.preamble if number is None else treaty.articles[number]
    rows = {row.anchor: row for row in article.rows}
    passages = [(hit.passage, place.anchor) for hit, place in items if place.anchor]
    excerpts = [Excerpt(anchor, rows[anchor].number, wanted.mark(passage.text)) for passage, anchor in passages]
    excerpts.sort(key=lambda excerpt: not any(piece.marked for piece in excerpt.stretches))
    return Result(article, wanted.mark(article.titles.get(document.language, "")), tuple(excerpts[:_MAX_EXCERPTS]))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for in a language: the stems of its words, the concepts they express, the phrase as a whole."""

    language: Language
    stems: frozenset[str]
    concepts: frozenset[str]
    phrase: str

    @classmethod
    def of(cls, query: str, language: Language) -> Wanted:
        """Read a query; words without a meaning of their own are not looked for."""
        query = searchable(query, language)
        meant = content_words(query)
        concepts = (concept_of(word, language) for word in meant)
        return cls(
            language,
            frozenset(stem(word, language) for word in meant),
            frozenset(concept for concept in concepts if concept),
            fold(query).strip(' "'),
        )

    def mark(self, text: str) -> tuple[Stretch, ...]:
        """Cut a text where a word that is searched for begins or ends; the pieces make up the text.

        The whole phrase is marked where it stands, else its words, else words that express the same.

        >>> [(s.text, s.marked) for s in Wanted.of("signed", "en").mark("States sign it.")]
        [('States ', False), ('sign', True), (' it.', False)]
        """
        spans = self._spans(text)
        pieces: list[Stretch] = []
        position = 0
        for start, end in spans:
            pieces += [Stretch(text[position:start], False), Stretch(text[start:end], True)]
            position = end
        pieces.append(Stretch(text[position:], False))
        return tuple(piece for piece in pieces if piece.text)

    def _spans(self, text: str) -> list[tuple[int, int]]:
        folded = fold(text)
        if " " in self.phrase:
            whole = re.compile(rf"(?<!\w){re.escape(self.phrase)}(?!\w)")
            phrases = [match.span() for match in whole.finditer(folded)]
            if phrases:
                return phrases
        found = [(match.span(), next(iter(words(match.group())), "")) for match in _WORD.finditer(folded)]
        own = [span for span, word in found if stem(word, self.language) in self.stems]
        return own or [span for span, word in found if concept_of(word, self.language) in self.concepts]
