"""Parallel text for training: reading it, pairing languages, and choosing the vocabulary; nothing here is shipped."""

from __future__ import annotations

import hashlib
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text import words
from index.features import word_features
from index.model_files import ModelError

# Sets kept for measuring are never read, whatever the folder holds.
_MEASURING_PREFIX: Final = "dev_"
_PAIRS: Final = (("en", "az"), ("en", "ru"), ("az", "ru"), ("en", "tr"))
# One English label may have many translations; a few of each are enough to join two languages through it.
_JOINED_THROUGH_ONE: Final = 2
_HELPER_LANGUAGE: Final = "tr"

Pairs = dict[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class ParallelText:
    """Distinct texts, pairs of their positions by language pair (`az-ru`), and the files' SHA-256."""

    texts: tuple[str, ...]
    pairs: Pairs
    helper_texts: frozenset[int]
    file_hashes: dict[str, str]


def read_parallel(folder: Path) -> ParallelText:
    """Read each `*.tsv.xz` (header: source and language codes) of a folder except the `dev_*` sets."""
    paths = sorted(path for path in folder.glob("*.tsv.xz") if not path.name.startswith(_MEASURING_PREFIX))
    if not paths:
        raise ModelError(f"{folder} holds no *.tsv.xz: name the folder of the parallel text")
    positions: dict[str, int] = {}
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    helpers: set[int] = set()
    for path in paths:
        for row in _rows(path):
            sides = {language: positions.setdefault(text, len(positions)) for language, text in row.items()}
            for left, right in _PAIRS:
                if left in sides and right in sides:
                    found[f"{left}-{right}"].add((sides[left], sides[right]))
            if _HELPER_LANGUAGE in sides:
                helpers.add(sides[_HELPER_LANGUAGE])
    found["az-tr"] = _joined(found["en-az"], found["en-tr"])
    found["az-ru"] |= _joined(found["en-az"], found["en-ru"])
    pairs = {name: np.array(sorted(found[name]), dtype=np.int64).reshape(-1, 2) for name in sorted(found)}
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    return ParallelText(tuple(positions), pairs, frozenset(helpers), hashes)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        columns = next(lines).rstrip("\n").split("\t")[1:]
        for line in lines:
            texts = line.rstrip("\n").split("\t")[1:]
            yield {column: text for column, text in zip(columns, texts, strict=True) if text}


def _joined(first: set[tuple[int, int]], second: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pair two languages through the text that both were translated from, the same in both sets."""
    translations: dict[int, list[int]] = defaultdict(list)
    for pivot, text in sorted(first):
        if len(translations[pivot]) < _JOINED_THROUGH_ONE:
            translations[pivot].append(text)
    return {(left, right) for pivot, right in second for left in translations.get(pivot, ())}


def choose_vocabulary(data: ParallelText, rows: int, min_count: int, helper_min_count: int) -> list[str]:
    """Choose `rows` features: the whole words seen often enough, then the n-grams of the most words.

    A whole word needs `min_count` occurrences in the three languages, or `helper_min_count` with Turkish ones:
    many Turkish words are Azerbaijani ones that the Azerbaijani data happens to lack.
    """
    counts, helper_counts = _word_counts(data)
    whole: Counter[str] = Counter()
    with_helper: Counter[str] = Counter()
    in_words: Counter[str] = Counter()
    for word in sorted(counts.keys() | helper_counts.keys()):
        for feature in word_features(word):
            if is_whole(feature):
                whole[feature] += counts[word]
                with_helper[feature] += counts[word] + helper_counts[word]
            else:
                in_words[feature] += 1
    chosen = [
        feature
        for feature, count in sorted(with_helper.items(), key=lambda item: (-item[1], item[0]))
        if whole[feature] >= min_count or count >= helper_min_count
    ]
    grams = sorted(in_words, key=lambda gram: (-in_words[gram], gram))
    return (chosen + grams)[:rows]


def is_whole(feature: str) -> bool:
    """Tell a whole word's feature (`<sud>`, `=суд`) from an n-gram's.

    >>> is_whole("<sud>"), is_whole("<sud")
    (True, False)
    """
    return feature[0] == "=" or feature[0] + feature[-1] == "<>"


def _word_counts(data: ParallelText) -> tuple[Counter[str], Counter[str]]:
    counts: Counter[str] = Counter()
    helper_counts: Counter[str] = Counter()
    for position, text in enumerate(data.texts):
        (helper_counts if position in data.helper_texts else counts).update(words(text))
    return counts, helper_counts
