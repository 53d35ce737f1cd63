"""Text to integer feature ids: words and n-grams in a spelling that the three languages share.

A word is taken by its sound spelling, a rough Latin one that ignores how each language writes the same sound, so that
names and international words meet (`Вашингтон`, `Vaşinqton`, `Washington`), and so do `сколько` and a typed `skolko`.
Its features are that spelling as a whole, its n-grams, and its prefixes, which stand for stems.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text import words

# Longer words are cut: beyond this only chemistry, URLs and noise remain.
MAX_WORD_CHARS: Final = 24
_GRAM_LENGTHS: Final = (3, 4, 5)
# Prefixes stand for stems: Azerbaijani and Russian change a word's end, hardly ever its start.
_PREFIX_LENGTHS: Final = (6, 7, 8)
_OWN_FORM_CHARS: Final = 4
_CACHED_WORDS: Final = 2**14

_CYRILLIC: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e",
        "ю": "iu", "я": "ia",
    }
)  # fmt: skip

# One letter for one sound, whoever spells it; applied in this order.
_CLUSTERS: Final = (
    ("shch", "sh"), ("sh", "s"), ("dj", "j"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("th", "t"), ("ts", "s"), ("qu", "kv"), ("q", "g"), ("w", "v"), ("x", "ks"), ("y", "i"),
)  # fmt: skip
_SOFT_C: Final = re.compile("c(?=[ei])")
_HARD_C: Final = re.compile("c(?!h)")
_DOUBLED: Final = re.compile(r"(.)\1+")


def sound_spelling(word: str) -> str:
    """Spell a folded word by sound in Latin letters; a word with a digit stays as it is.

    >>> sound_spelling("вашингтон"), sound_spelling("washington"), sound_spelling("vasinqton")
    ('vasington', 'vasington', 'vasington')
    """
    if not word.isalpha():
        return word
    word = word.translate(_CYRILLIC)
    if word.startswith("x"):
        word = f"kh{word[1:]}"
    for cluster, sound in _CLUSTERS:
        if cluster in word:
            word = word.replace(cluster, sound)
    if "c" in word:
        word = _HARD_C.sub("k", _SOFT_C.sub("s", word)).replace("ch", "c")
    return _DOUBLED.sub(r"\1", word)


def word_features(word: str) -> list[str]:
    """Return a folded word's features without repeats: the whole sound spelling first, then n-grams and prefixes.

    A short Cyrillic word also keeps its own form (`=он`), since its sound may be another language's word (`on`).

    >>> word_features("суд")
    ['<sud>', '<su', 'sud', 'ud>', '<sud', 'sud>', '=суд']
    >>> word_features("2026")
    ['<2026>']
    """
    word = word[:MAX_WORD_CHARS]
    sound = f"<{sound_spelling(word)}>"
    features = [sound]
    if not word.isdigit():
        for length in _GRAM_LENGTHS:
            features += [sound[start : start + length] for start in range(len(sound) - length + 1)]
        features += [sound[:length] for length in _PREFIX_LENGTHS if length < len(sound)]
    if len(word) <= _OWN_FORM_CHARS and not word.isascii():
        features.append(f"={word}")
    return list(dict.fromkeys(features))


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as words and words as features, both as offsets into flat arrays (the CSR layout).

    `word_ids[text_offsets[t]:text_offsets[t + 1]]` are the words of text t, as rows of the word table;
    `feature_ids[word_offsets[w]:word_offsets[w + 1]]` are the features of word w.
    """

    text_offsets: NDArray[np.int64]
    word_ids: NDArray[np.int64]
    word_offsets: NDArray[np.int64]
    feature_ids: NDArray[np.int64]


class Vocabulary:
    """The features that have a row of their own, and hashed rows for whole words that have none."""

    def __init__(self, features: Sequence[str], hashed_rows: int) -> None:
        self.features = tuple(features)
        self.hashed_rows = hashed_rows
        self._ids = {feature: row for row, feature in enumerate(self.features)}
        # A sound spelling without a row gets a hashed one: a name that training never saw finds itself, in any of
        # the three spellings. Frequent words are worked out once.
        self.word_ids = lru_cache(maxsize=_CACHED_WORDS)(self._word_ids)

    def __len__(self) -> int:
        """Count the rows: one for each feature, then the hashed ones."""
        return len(self.features) + self.hashed_rows

    def _word_ids(self, word: str) -> tuple[int, ...]:
        features = word_features(word)
        ids = [row for row in map(self._ids.get, features) if row is not None]
        if features[0] not in self._ids:
            ids.append(len(self.features) + zlib.crc32(features[0].encode()) % self.hashed_rows)
        return tuple(ids)

    def knows(self, word: str) -> bool:
        """Tell whether a whole word has a row of its own."""
        return word_features(word)[0] in self._ids

    def bags(self, texts: Iterable[str]) -> Bags:
        """Cut texts into words and words into feature rows; each distinct word is worked out once."""
        table: dict[str, int] = {}
        text_offsets: list[int] = [0]
        word_ids: list[int] = []
        for text in texts:
            word_ids.extend(table.setdefault(word, len(table)) for word in words(text))
            text_offsets.append(len(word_ids))
        rows = [self.word_ids(word) for word in table]
        return Bags(
            text_offsets=np.asarray(text_offsets, dtype=np.int64),
            word_ids=np.asarray(word_ids, dtype=np.int64),
            word_offsets=np.cumsum([0, *map(len, rows)], dtype=np.int64),
            feature_ids=np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=sum(map(len, rows))),
        )
