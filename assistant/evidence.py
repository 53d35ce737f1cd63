"""The evidence gate: how well a sentence answers a question, and whether that is enough to answer at all."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.candidates import Candidate, Reading
from assistant.kinds import kind_fits
from assistant.light_words import is_light
from assistant.question import AskedFor, Understanding, name_words
from corpus.figures import DateMention
from corpus.names import AZERBAIJAN, CONVENTION
from corpus.stem import is_cyrillic, stem
from corpus.text import words as cut_words
from corpus.types import Language
from index.terms import concept_of

WordVectors = Callable[[Sequence[str]], NDArray[np.float32]]
Idf = Callable[[str], float]

# How much of a match each kind of meeting is: the same stem, the same concept in other words, a near meaning by
# the embedder (by its cosine), or only in the words around the sentence.
_SAME_STEM: Final = 1.0
_SAME_CONCEPT: Final = 0.9
_IN_CONTEXT: Final = 0.75
_NEAR_MEANING_FROM: Final = 0.62  # cosine of two words below which they are not taken as near
_NEAR_MEANING_SHARE: Final = 0.8  # near is not the same

# What every source is about; the Convention itself says nothing of Azerbaijan.
_BACKGROUND: Final = frozenset({CONVENTION, "United Nations"})
_BACKGROUND_OF_NEWS: Final = _BACKGROUND | {AZERBAIJAN}

# Words that only carry the kind of question ("what date", "how many"): that is judged by `kind_fits`.
_SCAFFOLD_CONCEPTS: Final = frozenset({"number", "period"})
_SCAFFOLD_WORDS: Final = frozenset(
    """
    date dates day days year years month months time times place city list name names full
    дата дату даты дате день дня год году года годов месяц месяца время место город городе список имя число числа
    tarix tarixi tarixde tarixinde gun gunu il ilde ay ayda yer yeri seher seherde siyahi ad adi vaxt
    right correct true правда верно dogru dogrudur duzdur deyilmi eledir
    """.split()
)
_SCAFFOLD_BY_KIND: Final[dict[AskedFor, frozenset[str]]] = {
    "who": frozenset({"authority", "ministry", "service"}),
    "where": frozenset({"city"}),
    "which_article": frozenset({"article"}),
    "whose_name": frozenset({"title"}),
}
_VETO: Final = 0.4
_ENOUGH_WEIGHT: Final = 3.0  # of a question's words: one that says less is not judged by them alone
_RAREST: Final = 6.0  # an unknown word weighs no more than this, or one typo would decide
_LIGHTEST: Final = 0.1
_SCAFFOLD_SHARE: Final = 0.25
_LIGHT_SHARE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Features:
    """What the gate judges by; each from 0 to 1, the cosine from -1."""

    coverage: float  # share of the question's meaning (by idf) that the sentence carries
    missing: float  # weight of the heaviest absent word, 1 for a rare topic word that no source has
    asked: float  # whether it carries the noun that is asked about ("which languages")
    names: float  # share of the question's own names that the sentence or its context carries
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
    matches: tuple[float, ...]  # how well each word of the question is met, in order
    contradicts: bool  # whether the question states a date or a number that the sentence gives otherwise


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
        apart = _figure_words(question) | name_words(question.text)
        self._words = [_weighed(word, question, idf) for word in question.words if word not in apart]
        self._word_vectors = vectors([word.text for word in self._words]) if self._words else None
        self._total = sum(word.weight for word in self._words)
        # In "120 states signed, right?" the figure is to be checked; in "how many in 2027?" it must be met.
        self._is_premise = question.asked_for == "whether" and bool(question.dates or question.numbers)

    def judge(self, found: Sequence[Candidate], sentence_vectors: NDArray[np.float32]) -> list[Judged]:
        """Judge candidates, best first; `sentence_vectors` are their unit rows, in order."""
        judged = [
            self._judge(candidate, float(cosine))
            for candidate, cosine in zip(found, sentence_vectors @ self._query, strict=True)
        ]
        return sorted(judged, key=lambda item: (-item.score, item.candidate.key))

    def _judge(self, candidate: Candidate, cosine: float) -> Judged:
        matches = self._matches(candidate)
        lacks = [word.weight * (1 - match) for word, match in zip(self._words, matches, strict=True)]
        features = Features(
            coverage=1 - sum(lacks) / max(self._total, _ENOUGH_WEIGHT),
            missing=max(lacks, default=0.0) / _RAREST,
            asked=self._asked_met(matches, candidate),
            names=self._names_met(candidate),
            figures=1.0 if self._is_premise else self._figures_met(candidate),
            kind=kind_fits(self._question, candidate),
            cosine=cosine,
        )
        contradicts = self._is_premise and self._figures_met(candidate) < 1
        score = _rank_score(features, candidate, self._question)
        chance = 0.0 if self._question.other_treaty else probability(features)
        return Judged(candidate, features, score, chance, tuple(matches), contradicts)

    def gain(self, first: Judged, second: Judged) -> float:
        """Return the share of the question's meaning that a second sentence adds to a first."""
        pairs = zip(self._words, first.matches, second.matches, strict=True)
        added = sum(word.weight * max(0.0, theirs - mine) for word, mine, theirs in pairs)
        return added / self._total if self._total else 0.0

    def _matches(self, candidate: Candidate) -> list[float]:
        best = [
            max(_match(word, candidate.reading), _IN_CONTEXT * _match(word, candidate.context)) for word in self._words
        ]
        open_words = [number for number, match in enumerate(best) if match < _NEAR_MEANING_FROM]
        if open_words and self._word_vectors is not None and candidate.reading.words:
            theirs = self._vectors(candidate.reading.ordered_words)
            nearest = (self._word_vectors[open_words] @ theirs.T).max(axis=1)
            for number, cosine in zip(open_words, nearest, strict=True):
                if cosine >= _NEAR_MEANING_FROM:
                    best[number] = max(best[number], _NEAR_MEANING_SHARE * float(cosine))
        return best

    def _asked_met(self, matches: Sequence[float], candidate: Candidate) -> float:
        noun = self._question.asked_noun
        if noun is None or self._question.asked_for == "which_article" or _is_scaffold(noun, self._question):
            return 1.0
        met = [match for word, match in zip(self._words, matches, strict=True) if word.text == noun]
        if met:
            return met[0]
        return 1.0 if noun in name_words(self._question.text) and self._names_met(candidate) == 1 else 0.5

    def _names_met(self, candidate: Candidate) -> float:
        background = _BACKGROUND if candidate.document.kind == "convention" else _BACKGROUND_OF_NEWS
        wanted = self._names - background
        if not wanted:
            return 1.0
        own, around = candidate.reading.names, candidate.context.names
        return min(1.0 if name in own else 0.5 if name in around else 0.0 for name in wanted)

    def _figures_met(self, candidate: Candidate) -> float:
        asked = len(self._question.dates) + len(self._question.numbers)
        if not asked:
            return 1.0
        dates, numbers = candidate.reading.dates, candidate.reading.numbers
        met = sum(any(same_date(date, other) for other in dates) for date in self._question.dates)
        met += sum(number.value in numbers for number in self._question.numbers)
        return met / asked


