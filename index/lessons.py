"""What the model learns beside translation: pairs of one meaning from our own corpus, the thesaurus and WordNet.

None of it is a question of the evaluation: what people ask is taken from the keywords of articles and from the
everyday wordings of sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from corpus.digest import DigestArticle, load_digest, read_yaml
from corpus.load import DATA, Corpus, load_corpus
from corpus.split import sentences
from corpus.text import words
from corpus.types import LANGUAGES, Language
from index.training_data import Pairs, ParallelText
from index.wordnet import Sense, read_senses

_CONCEPTS: Final = Path(__file__).parent / "concepts.yaml"
_LANGUAGE_PAIRS: Final = tuple(combinations(LANGUAGES, 2))
_KNOWN_COUNT: Final = 3
_SAMPLES_OF_KEYWORDS: Final = 8  # for an article in a language
_SAMPLES_OF_WORDINGS: Final = 16  # for a sentence in a language
_PHRASES_AT_MOST: Final = 4
_PAIRS_OF_CONCEPT: Final = 40
_WORDS_OF_SENSE: Final = 4
_WORDS_FOR_CONCEPT: Final = 3  # the English ones that stand for a concept before the teacher
# Pairs of these kinds say what the teacher says of them and no more: other pairs of the kind may mean the same.
TEACHER_ALONE: Final = frozenset({"word", "example", "own"})


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts, pairs of their positions by kind, and for each text its English original, or -1.

    Texts with one number in `subjects` say the same (-1 is none), with one in `topics` they speak of one article.
    """

    texts: tuple[str, ...]
    pairs: Pairs
    english: NDArray[np.int64]
    subjects: NDArray[np.int64]
    topics: NDArray[np.int64]

    def taught(self) -> set[str]:
        """Return the texts of all kinds but parallel text."""
        own = (pairs.ravel() for kind, pairs in self.pairs.items() if "-" not in kind)
        return {self.texts[position] for position in np.unique(np.concatenate(list(own)))}


@dataclass(slots=True)
class _Book:
    """Lessons while they are collected."""

    positions: dict[str, int] = field(default_factory=dict)
    pairs: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    english: dict[int, int] = field(default_factory=dict)
    subjects: dict[int, str] = field(default_factory=dict)

    def position(self, text: str) -> int:
        return self.positions.setdefault(" ".join(text.split()), len(self.positions))

    def pair(self, kind: str, left: str, right: str, subject: str | None = None) -> None:
        places = self.position(left), self.position(right)
        self.pairs.setdefault(kind, []).append(places)
        if subject is not None:
            self.subjects.update(dict.fromkeys(places, subject))

    def original(self, text: str, english: str) -> None:
        self.english[self.position(text)] = self.position(english)

    def translations(self, texts: dict[Language, str], subject: str) -> None:
        for language in LANGUAGES:
            self.original(texts[language], texts["en"])
        for left, right in _LANGUAGE_PAIRS:
            self.pair("own translation", texts[left], texts[right], subject)


def collect(parallel: ParallelText, wordnet: Path | None, seed: int, data: Path = DATA) -> Lessons:
    """Collect parallel text, our own corpus, the thesaurus, and WordNet where its folder is given."""
    random = np.random.default_rng(seed)
    corpus = load_corpus(data=data)
    book = _Book(positions={text: position for position, text in enumerate(parallel.texts)})
    for name in ("en-az", "en-ru", "en-tr"):
        for english, other in parallel.pairs[name].tolist():
            book.english.setdefault(english, english)
            book.english.setdefault(other, english)
    _digest(book, load_digest(data / "convention"), corpus, random)
    _statements(book, corpus)
    _wordings(book, corpus, random)
    _terms(book, corpus)
    _concepts(book, random)
    _english(book, parallel, corpus, wordnet)
    return _lessons(book, parallel)


def _lessons(book: _Book, parallel: ParallelText) -> Lessons:
    english = np.full(len(book.positions), -1, dtype=np.int64)
    english[list(book.english)] = list(book.english.values())
    subjects = _numbered(book.subjects, len(book.positions))
    topics = _numbered({place: name.split("/")[0] for place, name in book.subjects.items()}, len(book.positions))
    own = {kind: np.array(pairs, dtype=np.int64) for kind, pairs in book.pairs.items()}
    return Lessons(tuple(book.positions), {**parallel.pairs, **own}, english, subjects, topics)


def _numbered(names: Mapping[int, str], count: int) -> NDArray[np.int64]:
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names.values()))}
    numbered = np.full(count, -1, dtype=np.int64)
    for position, name in names.items():
        numbered[position] = numbers[name]
    return numbered


def _digest(book: _Book, articles: tuple[DigestArticle, ...], corpus: Corpus, random: Generator) -> None:
    for article in articles:
        subject = f"article {article.number}"
        of_article = {
            language: [sentence for paragraph in article.paragraphs for sentence in paragraph.sentences[language]]
            for language in LANGUAGES
        }
        book.translations(article.title, subject)
        for number in range(len(of_article["en"])):
            said = {language: of_article[language][number] for language in LANGUAGES}
            book.translations(said, f"{subject}/{number}")
        if article.number is not None and article.number in corpus.keywords:
            _keywords(book, corpus.keywords[article.number], of_article, random, subject)


