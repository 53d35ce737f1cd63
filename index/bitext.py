"""Bitext retrieval: how often a sentence's own translation is the nearest of all, in six directions."""

from __future__ import annotations

import csv
import io
import lzma
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.types import LANGUAGES
from index.embed import Embedder, ModelError

# Similarities are taken in blocks of rows, so that a set of 100,000 sentences needs no 40 GB matrix.
_BLOCK_ROWS: Final = 4096


@dataclass(frozen=True, slots=True)
class BitextScore:
    """Accuracy@1 of one direction on one set; `source` and `target` are ISO 639-1 codes."""

    dataset: str
    source: str
    target: str
    accuracy: float


def accuracy_at_1(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Return the share of rows of `left` whose nearest row of `right` (cosine, unit rows) has the same index.

    A tie counts as found only when the own translation comes first.

    >>> accuracy_at_1(np.eye(3, dtype=np.float32), np.eye(3, dtype=np.float32)[[0, 2, 1]])
    0.3333333333333333
    """
    if left.shape != right.shape or not len(left):
        raise ValueError(f"accuracy needs two equal, non-empty sets of rows, not {left.shape} and {right.shape}")
    found = 0
    for start in range(0, len(left), _BLOCK_ROWS):
        block = left[start : start + _BLOCK_ROWS]
        found += int(np.sum(np.argmax(block @ right.T, axis=1) == np.arange(start, start + len(block))))
    return found / len(left)


def read_bitext(path: Path) -> dict[str, list[str]]:
    """Read a `.tsv` or `.tsv.xz` with columns az, en and ru (others are ignored) into one list for each language."""
    content = path.read_bytes()
    text = (lzma.decompress(content) if path.suffix == ".xz" else content).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    missing = [language for language in LANGUAGES if not rows or language not in rows[0]]
    if missing:
        raise ModelError(f"{path} has no column {', '.join(missing)}: a bitext set needs az, en and ru, tab-separated")
    return {language: [row[language] for row in rows] for language in LANGUAGES}


def evaluate(folder: Path, embedder: Embedder) -> list[BitextScore]:
    """Score an embedder on each `dev_*.tsv[.xz]` of a folder, in six directions, by name of the set."""
    paths = sorted([*folder.glob("dev_*.tsv"), *folder.glob("dev_*.tsv.xz")])
    if not paths:
        raise ModelError(f"{folder} holds no dev_*.tsv or dev_*.tsv.xz: name the folder of the bitext sets")
    scores: list[BitextScore] = []
    for path in paths:
        texts = read_bitext(path)
        vectors = {language: embedder.embed_passages(texts[language]) for language in LANGUAGES}
        dataset = path.name.split(".")[0]
        scores.extend(
            BitextScore(dataset, source, target, accuracy_at_1(vectors[source], vectors[target]))
            for source, target in permutations(LANGUAGES, 2)
        )
    return scores
