"""Short texts in number, made from the corpus: runs of its words, of the length of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from corpus.types import Document

_LEAST_WORDS: Final = 6
_MOST_WORDS: Final = 24
_SEED: Final = 20_241_224


def short_texts(documents: Sequence[Document], count: int) -> list[str]:
    """Return runs of 6-24 words out of the documents, in all their languages; the same ones each time."""
    random = np.random.default_rng(_SEED)
    words = [word for document in documents for word in document.text.split()]
    starts = random.integers(0, max(1, len(words) - _MOST_WORDS), count)
    lengths = random.integers(_LEAST_WORDS, _MOST_WORDS + 1, count)
    return [" ".join(words[start : start + length]) for start, length in zip(starts, lengths, strict=True)]
