"""Whether a sentence and a question belong together, by what either means: learnt, over the embedder's dimensions.

What a question asks for ("in which court", "how many votes") tells by itself something of whether the sources say it,
and so does where its meaning and that of its best sentence lie near one another. `python -m evals calibrate` fits it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sense:
    """A linear model over one embedder's vectors: the question's, and its products with sentence and wording."""

    model: str  # the embedder by whose vectors it was fitted; those of another have other dimensions
    question: Rows  # (dimension,), as are the other two
    sentence: Rows
    wording: Rows
    bias: float

    def log_odds(self, question: Rows, sentences: Rows, wordings: Rows) -> Rows:
        """Return the log-odds that each sentence answers; `wordings` are rows of zeros where there are none."""
        together = sentences @ (question * self.sentence) + wordings @ (question * self.wording)
        return np.asarray(together + question @ self.question + self.bias)

    def to_json(self) -> dict[str, Any]:
        """Give what the weights' file holds of it."""
        vectors = {name: [round(float(value), 3) for value in getattr(self, name)] for name in _VECTORS}
        return {"model": self.model, "bias": round(self.bias, 4)} | vectors


_VECTORS = ("question", "sentence", "wording")


def sense_from_json(data: Mapping[str, Any]) -> Sense:
    """Make it of what the weights' file holds."""
    question, sentence, wording = (np.array(data[name], dtype=np.float32) for name in _VECTORS)
    return Sense(data["model"], question, sentence, wording, float(data["bias"]))
