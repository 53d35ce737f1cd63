"""What the cross-encoder learns from: questions beside the sentences of a document, those that answer and others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.load import Corpus
from corpus.practice import PracticeDocument
from corpus.split import sentences
from corpus.types import LANGUAGES, Document
from index.cross_encoder import Said, said_after
from index.embed import Embedder

_SAME_SAID: Final = 0.8  # cosine from which two sentences may well say the same
_SHARPNESS: Final = 8.0  # how much likelier a sentence near the question is taken beside the right one


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it is read: its title, its sentences, and the questions that are asked of it."""

    title: str
    sentences: tuple[Said, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the number of the sentence that it is on, and whether that answers it; else nothing does."""

    question: str
    sentence: int
    answered: bool


def of_practice(documents: Iterable[PracticeDocument]) -> Iterator[Text]:
    """Give the practice documents."""
    for document in documents:
        asked = [
            Asked(question, number, answered)
            for number, sentence in enumerate(document.sentences)
            for answered, side in ((True, sentence.asks), (False, sentence.misses))
            for language in LANGUAGES
            for question in side[language]
        ]
        yield Text(document.title, _in_order(document.title, [each.text for each in document.sentences]), tuple(asked))


def of_corpus(corpus: Corpus) -> Iterator[Text]:
    """Give the documents of the corpus with the questions of `corpus/contrasts/`; our statements are one a language."""
    for document in corpus.documents:
        if document.kind != "brief" and document.id in corpus.asks:
            yield from _sections(document, corpus)
    for language in LANGUAGES:
        statements = [item for item in corpus.documents if item.kind == "brief" and item.language == language]
        asked = [one for number, item in enumerate(statements) for one in _asked(corpus, item.id, 0, number)]
        if statements:
            yield Text("", tuple(Said(item.text) for item in statements), tuple(asked))


def _sections(document: Document, corpus: Corpus) -> Iterator[Text]:
    """Give a document, or each article of the Convention, which has a heading of its own."""
    parts = [(0, len(document.text), document.title)]
    if document.sections:
        firsts = {section.location.article: section for section in reversed(document.sections)}.values()
        headings = sorted((section.start, document.text[section.start : section.end]) for section in firsts)
        ends = [*(start for start, _ in headings[1:]), len(document.text)]
        parts = [(start, end, title) for (start, title), end in zip(headings, ends, strict=True)]
    said = sentences(document.text)
    for first, last, title in parts:
        own = [item for item in said if first <= item.start < last]
        asked = [one for number, item in enumerate(own) for one in _asked(corpus, document.id, item.start, number)]
        if asked:
            said_here = [document.text[item.start : item.end] for item in own]
            yield Text(title, _in_order(title, said_here), tuple(asked))


def _in_order(title: str, texts: Sequence[str]) -> tuple[Said, ...]:
    return tuple(said_after(before, text, title) for before, text in pairwise(["", *texts]))


def _asked(corpus: Corpus, document: str, start: int, number: int) -> Iterator[Asked]:
    for answered, at in ((True, corpus.asks_at), (False, corpus.misses_at)):
        for language in LANGUAGES:
            yield from (Asked(line, number, answered) for line in at(document, start, language).splitlines())


class Shelf:
    """Texts with their vectors, from which questions and the sentences beside them are drawn."""

    def __init__(self, texts: Sequence[Text], embedder: Embedder, random: np.random.Generator) -> None:
        self.texts = [text for text in texts if text.asked]
        self._embedder, self._random = embedder, random
        self._places = [(number, asked) for number, text in enumerate(self.texts) for asked in text.asked]
        self._vectors = [embedder.embed_passages([said.text for said in text.sentences]) for text in self.texts]

    def __len__(self) -> int:
        """How many questions there are."""
        return len(self._places)

    def drawn(self, place: int, others: int) -> tuple[Asked, list[Said]]:
        """Return a question with its sentence first, then `others`, likelier near ones."""
        number, asked = self._places[place]
        vectors = self._vectors[number]
        near = vectors @ self._embedder.embed_queries([asked.question])[0]
        weights = np.exp(_SHARPNESS * near)
        weights[vectors @ vectors[asked.sentence] > _SAME_SAID] = 0
        chosen = [(number, asked.sentence), *((number, other) for other in self._some(weights, others))]
        while len(chosen) <= others:
            chosen.append(self._elsewhere(number))
        return asked, [self.texts[text].sentences[sentence] for text, sentence in chosen]

    def _some(self, weights: NDArray[np.float32], count: int) -> list[int]:
        there = int((weights > 0).sum())
        if there == 0:
            return []
        chances = weights / weights.sum()
        return [int(one) for one in self._random.choice(len(weights), min(count, there), replace=False, p=chances)]

    def _elsewhere(self, number: int) -> tuple[int, int]:
        """A sentence of any text but one."""
        other = (number + 1 + int(self._random.integers(len(self.texts) - 1))) % len(self.texts)
        return other, int(self._random.integers(len(self.texts[other].sentences)))
