"""The lexical side: BM25 over terms, as a sparse matrix of ready-made weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_K1: Final = 1.2  # the usual saturation of term frequency
_B: Final = 0.5  # half the usual length penalty: our passages are all short


@dataclass(frozen=True)
class LexicalIndex:
    """Postings by term: `rows[starts[t]:starts[t + 1]]` hold term t, with the BM25 `weights` beside them."""

    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]
    row_count: int

    def scores(self, query_terms: Sequence[str]) -> NDArray[np.float32]:
        """Return the BM25 score of every row, shape (row_count,), for the distinct terms of a query."""
        total = np.zeros(self.row_count, dtype=np.float32)
        for term in dict.fromkeys(query_terms):
            number = self.vocabulary.get(term)
            if number is not None:
                span = slice(self.starts[number], self.starts[number + 1])
                total[self.rows[span]] += self.weights[span]  # a row stands once a term, so plain indexing adds up
        return total

    def top(self, query_terms: Sequence[str], count: int) -> list[tuple[int, float]]:
        """Return the best rows with a score above zero as (row, score), best first, ties by row."""
        if count < 1:
            return []
        scores = self.scores(query_terms)
        hits = np.flatnonzero(scores)
        if len(hits) > count:
            threshold = np.partition(scores[hits], len(hits) - count)[len(hits) - count]
            hits = hits[scores[hits] >= threshold]
        order = np.lexsort((hits, -scores[hits]))[:count]
        return [(int(row), float(scores[row])) for row in hits[order]]

    def document_frequency(self, term: str) -> int:
        """Return in how many rows a term stands."""
        number = self.vocabulary.get(term)
        return 0 if number is None else int(self.starts[number + 1] - self.starts[number])

    def idf(self, term: str) -> float:
        """Return the BM25 inverse document frequency of a term; an unknown term counts as the rarest."""
        return float(_idf(np.array(self.document_frequency(term)), self.row_count))


def build_lexical(rows_of_terms: Sequence[Sequence[str]]) -> LexicalIndex:
    """Count the terms of each row and weigh them by BM25."""
    counts = [Counter(row) for row in rows_of_terms]
    vocabulary = {term: number for number, term in enumerate(sorted({term for row in counts for term in row}))}
    triples = sorted(
        (vocabulary[term], row, count) for row, found in enumerate(counts) for term, count in found.items()
    )
    numbers = np.array([triple[0] for triple in triples], dtype=np.int64)
    rows = np.array([triple[1] for triple in triples], dtype=np.int32)
    frequency = np.array([triple[2] for triple in triples], dtype=np.float64)
    starts = np.searchsorted(numbers, np.arange(len(vocabulary) + 1)).astype(np.int64)
    lengths = np.array([sum(found.values()) for found in counts], dtype=np.float64)
    weights = _bm25(frequency, lengths, rows, starts)
    return LexicalIndex(vocabulary, starts, rows, weights.astype(np.float32), len(counts))


def _bm25(
    frequency: NDArray[np.float64], lengths: NDArray[np.float64], rows: NDArray[np.int32], starts: NDArray[np.int64]
) -> NDArray[np.float64]:
    if not len(rows):
        return np.zeros(0)
    document_frequency = np.diff(starts)
    idf = np.repeat(_idf(document_frequency, len(lengths)), document_frequency)
    norm = _K1 * (1 - _B + _B * lengths[rows] / lengths.mean())
    result: NDArray[np.float64] = idf * frequency * (_K1 + 1) / (frequency + norm)
    return result


def _idf(document_frequency: NDArray[np.int64], row_count: int) -> NDArray[np.float64]:
    """Lucene's form, which never falls below zero."""
    result: NDArray[np.float64] = np.log1p((row_count - document_frequency + 0.5) / (document_frequency + 0.5))
    return result
