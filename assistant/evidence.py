"""The evidence gate: how well a sentence answers a question, and whether that is enough to answer at all."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.candidates import Candidate, Reading
from assistant.question import AskedFor, Understanding
from corpus.names import find_names
from corpus.stem import stem
from corpus.text import words as cut_words
from index.terms import concept_of

WordVectors = Callable[[Sequence[str]], NDArray[np.float32]]
Idf = Callable[[str], float]

# How much of a match each kind of meeting is: the same stem, the same concept in other words, a near meaning by
# the embedder, or only in the words around the sentence.
_SAME_STEM: Final = 1.0
_SAME_CONCEPT: Final = 0.9
_IN_CONTEXT: Final = 0.7
_NEAR_MEANING_FROM: Final = 0.6  # cosine of two words below which they are not taken as near

# Words that only carry the kind of question ("what date", "how many"): that is judged by `_kind_fits`.
_SCAFFOLD_CONCEPTS: Final = frozenset({"number", "title", "period"})
_SCAFFOLD_WORDS: Final = frozenset(
    """
    date day year month time place city exactly called kind type name list full happen happened happens take took place
    дата дату даты день дня год году года месяц время место город именно какого числа происходит произошло состоялось
    tarix tarixi tarixde tarixinde gun gunu il ilde ay yer seher harda oldu bas verib siyahi adi
    right correct true правда верно dogru dogrudur duzdur
    """.split()
)
_RAREST: Final = 6.0  # an unknown word weighs no more than this, or one typo would decide
_SCAFFOLD_WEIGHT: Final = 0.4


@dataclass(frozen=True, slots=True)
class Features:
    """What the gate judges by, each from 0 to 1 but the cosine (-1 to 1); higher speaks for answering, save `missing`."""

    coverage: float  # share of the question's meaning (by idf) that the sentence carries
    missing: float  # share that the one heaviest absent word has
    names: float  # share of the question's names that the sentence or its context carries
    figures: float  # share of the question's dates and numbers that it carries
    kind: float  # whether it has what was asked for: a date, a number, a place, a person or institution
    cosine: float  # nearness in meaning by the embedder


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its features, its rank score, and the probability that it answers."""

    candidate: Candidate
    features: Features
    score: float
    probability: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question: its stem in either Latin language, its concept, its weight."""

    text: str
    stems: frozenset[str]
    concept: str | None
    weight: float


class Judge:
    """Judges candidates against one question."""

    def __init__(self, question: Understanding, idf: Idf, vectors: WordVectors, query: NDArray[np.float32]) -> None:
        self._question = question
        self._vectors = vectors
        self._query = query
        self._names = frozenset(question.names)
        figure_words = _figure_words(question)
        name_words = _name_words(question.text)
        self._words = [
            _weighed(word, question, idf) for word in question.words if word not in figure_words | name_words
        ]
        self._word_vectors = vectors([word.text for word in self._words]) if self._words else None

    def judge(self, found: Sequence[Candidate], sentence_vectors: NDArray[np.float32]) -> list[Judged]:
        """Judge candidates, best first; `sentence_vectors` are their unit rows, in order."""
        judged = [
            self._judge(candidate, float(vector @ self._query))
            for candidate, vector in zip(found, sentence_vectors, strict=True)
        ]
        return sorted(judged, key=lambda item: (-item.score, item.candidate.key))

    def _judge(self, candidate: Candidate, cosine: float) -> Judged:
        matches = self._matches(candidate)
        total = sum(word.weight for word in self._words) or 1.0
        lacks = [word.weight * (1 - match) for word, match in zip(self._words, matches, strict=True)]
        features = Features(
            coverage=1 - sum(lacks) / total,
            missing=max(lacks, default=0.0) / total,
            names=self._names_met(candidate),
            figures=self._figures_met(candidate),
            kind=_kind_fits(self._question, candidate),
            cosine=cosine,
        )
        return Judged(candidate, features, _rank_score(features, candidate, self._question), probability(features))

    def _matches(self, candidate: Candidate) -> list[float]:
        own = [_match(word, candidate.reading) for word in self._words]
        around = [_IN_CONTEXT * _match(word, candidate.context) for word in self._words]
        best = [max(pair) for pair in zip(own, around, strict=True)]
        open_words = [number for number, match in enumerate(best) if match < _NEAR_MEANING_FROM]
        if open_words and self._word_vectors is not None:
            near = self._near_meaning(candidate.reading, open_words)
            for number, cosine in zip(open_words, near, strict=True):
                best[number] = max(best[number], cosine if cosine >= _NEAR_MEANING_FROM else 0.0)
        return best

    def _near_meaning(self, reading: Reading, numbers: list[int]) -> list[float]:
        if not reading.words or self._word_vectors is None:
            return [0.0] * len(numbers)
        theirs = self._vectors(sorted(reading.words))
        cosines = self._word_vectors[numbers] @ theirs.T
        return [float(row.max()) for row in cosines]

    def _names_met(self, candidate: Candidate) -> float:
        if not self._names:
            return 1.0
        present = candidate.reading.names | candidate.context.names
        return len(self._names & present) / len(self._names)

    def _figures_met(self, candidate: Candidate) -> float:
        asked = [*self._question.dates, *self._question.numbers]
        if not asked:
            return 1.0
        dates, numbers = candidate.reading.dates, candidate.reading.numbers
        met = sum(any(_same_date(date, other) for other in dates) for date in self._question.dates)
        met += sum(number.value in numbers for number in self._question.numbers)
        return met / len(asked)


def _same_date(asked: object, stated: object) -> bool:
    """Whether a stated date is the one asked about, as far as both are given."""
    return all(
        getattr(asked, part) is None or getattr(stated, part) is None or getattr(asked, part) == getattr(stated, part)
        for part in ("year", "month", "day")
    ) and any(getattr(asked, part) is not None and getattr(asked, part) == getattr(stated, part) for part in ("year", "month", "day"))


def _figure_words(question: Understanding) -> set[str]:
    spans = [*question.dates, *question.numbers]
    return {word for span in spans for word in cut_words(question.text[span.start : span.end])}


def _name_words(text: str) -> set[str]:
    return {word for name in find_names(text) for word in cut_words(text[name.start : name.end])}


def _weighed(word: str, question: Understanding, idf: Idf) -> _Word:
    stems = frozenset({stem(word, question.language), stem(word, "en"), stem(word, "az")})
    concept = concept_of(word, question.language)
    known = [idf(term) for term in (*stems, *([f"concept:{concept}"] if concept else []))]
    weight = min(_RAREST, *known)
    if word in _SCAFFOLD_WORDS or concept in _SCAFFOLD_CONCEPTS:
        weight *= _SCAFFOLD_WEIGHT
    return _Word(word, stems, concept, max(weight, 0.1))


def _match(word: _Word, reading: Reading) -> float:
    if word.stems & reading.stems:
        return _SAME_STEM
    return _SAME_CONCEPT if word.concept in reading.concepts else 0.0


_PLACES: Final = frozenset({"Hanoi", "Vietnam", "Baku", "New York", "Viet Nam"})


def _kind_fits(question: Understanding, candidate: Candidate) -> float:
    reading = candidate.reading
    match question.asked_for:
        case "when":
            return 1.0 if any(date.day or date.month or date.year for date in reading.dates) else 0.0
        case "how_many" | "how_long":
            return 1.0 if reading.numbers else 0.0
        case "where":
            return 1.0 if reading.names & _PLACES or "city" in reading.concepts else 0.3
        case "who":
            return 1.0 if reading.names - {"UN Convention against Cybercrime"} or _ROLES & reading.concepts else 0.3
        case _:
            return 1.0


_ROLES: Final = frozenset({"state", "authority", "ministry", "president", "parliament", "head", "secretary", "service"})


def _rank_score(features: Features, candidate: Candidate, question: Understanding) -> float:
    """Order candidates: what they carry first; then our statements, the asked language, the newer source."""
    prior = 0.06 * (candidate.document.kind == "brief") + 0.08 * (candidate.document.language == question.language)
    return (
        1.0 * features.coverage
        - 0.3 * features.missing
        + 0.3 * features.names
        + 0.2 * features.figures
        + 0.35 * features.kind
        + 0.5 * features.cosine
        + 2.0 * candidate.search_score
        + prior
    )


# Logistic weights over the features, fitted on the `dev` questions only (`python -m evals calibrate`).
_WEIGHTS: Final = Features(coverage=7.0, missing=-3.0, names=3.0, figures=0.5, kind=2.0, cosine=3.0)
_BIAS: Final = -9.6


def probability(features: Features) -> float:
    """Return the probability, from 0 to 1, that a sentence with these features answers."""
    pairs = ((getattr(_WEIGHTS, name), getattr(features, name)) for name in Features.__slots__)
    return 1 / (1 + math.exp(-(_BIAS + sum(weight * value for weight, value in pairs))))


def asked_for_figure(kind: AskedFor) -> bool:
    """Whether a kind of question wants a date or a number."""
    return kind in {"when", "how_many", "how_long"}


