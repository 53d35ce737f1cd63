"""How near in meaning a question is to sentences, by the cosines of its words and of it as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.candidates import Candidate
from assistant.remembered import Remembered

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a question means: unit rows of it, of the one before a follow-up, of the follow-up alone, and of its words.

    `words` are None where it has none; `vectors` gives the rows of other texts.
    """

    vectors: Remembered
    queries: Rows
    words: Rows | None


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines of a question's words (rows) with those of a sentence, and of the question with it as a whole."""

    words: Rows
    everyday: Rows  # with the words of the sentence's everyday wording
    cosine: float
    plain_cosine: float  # with its everyday wording
    phrase: float  # with the nearest phrase of that, -1 without any
    asks: float  # with the nearest question that it is known to answer, 0 without any
    misses: float  # with the nearest that it only seems to answer
    headed: float  # with it under its heading; 0 for a sentence that the reader knows
    earlier: float  # of the question before with the nearest of all these
    itself: float  # of the follow-up alone


def nearness(
    found: Sequence[Candidate], sentences: Rows, wordings: Rows, known: NDArray[np.bool_], meant: Meant
) -> list[Nearness]:
    """Measure how near a question is to each sentence; `sentences` and `wordings` are their unit rows, in order."""
    cosines, plain = sentences @ meant.queries.T, wordings @ meant.queries[0]
    phrases, asks, misses = _nearest(found, meant)
    nearest = np.maximum(np.maximum(cosines, phrases), asks)
    words, everyday = _word_cosines(found, meant)
    wholes = [cosines[:, 0], plain, phrases[:, 0], asks[:, 0], misses[:, 0], _headed(found, known, meant)]
    return [
        Nearness(own, everyday_words, *(float(each) for each in near))
        for own, everyday_words, *near in zip(words, everyday, *wholes, *nearest.T[1:], strict=True)
    ]


def _word_cosines(found: Sequence[Candidate], meant: Meant) -> tuple[list[Rows], list[Rows]]:
    """Return the cosines of the question's words with those of each sentence, and of its everyday wording."""
    if meant.words is None:
        nothing = [np.zeros((0, 0), dtype=np.float32)] * len(found)
        return nothing, nothing
    groups = [candidate.reading.ordered_words for candidate in found]
    groups += [candidate.wording.ordered_words for candidate in found]
    cosines = meant.vectors.cosines(meant.words, groups)
    return cosines[: len(found)], cosines[len(found) :]


def _nearest(found: Sequence[Candidate], meant: Meant) -> list[Rows]:
    """Return how near each query is to the nearest of each candidate's phrases, asks and misses.

    Three arrays (candidates, queries); without any it is -1 for phrases, 0 for the others.
    """
    groups = [*(item.phrases for item in found), *(item.asks for item in found), *(item.misses for item in found)]
    cosines = meant.vectors.cosines(meant.queries, groups)
    nothing = [np.full(len(meant.queries), none, dtype=np.float32) for none in (-1, 0, 0) for _ in found]
    nearest = [each.max(axis=1) if each.size else none for each, none in zip(cosines, nothing, strict=True)]
    return np.split(np.array(nearest), 3)


def _headed(found: Sequence[Candidate], known: NDArray[np.bool_], meant: Meant) -> Rows:
    """Return how near the question is to each unknown sentence with its heading above it; 0 for the known."""
    cosines = np.zeros(len(found), dtype=np.float32)
    if not known.all():
        texts = [candidate.headed for candidate, is_known in zip(found, known, strict=True) if not is_known]
        cosines[~known] = meant.vectors(texts) @ meant.queries[0]
    return cosines