def _keywords(
    book: _Book,
    keywords: Mapping[Language, str],
    of_article: dict[Language, list[str]],
    random: Generator,
    subject: str,
) -> None:
    """Pair a few everyday phrases at a time, as a question puts them, with a sentence of the article they are for."""
    for language in LANGUAGES:
        phrases = [phrase.strip() for phrase in keywords[language].split(",") if phrase.strip()]
        for _ in range(_SAMPLES_OF_KEYWORDS):
            count = min(len(phrases), int(random.integers(1, _PHRASES_AT_MOST + 1)))
            asked = ", ".join(phrases[place] for place in random.permutation(len(phrases))[:count])
            found = of_article[LANGUAGES[random.integers(0, len(LANGUAGES))]]
            book.pair("keywords", asked, found[random.integers(0, len(found))])
            book.subjects[book.position(asked)] = subject
            if language == "en":
                book.original(asked, asked)


def _wordings(book: _Book, corpus: Corpus, random: Generator) -> None:
    """Pair a few everyday wordings at a time, in any language, with the sentence that they are wordings of."""
    for document in corpus.documents:
        said = {at.start: document.text[at.start : at.end] for at in sentences(document.text)}
        if document.kind == "brief":
            said = {0: document.text}
        for start, wordings in corpus.wordings.get(document.id, {}).items():
            if start not in said:
                continue
            subject = book.subjects.setdefault(book.position(said[start]), f"{document.id}/{start}")
            for language in LANGUAGES:
                _wording(book, (language, wordings[language]), said[start], subject, random)


def _wording(book: _Book, wording: tuple[Language, str], sentence: str, subject: str, random: Generator) -> None:
    language, words_of_it = wording
    phrases = [phrase.strip() for phrase in words_of_it.split(",") if phrase.strip()]
    for _ in range(_SAMPLES_OF_WORDINGS):
        count = min(len(phrases), int(random.integers(1, _PHRASES_AT_MOST)))
        asked = ", ".join(phrases[place] for place in random.permutation(len(phrases))[:count])
        book.pair("wordings", asked, sentence, subject)
        if language == "en":
            book.original(asked, asked)


def _statements(book: _Book, corpus: Corpus) -> None:
    for brief in corpus.briefs:
        book.translations(dict(brief.statement), brief.topic)
        for evidence in brief.evidence:
            english = (
                evidence.quote if corpus.document(evidence.document_id).language == "en" else brief.statement["en"]
            )
            book.original(evidence.quote, english)
            for language in LANGUAGES:
                book.pair("own translation", brief.statement[language], evidence.quote, brief.topic)


def _terms(book: _Book, corpus: Corpus) -> None:
    for term in corpus.terms:
        for language in LANGUAGES:
            book.original(term.term[language], term.term["en"])
            book.original(term.definition[language], term.definition["en"])
        for left, right in product(LANGUAGES, repeat=2):
            book.pair("own translation", term.term[left], term.definition[right], f"term {term.term['en']}")


def _concepts(book: _Book, random: Generator) -> None:
    for name, concept in read_yaml(_CONCEPTS).items():
        found = {language: (concept.get(language) or "").split() for language in LANGUAGES}
        english = ", ".join(found["en"][:_WORDS_FOR_CONCEPT])
        for language in LANGUAGES:
            for word in found[language]:
                book.original(word, word if language == "en" else english)
        pairs = list(combinations([word for language in LANGUAGES for word in found[language]], 2))
        for place in random.permutation(len(pairs))[:_PAIRS_OF_CONCEPT]:
            left, right = pairs[place]
            book.pair("concept", left, right, f"concept {name}")


def _english(book: _Book, parallel: ParallelText, corpus: Corpus, wordnet: Path | None) -> None:
    known = _known_english(parallel, corpus)
    for word in sorted(known):
        _taught(book, "word", word, word)
    for document in corpus.documents:
        if document.language == "en" and document.kind == "article":
            for line in filter(None, map(str.strip, document.text.split("\n"))):
                _taught(book, "own", line, line)
    for sense in read_senses(wordnet, known) if wordnet else ():
        for kind, left, right in _sense_pairs(sense, known):
            _taught(book, kind, left, right)


def _taught(book: _Book, kind: str, left: str, right: str) -> None:
    book.pair(kind, left, right)
    book.original(left, left)
    book.original(right, right)


def _sense_pairs(sense: Sense, known: set[str]) -> Iterator[tuple[str, str, str]]:
    yield "definition", ", ".join(sense.words[:_WORDS_OF_SENSE]), sense.definition
    yield from (("example", example, sense.definition) for example in sense.examples[:1])
    common = [word for word in sense.words if all(part in known for part in word.split())]
    for left, right in combinations(common[:_WORDS_OF_SENSE], 2):
        yield "synonym", left, right


def _known_english(parallel: ParallelText, corpus: Corpus) -> set[str]:
    """Return the English words that occur at least thrice in parallel text, or once in our corpus or thesaurus."""
    counts: Counter[str] = Counter()
    for position in np.unique(np.concatenate([parallel.pairs[name][:, 0] for name in ("en-az", "en-ru", "en-tr")])):
        counts.update(words(parallel.texts[position]))
    own = [document.text for document in corpus.documents if document.language == "en"]
    own += [keywords["en"] for keywords in corpus.keywords.values()]
    own += [concept.get("en") or "" for concept in read_yaml(_CONCEPTS).values()]
    found = {word for word, count in counts.items() if count >= _KNOWN_COUNT} | {w for text in own for w in words(text)}
    return {word for word in found if word.isascii() and word.isalpha() and len(word) > 1}
