"""What the reader of questions learns from: questions alone, after other ones, misspelt; and what each asks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.load import Corpus
from corpus.split import sentences
from corpus.types import LANGUAGES, Language
from corpus.wordings import Conversations
from index.distil import slip
from index.reading import words_read

_NEARBY: Final = 4  # sentences before and after
_HALF: Final = 0.5
_SLIP_CHARS: Final = 5  # shorter words are typed right

Later = Mapping[str, Mapping[int, Conversations]]  # by document and start of sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of which sentence, in which language, whether that only seems to answer; `before` it another one."""

    text: str
    sentence: int
    misses: bool
    language: Language
    before: str = ""


def examples(corpus: Corpus, later: Later) -> tuple[list[Asked], list[tuple[str, ...]]]:
    """Return every question, and for each sentence's number its texts in the languages that it has."""
    numbers: dict[tuple[str, str], int] = {}
    texts: list[dict[str, None]] = []
    found: dict[Asked, None] = {}
    for document in corpus.documents:
        starts = {item.start: document.text[item.start : item.end] for item in sentences(document.text)}
        for start, asks in corpus.asks.get(document.id, {}).items():
            misses = corpus.misses[document.id][start]
            number = numbers.setdefault((asks["en"], misses["en"]), len(numbers))  # one entry for all its languages
            if number == len(texts):
                texts.append({})
            texts[number][document.text if document.kind == "brief" else starts[start]] = None
            for only_seems, side in ((False, asks), (True, misses)):
                for language in LANGUAGES:
                    found |= {Asked(line, number, only_seems, language): None for line in side[language].splitlines()}
            found |= dict.fromkeys(_after_others(number, later.get(document.id, {}).get(start, {})))
    return list(found), [tuple(each) for each in texts]


def _after_others(number: int, conversations: Conversations) -> Iterator[Asked]:
    for language, said in conversations.items():
        for each in said:
            yield from (Asked(text, number, False, language, each.after) for text in each.asks)
            yield from (Asked(text, number, True, language, each.after) for text in each.misses)


@dataclass(frozen=True, slots=True)
class Shares:
    """How often a word is misspelt, a question that stands alone is read after another, and two are read as one."""

    slips: float
    after: float
    joined: float


SHARES: Final = Shares(slips=0.06, after=0.08, joined=0.06)  # by which both readers were taught


def classes(asked: Sequence[Asked], sentences: int) -> NDArray[np.int64]:
    """Number what each question is to be told as: its sentence, and that only seeming to answer behind all of these."""
    return np.array([item.sentence + item.misses * sentences for item in asked])


class Typist:
    """Types questions as people do and as they are read: with slips, and after others."""

    def __init__(self, asked: Sequence[Asked], shares: Shares, random: np.random.Generator) -> None:
        self._shares = shares
        self._random = random
        self._of_sentence: dict[tuple[int, str], list[str]] = {}
        self._of_language: dict[str, list[str]] = {}
        for item in asked:
            if not item.before:
                self._of_language.setdefault(item.language, []).append(item.text)
                if not item.misses:
                    self._of_sentence.setdefault((item.sentence, item.language), []).append(item.text)

    def words(self, item: Asked) -> list[str]:
        """Cut a question into the words that are read, as it might be typed this time."""
        text, before = item.text, item.before
        # Follow-ups are read in two ways: after the question before, and completed by what it was about.
        if self._random.random() < (_HALF if before else self._shares.joined):
            other = before or self._nearby(item)
            return words_read(self._mistyped(f"{text} ({other})" if other else text))
        if not before and self._random.random() < self._shares.after:
            before = self._any(item) if self._random.random() < _HALF else self._nearby(item)
        return words_read(self._mistyped(text), before)

    def _nearby(self, item: Asked) -> str:
        place = item.sentence + int(self._random.integers(-_NEARBY, _NEARBY + 1))
        return self._one_of(self._of_sentence.get((place, item.language), []))

    def _any(self, item: Asked) -> str:
        return self._one_of(self._of_language[item.language])

    def _mistyped(self, text: str) -> str:
        return mistyped(text, self._shares.slips, self._random)

    def _one_of(self, texts: Sequence[str]) -> str:
        return texts[int(self._random.integers(len(texts)))] if texts else ""


def mistyped(text: str, share: float, random: np.random.Generator) -> str:
    """Type a text as people do: of its longer words that share is misspelt."""
    return " ".join(slip(word, random) if _slips(word, share, random) else word for word in text.split())


def _slips(word: str, share: float, random: np.random.Generator) -> bool:
    return len(word) >= _SLIP_CHARS and random.random() < share
