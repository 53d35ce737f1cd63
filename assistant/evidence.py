"""The evidence gate: how well a sentence answers a question, and whether that is enough to answer at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.asking import AskedFor
from assistant.candidates import Candidate, Reading
from assistant.kinds import ACTORS, PLACES, kind_fits
from assistant.light_words import is_light, looks_like_verb
from assistant.question import Understanding, name_words
from assistant.scoring import ASKED_AROUND, Features, probability, rank_score
from corpus.figures import DateMention, NumberMention
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
_NEAR_MEANING_FROM: Final = 0.6  # cosine of two words below which they are not taken as near
_NEAR_MEANING_SHARE: Final = 0.8  # near is not the same

# What every source is about; the Convention itself says nothing of Azerbaijan.
_BACKGROUND: Final = frozenset({CONVENTION, "United Nations"})
_BACKGROUND_OF_NEWS: Final = _BACKGROUND | {AZERBAIJAN}
_SOURCES: Final = frozenset({"Trend", "Day.Az", "Operative Information Center"})  # met by what they have published
_ABOUT_IT_ALL: Final = frozenset({"define", "summary"})  # "What is the Convention?" needs no further word

# Words that only carry the kind of question ("what date", "how many"): that is judged by `kind_fits`.
_SCAFFOLD_CONCEPTS: Final = frozenset({"number", "period"})
_SCAFFOLD_WORDS: Final = frozenset(
    [
        "date",
        "dates",
        "day",
        "days",
        "year",
        "years",
        "month",
        "months",
        "time",
        "times",
        "place",
        "city",
        "list",
        "name",
        "names",
        "full",
        "дата",
        "дату",
        "даты",
        "дате",
        "день",
        "дня",
        "год",
        "году",
        "года",
        "годов",
        "месяц",
        "месяца",
        "время",
        "место",
        "город",
        "городе",
        "список",
        "имя",
        "число",
        "числа",
        "tarix",
        "tarixi",
        "tarixde",
        "tarixinde",
        "gun",
        "gunu",
        "il",
        "ilde",
        "ay",
        "ayda",
        "yer",
        "yeri",
        "seher",
        "seherde",
        "siyahi",
        "ad",
        "adi",
        "vaxt",
        "right",
        "correct",
        "true",
        "правда",
        "верно",
        "dogru",
        "dogrudur",
        "duzdur",
        "deyilmi",
        "eledir",
    ]
)
_SCAFFOLD_BY_KIND: Final[dict[AskedFor, frozenset[str]]] = {
    "who": frozenset({"authority", "ministry", "service"}),
    "where": frozenset({"city"}),
    "which_article": frozenset({"article"}),
    "whose_name": frozenset({"title"}),
    "summary": frozenset({"article", "source"}),
}
_ENOUGH_WEIGHT: Final = 3.0  # of a question's words: one that says less is not judged by them alone
_RAREST: Final = 6.0  # an unknown word weighs no more than this, or one typo would decide
_LIGHTEST: Final = 0.1
_SCAFFOLD_SHARE: Final = 0.25
_LIGHT_SHARE: Final = 0.25


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

    def __init__(
        self,
        question: Understanding,
        idf: Idf,
        vectors: WordVectors,
        query: NDArray[np.float32],
        knows: Callable[[str], bool],
    ) -> None:
        self._question = question
        self._vectors = vectors
        self._query = query
        self._knows = knows  # whether a word is one the embedder has met: of any other its vector is a guess
        self._names = frozenset(question.names)
        apart = _figure_words(question) | name_words(question.text)
        self._words = [_weighed(word, question, idf) for word in question.words if word not in apart]
        self._word_vectors = vectors([word.text for word in self._words]) if self._words else None
        self._total = sum(word.weight for word in self._words)
        figures = question.dates or question.numbers
        told = self._words or figures or question.articles or self._names - _BACKGROUND_OF_NEWS
        whole = question.asked_for in _ABOUT_IT_ALL and CONVENTION in question.names
        self._is_about_something = (bool(told) or whole) and not question.other_treaty
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
        contradicts = (
            (self._is_premise and self._figures_met(candidate) < 1)
            or self._names_another(candidate)
            or self._stands_elsewhere(candidate)
        )
        score = rank_score(features, candidate, self._question)
        chance = probability(features) if self._is_about_something and self._meets_own_words(matches) else 0.0
        return Judged(candidate, features, score, chance, tuple(matches), contradicts)

    @property
    def asks_how_many(self) -> bool:
        """Whether the question asks for a count."""
        return self._question.asked_for == "how_many"

    def gain(self, first: Judged, second: Judged) -> float:
        """Return the share of the question's meaning that a second sentence adds to a first."""
        pairs = zip(self._words, first.matches, second.matches, strict=True)
        added = sum(word.weight * max(0.0, theirs - mine) for word, mine, theirs in pairs)
        return added / self._total if self._total else 0.0

    def _matches(self, candidate: Candidate) -> list[float]:
        best = [
            max(_match(word, candidate.reading), _IN_CONTEXT * _match(word, candidate.context)) for word in self._words
        ]
        open_words = [
            number
            for number, match in enumerate(best)
            if match < _NEAR_MEANING_FROM and self._knows(self._words[number].text)
        ]
        if open_words and self._word_vectors is not None and candidate.reading.words:
            theirs = self._vectors(candidate.reading.ordered_words)
            nearest = (self._word_vectors[open_words] @ theirs.T).max(axis=1)
            for number, cosine in zip(open_words, nearest, strict=True):
                if cosine >= _NEAR_MEANING_FROM:
                    best[number] = max(best[number], _NEAR_MEANING_SHARE * float(cosine))
        return best

    def _meets_own_words(self, matches: Sequence[float]) -> bool:
        """Whether one of the words of a follow-up itself is met, if those words are among the judged ones."""
        own = [match for word, match in zip(self._words, matches, strict=True) if word.text in self._question.must_meet]
        return not own or max(own) > 0

    def _asked_met(self, matches: Sequence[float], candidate: Candidate) -> float:
        noun = self._question.asked_noun
        if noun is None or self._question.asked_for == "which_article" or _is_scaffold(noun, self._question):
            return 1.0
        for word, match in zip(self._words, matches, strict=True):
            if word.text == noun:
                around_only = match == _IN_CONTEXT * _match(word, candidate.context) and not _match(
                    word, candidate.reading
                )
                return ASKED_AROUND if around_only else match
        return 1.0 if noun in name_words(self._question.text) and self._names_met(candidate) == 1 else 0.5

    def _names_met(self, candidate: Candidate) -> float:
        background = _BACKGROUND if candidate.document.kind == "convention" else _BACKGROUND_OF_NEWS
        wanted = self._names - background
        if self._question.asked_for == "whether":  # an institution that is only asked about may be corrected
            wanted = frozenset(name for name in wanted if not _may_be_corrected(name))
        own, around = candidate.reading.names, candidate.context.names
        beside = 0.0 if self._question.asked_for in {"who", "whose_name"} else 0.5
        met = {name: 1.0 if name in own else beside for name in wanted & (own | around)}
        met |= dict.fromkeys(wanted & around & _SOURCES, 1.0)
        return min((met.get(name, 0.0) for name in wanted), default=1.0)

    def _names_another(self, candidate: Candidate) -> bool:
        """Whether a question to be confirmed names one institution or place, and the sentence another."""
        if self._question.asked_for != "whether":
            return False
        own = candidate.reading.names
        return any(
            bool(asked) and not asked & own and bool(own & group)
            for group in (ACTORS, PLACES)
            for asked in [{name for name in self._names if name in group or (group is ACTORS and _is_ministry(name))}]
        )

    def _stands_elsewhere(self, candidate: Candidate) -> bool:
        """Whether a question to be confirmed names one article, and the sentence stands in another."""
        named = {reference.article for reference in self._question.articles}
        if self._question.asked_for != "whether" or not named or candidate.location is None:
            return False
        return candidate.location.article not in named

    def _figures_met(self, candidate: Candidate) -> float:
        asked = len(self._question.dates) + len(self._question.numbers)
        if not asked:
            return 1.0
        dates, numbers = candidate.reading.dates, candidate.reading.numbers
        met = sum(any(same_date(date, other) for other in dates) for date in self._question.dates)
        met += sum(number.value in numbers for number in self._question.numbers)
        return met / asked


