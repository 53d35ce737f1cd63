"""The evidence gate: how well a sentence answers a question, and whether that is enough to answer at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.agreement import (
    BACKGROUND_OF_NEWS,
    SOURCES,
    contradicts,
    figures_met,
    is_premise,
    leaves_open,
    names_met,
)
from assistant.asking import OPEN_KINDS
from assistant.candidates import Candidate
from assistant.fitting import with_fits
from assistant.kinds import kind_fits
from assistant.nearness import Meant, Nearness, nearness
from assistant.query import Query
from assistant.question import Understanding, name_words
from assistant.remembered import Remembered
from assistant.scoring import Asked, Features, Weights, gate_rows, probabilities, rank_scores, table
from assistant.weighing import RAREST, Idf, is_scaffold, meeting, weighed
from corpus.figures import DateMention, NumberMention
from corpus.names import CONVENTION
from corpus.text import words as cut_words

# How much of a match a word is that stands only around the sentence, or whose meaning is only near by the embedder.
_IN_CONTEXT: Final = 0.75
_IN_WORDING: Final = 0.85  # an everyday word for it
_ASKED_AROUND: Final = 0.3  # the asked noun stands beside the sentence at most, not in it
_NEAR_MEANING_FROM: Final = 0.6  # cosine of two words below which they are not taken as near
_NEAR_SENTENCE: Final = 0.45  # cosine of a question and a sentence from which they are near as wholes
_NEAR_MEANING_SHARE: Final = 0.8  # near is not the same

_THERE_OR_NOT: Final = frozenset({"whose_name", "contact", "how_much", "what_time"})  # no likeness makes up for it
_LIKELY: Final = 12  # best sentences that the gate looks at; what stands below them answers nothing
_ENOUGH_WEIGHT: Final = 3.0  # of a question's words: one that says less is not judged by them alone


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its features, its rank score, and the probability that it answers."""

    candidate: Candidate
    features: Features
    score: float
    probability: float
    matches: tuple[float, ...]  # how well each word of the question is met, in order
    contradicts: bool  # whether the question states a date or a number that the sentence gives otherwise


