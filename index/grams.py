"""A question as n-grams, as hashed numbers: of the letters of its words, and of the words that stand side by side.

Words are spelt by their sound, as the embedding model spells them, so that what is typed without its letters or in
another alphabet meets what was typed with them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index.features import sound_spelling, word_features
from index.reading import parted

BUCKETS: Final = 2**18  # numbers that n-grams share by their hash
_STEM_CHARS: Final = 6  # the beginning of a word, which stands for it among its neighbours
_OWN, _BEFORE = "", "b|"  # begin what is hashed: of the question, and of the one before it
_BEGIN, _END = "^", "$"
_CACHED: Final = 2**15


def gram_ids(cut: Sequence[str]) -> NDArray[np.int64]:
    """Return the numbers, below BUCKETS, of the n-grams of a question, cut as by `words_read`.

    Those of the question before a follow-up are told from its own.
    """
    own, before = parted(cut)
    return np.array([*_of_words(_OWN, own), *(_of_words(_BEFORE, before) if before else ())], dtype=np.int64)


def _of_words(side: str, said: Sequence[str]) -> Iterator[int]:
    for word in said:
        yield from _of_letters(side, word)
    stems = [_BEGIN, *map(_stem, said), _END]
    for place, stem in enumerate(stems[:-1]):
        behind = stems[place + 1 : place + 3]
        yield _hashed(side, "2", stem, behind[0])
        if len(behind) > 1:
            yield _hashed(side, "3", stem, *behind)
            yield _hashed(side, "s", stem, behind[1])  # one word left out


@lru_cache(maxsize=_CACHED)
def _of_letters(side: str, word: str) -> tuple[int, ...]:
    return tuple(_hashed(side, feature) for feature in word_features(word))


@lru_cache(maxsize=_CACHED)
def _stem(word: str) -> str:
    return sound_spelling(word)[:_STEM_CHARS]


def _hashed(side: str, *parts: str) -> int:
    return zlib.crc32(f"{side}{' '.join(parts)}".encode()) % BUCKETS