def _is_ministry(name: str) -> bool:
    return name.startswith("ministry: ")


def _may_be_corrected(name: str) -> bool:
    """Whether a name in a question to be confirmed may simply be the wrong one: an institution, an office, a place."""
    return name in ACTORS or name in PLACES or _is_ministry(name)


def same_date(asked: DateMention, stated: DateMention) -> bool:
    """Whether a stated date is the one asked about, as far as both are given."""
    pairs = [(asked.year, stated.year), (asked.month, stated.month), (asked.day, stated.day)]
    both = [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
    return bool(both) and all(mine == theirs for mine, theirs in both)


def _figure_words(question: Understanding) -> set[str]:
    spans: list[DateMention | NumberMention] = [*question.dates, *question.numbers]
    return {word for span in spans for word in cut_words(question.text[span.start : span.end])}


def _weighed(word: str, question: Understanding, idf: Idf) -> _Word:
    language = question.language
    stems = frozenset({stem(word, language), stem(word, "en"), stem(word, "az")})
    concept = concept_of(word, language)
    weight = min(_RAREST, *(idf(term) for term in (*stems, *([f"concept:{concept}"] if concept else []))))
    if _is_scaffold(word, question):
        weight *= _SCAFFOLD_SHARE
    elif is_light(word, language) or (weight == _RAREST and looks_like_verb(word, language)):
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
