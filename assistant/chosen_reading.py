"""Which of a follow-up's readings is taken: the one that the sources answer best, in the words of the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.candidates import Candidate
from assistant.conversation import FollowUp
from assistant.evidence import Evidence
from corpus.stem import stem
from corpus.types import Language
from index.terms import concept_of

_OF_OWN_WORDS: Final = 0.2  # probability that a reading is worth whose answer meets every word of the question itself
_OF_CONTEXT: Final = 0.15  # … and every word of the earlier question, where only the sources tell that it goes on
_ANSWERS_FROM: Final = 0.5  # below it, a reading that nothing in the question's form suggests is not taken


def choose(readings: Sequence[FollowUp], found: Sequence[Evidence], languages: Sequence[Language]) -> int:
    """Return the number of the reading to take; of two as good the first."""
    worth = [_worth(*each) for each in zip(readings, found, languages, strict=True)]
    return max(range(len(worth)), key=lambda number: (worth[number], -number))


def _worth(reading: FollowUp, evidence: Evidence, language: Language) -> float:
    """Say how well a reading is answered."""
    if not evidence.judged or (reading.context and evidence.probability < _ANSWERS_FROM):
        return reading.likelier
    best = evidence.judged[0].candidate
    own, context = (met_share(each, language, best) for each in (reading.own_words, reading.context))
    if reading.context and not own:
        return 0.0
    return evidence.probability + reading.likelier + _OF_OWN_WORDS * own + _OF_CONTEXT * context


def met_share(words: Sequence[str], language: Language, candidate: Candidate) -> float:
    """Return the share of folded words that a sentence, or its everyday wording, has by stem or by meaning."""
    texts = (candidate.reading, candidate.context, candidate.wording)
    met = sum(
        any(stem(word, language) in text.stems or concept_of(word, language) in text.concepts for text in texts)
        for word in words
    )
    return met / len(words) if words else 0.0