def same_date(asked: DateMention, stated: DateMention) -> bool:
    """Whether a stated date is the one asked about, as far as both are given."""
    pairs = [(asked.year, stated.year), (asked.month, stated.month), (asked.day, stated.day)]
    both = [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
    return bool(both) and all(mine == theirs for mine, theirs in both)


def _figure_words(question: Understanding) -> set[str]:
    spans = [*question.dates, *question.numbers]
    return {word for span in spans for word in cut_words(question.text[span.start : span.end])}


def _weighed(word: str, question: Understanding, idf: Idf) -> _Word:
    language = question.language
    stems = frozenset({stem(word, language), stem(word, "en"), stem(word, "az")})
    concept = concept_of(word, language)
    weight = min(_RAREST, *(idf(term) for term in (*stems, *([f"concept:{concept}"] if concept else []))))
    if _is_scaffold(word, question):
        weight *= _SCAFFOLD_SHARE
    elif is_light(word, language):
        weight *= _LIGHT_SHARE
    return _Word(word, stems, concept, max(weight, _LIGHTEST))


def _is_scaffold(word: str, question: Understanding) -> bool:
    """Whether a word only says what kind of thing is asked for: "what date", "which agency", "hansı şəhərdə"."""
    concept = concept_of(word, question.language)
    if concept in _SCAFFOLD_CONCEPTS | _SCAFFOLD_BY_KIND.get(question.asked_for, frozenset()):
        return True
    return word in _SCAFFOLD_WORDS or stem(word, question.language) in _scaffold_stems(question.language)


@lru_cache(maxsize=3)
def _scaffold_stems(language: Language) -> frozenset[str]:
    return frozenset(stem(word, language) for word in _SCAFFOLD_WORDS if is_cyrillic(word) == (language == "ru"))


def _match(word: _Word, reading: Reading) -> float:
    if word.stems & reading.stems:
        return _SAME_STEM
    return _SAME_CONCEPT if word.concept in reading.concepts else 0.0


def _rank_score(features: Features, candidate: Candidate, question: Understanding) -> float:
    """Order candidates: what they carry first; then our statements, the asked language, a single date for "when"."""
    kind = candidate.document.kind
    prior = 0.15 * (kind == "brief") - 0.4 * (kind == "convention")
    crowded = 0.06 * max(0, len(candidate.reading.dates) - 1) if question.asked_for == "when" else 0.0
    return (
        1.0 * features.coverage
        - 0.1 * features.missing
        + 0.45 * features.names
        + 0.4 * features.figures
        + 0.75 * features.kind
        + 1.0 * features.cosine
        + 0.5 * candidate.search_score
        + prior
        - crowded
    )


# Logistic weights over the features, fitted on the `dev` questions alone by `python -m evals calibrate`.
_WEIGHTS: Final = Features(coverage=3.53, missing=-0.57, asked=0.72, names=4.34, figures=1.50, kind=2.97, cosine=1.93)
_BIAS: Final = -11.19


def probability(features: Features) -> float:
    """Return the probability, from 0 to 1, that a sentence with these features answers."""
    total = sum(getattr(_WEIGHTS, field.name) * getattr(features, field.name) for field in fields(Features))
    chance = 1 / (1 + math.exp(-(_BIAS + total)))
    return chance * _vetoes(features)


def _vetoes(features: Features) -> float:
    """What no other feature outweighs: a name or a figure of the question that the evidence knows nothing of."""
    return (_VETO if features.names == 0 else 1.0) * (_VETO if features.figures == 0 else 1.0)
