"""Sentences that may answer: taken from the passages that were found, and read for what they carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from assistant.added import under
from assistant.planted import speaks_to_a_program
from corpus.figures import DateMention, find_dates, find_numbers
from corpus.likeness import sound_keys, word_sounds
from corpus.load import Corpus
from corpus.names import find_names
from corpus.split import sentences
from corpus.stem import stem
from corpus.treaty import find_articles
from corpus.types import Document, Language, Location, Passage
from index.cross_encoder import Said, said_after
from index.terms import concept_of, content_words
from index.types import Hit

_SHORTEST_SENTENCE: Final = 5  # words; a shorter one is a dateline or a label, and answers nothing by itself
# Questions of a sentence that another is compared with, of each side: more of them tell nothing more by nearness, and
# each is a vector to remember. The reader of questions learns from all.
_ASKS_NEAR: Final = 12
_MISSES_NEAR: Final = 20
_DOCUMENTS_KEPT: Final = 256
_PASSAGES_KEPT: Final = 8192  # each once for a language of questions; the shipped corpus has 4,300


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of text carries: stems, concepts, canonical names, dates and numbers, and its plain words."""

    words: frozenset[str]
    stems: frozenset[str]
    concepts: frozenset[str]
    names: frozenset[str]
    dates: tuple[DateMention, ...]
    numbers: frozenset[str]
    sounds: frozenset[str]
    ordered_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence (or a whole statement of ours) that may answer, with its place and what surrounds it."""

    document: Document
    start: int
    end: int
    location: Location | None
    reading: Reading
    context: Reading
    wording: Reading  # everyday words for what it says, in the question's language; of nothing where there are none
    wording_text: str
    asks: tuple[str, ...]  # questions that it is known to answer, in the question's language
    misses: tuple[str, ...]  # the same of those that it only seems to answer, and that nothing else does
    search_score: float

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.document.text[self.start : self.end]

    @property
    def article(self) -> int | None:
        """The number of the article that it stands in, None outside of the Convention."""
        return self.location.article if self.location else None

    @property
    def heading(self) -> str:
        """What stands above it: the heading of its article, else the title of its document; none for our statements."""
        if self.location is not None and self.article is not None:
            return _heading_text(self.document, self.article)
        return self.document.title if self.document.kind == "article" else ""

    @property
    def said(self) -> Said:
        """The sentence as it is read beside a question, with what stands before it; that tells what "it" is."""
        first = 0 if self.article is None else self.document.heading(self.article).start
        start, end = _before(self.document.text).get(self.start, (0, 0))
        return said_after(self.document.text[start:end] if start >= first else "", self.text, self.heading)

    @property
    def headed(self) -> str:
        """The sentence with what stands above it."""
        return under(self.heading, self.text)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases of its everyday wording."""
        return _phrases(self.wording_text)

    @property
    def key(self) -> tuple[str, int]:
        """Document id and start: one candidate a place."""
        return self.document.id, self.start


@lru_cache(maxsize=8192)
def _phrases(wording: str) -> tuple[str, ...]:
    return tuple(wording.split(", ")) if wording else ()


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _before(text: str) -> dict[int, tuple[int, int]]:
    """Give the start and end of the sentence before each but the first, by where that starts."""
    return {after.start: (item.start, item.end) for item, after in pairwise(sentences(text))}


@lru_cache(maxsize=8192)
def read(text: str, language: str) -> Reading:
    """Read a text once; the result is kept, since the same passages come up again and again."""
    words = frozenset(content_words(text))
    return Reading(
        words=words,
        stems=frozenset(stem(word, language) for word in words),
        concepts=frozenset(found for word in words if (found := concept_of(word, language))),
        names=frozenset(name.canonical for name in find_names(text)),
        dates=tuple(find_dates(text)),
        numbers=_counts(text),
        sounds=sound_keys(text, language).union(*(word_sounds(word, language) for word in words)),
        ordered_words=tuple(sorted(words)),
    )


@lru_cache(maxsize=8192)
def cited(text: str) -> frozenset[int]:
    """Return the numbers of the articles that a text refers to."""
    return frozenset(reference.article for reference in find_articles(text))


def _counts(text: str) -> frozenset[str]:
    """The numbers of a text, save those of articles ("статья 25"), which count nothing."""
    numbers = find_numbers(text)
    articles = find_articles(text) if numbers else []
    return frozenset(
        number.value for number in numbers if not any(item.start <= number.start < item.end for item in articles)
    )


class Sentences:
    """Takes the sentences of passages; each passage is read once for a language. Threads may share it."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._read = lru_cache(maxsize=_PASSAGES_KEPT)(self._of_passage)

    def of_hits(self, hits: Iterable[Hit], language: Language) -> list[Candidate]:
        """Take the sentences of the passages found, in their order; a statement of ours stays whole."""
        found: dict[tuple[str, int], Candidate] = {}
        for hit in hits:
            for candidate in self._read(hit.passage, language):
                found.setdefault(candidate.key, replace(candidate, search_score=hit.score))
        return list(found.values())

    def of_passages(self, passages: Iterable[Passage], language: Language) -> list[Candidate]:
        """Take the sentences of given passages, such as those of one article."""
        return [candidate for passage in passages for candidate in self._read(passage, language)]

    def _of_passage(self, passage: Passage, language: Language) -> tuple[Candidate, ...]:
        corpus = self._corpus
        document = corpus.document(passage.document_id)
        if _is_title(document, passage):
            return ()
        around = [_context(document, passage), *corpus.quotes_for(document), *corpus.publishers_of(document)]
        context = read("\n".join(around), document.language)
        spans = [(sentence.start, sentence.end) for sentence in passage.sentences]
        if document.kind == "brief":
            spans = [(passage.start, passage.end)]
        found = []
        for start, end in spans:
            text = document.text[start:end]
            if len(text.split()) >= _SHORTEST_SENTENCE and not speaks_to_a_program(text):
                wording = corpus.wording_at(document.id, start).get(language, "")
                reading, said = read(text, document.language), read(wording, language)
                asks = tuple(corpus.asks_at(document.id, start, language).splitlines()[:_ASKS_NEAR])
                misses = tuple(corpus.misses_at(document.id, start, language).splitlines()[:_MISSES_NEAR])
                place = document, start, end, passage.location
                found.append(Candidate(*place, reading, context, said, wording, asks, misses, search_score=0.0))
        return tuple(found)


def _is_title(document: Document, passage: Passage) -> bool:
    """Whether a passage is the title line of an article or a chapter: it names a subject and says nothing of it."""
    if passage.location is None:
        return False
    if passage.location.article is None:
        return not passage.text.endswith(".")
    return passage.start == document.heading(passage.location.article).start


def _heading_text(document: Document, article: int) -> str:
    section = document.heading(article)
    return document.text[section.start : section.end]


def _context(document: Document, passage: Passage) -> str:
    """What a reader of the sentence has before his eyes: its passage, the title, the article's heading."""
    parts = [document.title] if document.kind == "article" else []
    if passage.location is not None and passage.location.article is not None:
        parts.append(_heading_text(document, passage.location.article))
    return "\n".join([*parts, passage.text])