class Judge:
    """Judges candidates against one question."""

    def __init__(  # noqa: PLR0913, PLR0917 - what judging takes
        self,
        question: Understanding,
        idf: Idf,
        vectors: Remembered,
        query: Query,
        knows: Callable[[str], bool],
        weights: Weights,
    ) -> None:
        self._question = question
        self._vectors = vectors
        self.query = query.rows[0]
        self._told, self._told_itself = query.told, query.told_itself
        self._told_after, self._cross = query.told_after, query.cross
        self._knows = knows  # whether a word is one the embedder has met: of any other its vector is a guess
        self._weights = weights
        self._names = frozenset(question.names)
        apart = _figure_words(question) | name_words(question.text)
        self._words = [weighed(word, question, idf) for word in question.words if word not in apart]
        word_vectors = vectors([word.text for word in self._words]) if self._words else None
        self._meant = Meant(vectors, query.rows, word_vectors)
        self._word_weights = np.array([word.weight for word in self._words])
        self._total = float(self._word_weights.sum())
        figures = question.dates or question.numbers
        given = self._words or figures or question.articles or self._names - BACKGROUND_OF_NEWS
        whole = question.asked_for in OPEN_KINDS and CONVENTION in question.names
        self._is_about_something = (bool(given) or whole) and not question.other_treaty
        self.asked = self._asked([0.0] * len(self._words))

    def judge(self, found: Sequence[Candidate], sentence_vectors: NDArray[np.float32]) -> list[Judged]:
        """Judge candidates, best first; `sentence_vectors` are their unit rows, in order."""
        if not found:
            return []
        wordings = self._vectors([candidate.wording_text or candidate.text for candidate in found])
        is_known = np.array([self._knows_sentence(candidate) for candidate in found])
        near = nearness(found, sentence_vectors, wordings, is_known, self._meant)
        looked_at = [self._features(*each) for each in zip(found, near, strict=True)]
        features = with_fits(self._cross, self._question.text, found, [each for each, _ in looked_at], is_known)
        rows = table(features)
        scores = rank_scores(rows, is_known, self._weights)
        met = np.array([matches for _, matches in looked_at]).max(axis=0)
        self.asked = self._asked(met.tolist())
        order = sorted(range(len(found)), key=lambda number: (-scores[number], found[number].key))
        # Without a wording a sentence came later than what the sense was learnt of: it may say what nothing else does.
        sense = is_known * self._weights.told(self.query, sentence_vectors, wordings)
        likely = gate_rows(rows[order], scores[order], sense[order], self.asked)[:_LIKELY]
        chances = np.zeros(len(found))
        chances[:_LIKELY] = probabilities(likely, is_known[order][:_LIKELY], self._weights)
        return [
            self._judged(found[number], features[number], looked_at[number][1], float(scores[number]), float(chance))
            for number, chance in zip(order, chances, strict=True)
        ]

    def _knows_sentence(self, candidate: Candidate) -> bool:
        """Whether all that the first gate was fitted on is there: an wording, and a reader that knows of it."""
        return bool(candidate.wording_text) and (self._told is None or self._told.knows(candidate.text))

    def _asked(self, met: Sequence[float]) -> Asked:
        """Say of the question itself what the gate is told; `met` is how well any sentence meets each word."""
        question = self._question
        return Asked(
            kind=question.asked_for,
            names=len(self._names - BACKGROUND_OF_NEWS),
            figures=len(question.dates) + len(question.numbers),
            past=question.of_the_past,
            noun=question.asked_noun is not None,
            strangers=question.strangers,
            unmet=self._heaviest_missing(met),
            unmet_share=1 - self._coverage(met),
            told=self._told.answered if self._told else 0.0,
            told_itself=self._told_itself.answered if self._told_itself else 0.0,
            told_after=self._told_after.answered if self._told_after else 0.0,
            language=question.language,
        )

    def _judged(
        self, candidate: Candidate, features: Features, matches: list[float], score: float, chance: float
    ) -> Judged:
        met = self._meets_own_words(matches) and self._meets_its_word(candidate, features.cosine)
        can = not features.no_kind or self._question.asked_for not in _THERE_OR_NOT
        return Judged(
            candidate,
            features,
            score,
            chance if self._is_about_something and met and can else 0.0,
            tuple(matches),
            bool(features.contradicts),
        )

    def _features(self, candidate: Candidate, nearness: Nearness) -> tuple[Features, list[float]]:
        """Return what a candidate is judged by, and how well each word of the question is met."""
        matches, near, plain_near = self._matches(candidate, nearness)
        plain = [
            max(match, _IN_WORDING * meeting(word, candidate.wording))
            for word, match in zip(self._words, matches, strict=True)
        ]
        question = self._question
        answers, seems = self._told.of(candidate.text) if self._told else (0.0, 0.0)
        answers_after, seems_after = self._told_after.of(candidate.text) if self._told_after else (0.0, 0.0)
        names, kind = names_met(question, candidate), kind_fits(question, candidate)
        figures = 1.0 if is_premise(question) else figures_met(question, candidate)
        features = Features(
            coverage=self._coverage(matches),
            plain_coverage=self._coverage(plain),
            missing=self._heaviest_missing(matches),
            plain_missing=self._heaviest_missing(plain),
            absent=sum(match == 0 for match in plain) / len(plain) if plain else 0.0,
            near=near,
            plain_near=plain_near,
            phrase=max(nearness.cosine, nearness.phrase),
            asks=nearness.asks,
            misses=nearness.misses,
            answers=answers,
            seems=seems,
            fits=0.0,
            headed=nearness.headed,
            answers_after=answers_after,
            seems_after=seems_after,
            asked=self._asked_met(plain, candidate),
            names=names,
            figures=figures,
            kind=kind,
            no_names=float(names == 0),
            no_figures=float(figures == 0),
            no_kind=float(kind == 0),
            cosine=nearness.cosine,
            plain_cosine=max(nearness.cosine, nearness.plain_cosine),
            search=candidate.search_score,
            statement=float(candidate.document.kind == "brief"),
            convention=float(candidate.document.kind == "convention"),
            beside=float(question.before is not None and candidate.article == question.before),
            earlier=nearness.earlier,
            itself=nearness.itself,
            contradicts=float(contradicts(question, candidate)),
        )
        return features, plain

    def _coverage(self, matches: Sequence[float]) -> float:
        lacks = sum(word.weight * (1 - match) for word, match in zip(self._words, matches, strict=True))
        return 1 - lacks / max(self._total, _ENOUGH_WEIGHT)

    def _heaviest_missing(self, matches: Sequence[float]) -> float:
        lacks = (word.weight * (1 - match) for word, match in zip(self._words, matches, strict=True))
        return max(lacks, default=0.0) / RAREST

    @property
    def asks_how_many(self) -> bool:
        """Whether the question asks for a count."""
        return self._question.asked_for == "how_many"

    @property
    def asks_whether(self) -> bool:
        """Whether the question wants something confirmed."""
        return self._question.asked_for == "whether"

    @property
    def asks_of_a_source(self) -> bool:
        """Whether the question names one of those whose articles are the sources: what that one writes is asked for."""
        return not self._names.isdisjoint(SOURCES)

    def leaves_open(self, judged: Judged) -> bool:
        """Whether a sentence says nothing of what the question wants confirmed."""
        return leaves_open(self._question, judged.candidate)

    def gain(self, first: Judged, second: Judged) -> float:
        """Return the share of the question's meaning that a second sentence adds to a first."""
        pairs = zip(self._words, first.matches, second.matches, strict=True)
        added = sum(word.weight * max(0.0, theirs - mine) for word, mine, theirs in pairs)
        return added / self._total if self._total else 0.0

    def _matches(self, candidate: Candidate, nearness: Nearness) -> tuple[list[float], float, float]:
        """Return how well each word of the question is met, and their mean nearness to the words of the sentence.

        The second nearness counts the words of its everyday wording, too.
        """
        best = [
            max(meeting(word, candidate.reading), _IN_CONTEXT * meeting(word, candidate.context))
            for word in self._words
        ]
        if not nearness.words.size:
            return best, 0.0, 0.0
        nearest = widest = nearness.words.max(axis=1)
        if nearness.everyday.size:
            widest = np.maximum(nearest, nearness.everyday.max(axis=1))
        near, plain_near = (
            float((np.maximum(each, best) * self._word_weights).sum() / self._total) for each in (nearest, widest)
        )
        for number, cosine in enumerate(nearest):
            if best[number] < _NEAR_MEANING_FROM <= cosine and self._knows(self._words[number].text):
                best[number] = max(best[number], _NEAR_MEANING_SHARE * float(cosine))
        return best, near, plain_near

    def _meets_its_word(self, candidate: Candidate, cosine: float) -> bool:
        """Whether the word that is all a question has is met by more than its near meaning, which alone is a guess."""
        question = self._question
        if len(self._words) != 1 or question.dates or question.numbers or self._names:
            return True
        if cosine >= _NEAR_SENTENCE and self._knows(self._words[0].text):
            return True
        return any(meeting(self._words[0], text) for text in (candidate.reading, candidate.context, candidate.wording))

    def _meets_own_words(self, matches: Sequence[float]) -> bool:
        """Whether one of the words of a follow-up itself is met, if those words are among the judged ones."""
        own = [match for word, match in zip(self._words, matches, strict=True) if word.text in self._question.must_meet]
        return not own or max(own) > 0

    def _asked_met(self, matches: Sequence[float], candidate: Candidate) -> float:
        noun = self._question.asked_noun
        if noun is None or self._question.asked_for == "which_article" or is_scaffold(noun, self._question):
            return 1.0
        for word, match in zip(self._words, matches, strict=True):
            if word.text == noun:
                around_only = match == _IN_CONTEXT * meeting(word, candidate.context) and not meeting(
                    word, candidate.reading
                )
                return _ASKED_AROUND if around_only else match
        return 1.0 if noun in name_words(self._question.text) and names_met(self._question, candidate) == 1 else 0.5


def _figure_words(question: Understanding) -> set[str]:
    spans: list[DateMention | NumberMention] = [*question.dates, *question.numbers]
    return {word for span in spans for word in cut_words(question.text[span.start : span.end])}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The judged sentences, best first, and the judge that compared them."""

    judge: Judge
    judged: Sequence[Judged]

    @property
    def probability(self) -> float:
        """The probability that the best sentence answers; 0 where nothing was found."""
        return self.judged[0].probability if self.judged else 0.0
