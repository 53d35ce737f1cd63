"""How well sentences that no reader knows fit a question: the likeliest are read beside it, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.candidates import Candidate
from assistant.scoring import Features
from index.cross_encoder import CrossEncoder

_READ: Final = 16  # sentences: each costs some milliseconds
_OF_WORDS: Final = 0.3
_SURE: Final = 6.0  # log-odds beyond which more means no more


def with_fits(
    cross: CrossEncoder | None,
    question: str,
    found: Sequence[Candidate],
    features: Sequence[Features],
    known: NDArray[np.bool_],
) -> list[Features]:
    """Return the features with `fits` of the likeliest sentences that are not known; of all others it stays 0."""
    told = list(features)
    likeliest = sorted((int(number) for number in np.flatnonzero(~known)), key=lambda number: -_likely(told[number]))
    chosen = likeliest[:_READ]
    if cross is None or not chosen:
        return told
    scores = cross.scores(question, [found[number].said for number in chosen])
    for number, score in zip(chosen, scores, strict=True):
        told[number] = replace(told[number], fits=(min(max(float(score), -_SURE), _SURE) / _SURE + 1) / 2)
    return told


def _likely(features: Features) -> float:
    """Say how likely a sentence is worth reading: by its meaning under its heading, and the words that it has."""
    return features.headed + _OF_WORDS * features.coverage
