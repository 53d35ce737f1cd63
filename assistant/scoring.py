"""What a sentence is judged by, and how that makes an order and a probability; the numbers are fitted, not guessed."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Final

from assistant.candidates import Candidate
from assistant.question import Understanding

ASKED_AROUND: Final = 0.3  # of the feature `asked`: the asked noun stands beside the sentence at most, not in it
_KIND_VETO: Final = 0.5  # "how much does it cost" has no money in the sentence
_ASKED_VETO: Final = 0.75
_VETO: Final = 0.4  # what is left of the probability when a name or a figure of the question is unknown to the evidence


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


def rank_score(features: Features, candidate: Candidate, question: Understanding) -> float:
    """Order candidates: what they carry, how well search found them, and a single date rather than many for "when".

    The digest's passages support one another in search, so they start behind; a statement of ours says one fact
    plainly, so it starts ahead. The shares follow a logistic fit on pairs of right and wrong sentences of the `dev`
    questions, rounded by hand.
    """
    kind = candidate.document.kind
    prior = 0.13 * (kind == "brief") - 0.43 * (kind == "convention")
    return (
        1.0 * features.coverage
        + 0.2 * features.asked
        + 0.75 * features.names
        + 0.38 * features.figures
        + 0.92 * features.kind
        + 1.2 * features.cosine
        + 0.8 * candidate.search_score
        + prior
    )


# Logistic weights over the features, fitted on the `dev` questions alone by `python -m evals calibrate`.
_WEIGHTS: Final = Features(coverage=3.47, missing=-0.62, asked=1.17, names=4.71, figures=2.57, kind=3.58, cosine=3.43)
_BIAS: Final = -14.48


def probability(features: Features) -> float:
    """Return the probability, from 0 to 1, that a sentence with these features answers."""
    total = sum(getattr(_WEIGHTS, field.name) * getattr(features, field.name) for field in fields(Features))
    chance = 1 / (1 + math.exp(-(_BIAS + total)))
    return chance * _vetoes(features)


def _vetoes(features: Features) -> float:
    """What no other feature outweighs: a name, figure or asked noun that the evidence lacks, or the wrong kind."""
    if features.kind == 0:
        return _KIND_VETO
    unknown = (_VETO if features.names == 0 else 1.0) * (_VETO if features.figures == 0 else 1.0)
    return unknown * (_ASKED_VETO if features.asked <= ASKED_AROUND else 1.0)
