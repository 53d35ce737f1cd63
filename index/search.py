"""Hybrid search: the dense and the lexical side score the whole corpus, and their scores are fused.

Scores, not ranks: on our development questions reciprocal rank fusion put the right article of the Convention first
for 0.52-0.55 of them, this for 0.86-0.88, since a rank forgets by how much the best lexical match is better.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.types import Passage
from index.lexical import LexicalIndex
from index.terms import terms
from index.types import Hit
from index.vectors import VectorIndex

_DEPTH: Final = 300  # rows taken from each side before fusing
_DENSE_WEIGHT: Final = 0.5  # beside a lexical score of at most 1
_SUPPORT: Final = 0.1  # what another passage of the same article adds, in any language: they speak of one subject
_SUPPORTERS: Final = 4


@dataclass(frozen=True)
class HybridIndex:
    """Passages with both of their indexes; row i of each side is passage i."""

    passages: tuple[Passage, ...]
    vectors: VectorIndex
    lexical: LexicalIndex

    def search(
        self,
        text: str,
        language: str,
        query_vector: NDArray[np.float32],
        count: int = 10,
        keep: Callable[[Passage], bool] | None = None,
    ) -> list[Hit]:
        """Return the best passages, best first, ties by passage id.

        `keep` filters exactly: None keeps all, and one that keeps nothing gives []. It filters what was scored: an
        article whose Russian passages fit a Russian question is found as well among its English ones, and a passage
        scores the same whatever is filtered out beside it. `query_vector` is the unit row of `text`, (dimension,).
        """
        return list(islice(self.ranked(text, language, query_vector, keep), count))

    def ranked(
        self,
        text: str,
        language: str,
        query_vector: NDArray[np.float32],
        keep: Callable[[Passage], bool] | None = None,
    ) -> Iterator[Hit]:
        """Give the passages of `search` one by one, for who needs no more than the best of a kind."""
        depth = _DEPTH if keep is None else len(self.passages)
        dense = dict(self.vectors.top(query_vector, depth))
        lexical = dict(self.lexical.top(terms(text, language), depth))
        scores = self._kept(self._supported(fused(dense, lexical)), keep)
        dense_ranks, lexical_ranks = _ranks(self._kept(dense, keep)), _ranks(self._kept(lexical, keep))
        for row in sorted(scores, key=lambda row: (-scores[row], self.passages[row].id)):
            yield Hit(self.passages[row], scores[row], dense_ranks.get(row), lexical_ranks.get(row))

    def _kept(self, scores: Mapping[int, float], keep: Callable[[Passage], bool] | None) -> dict[int, float]:
        return {row: score for row, score in scores.items() if keep is None or keep(self.passages[row])}

    def _supported(self, scores: Mapping[int, float]) -> dict[int, float]:
        """Add to each passage of the Convention what the best others of its article score."""
        by_article: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for row, score in scores.items():
            if article := self._articles[row]:
                by_article[article].append((score, row))
        result = dict(scores)
        for found in by_article.values():
            best = sorted(found, reverse=True)[: _SUPPORTERS + 1]
            support = _SUPPORT * sum(other for other, _ in best[:_SUPPORTERS])
            for score, row in found:
                result[row] = score + support
            for score, row in best:
                others = [other for other, number in best if number != row]
                result[row] = score + _SUPPORT * sum(others)
        return result

    @cached_property
    def _articles(self) -> list[int | None]:
        """The article in which each passage stands."""
        return [passage.location.article if passage.location else None for passage in self.passages]


def fused(dense: Mapping[int, float], lexical: Mapping[int, float]) -> dict[int, float]:
    """Fuse the scores of both sides: the lexical one as a share of the best, the cosine weighed beside it.

    >>> fused({1: 0.8, 2: 0.2}, {1: 5.0, 3: 10.0})
    {1: 0.9, 2: 0.1, 3: 1.1}
    """
    best = max(lexical.values(), default=1.0)
    least = min(dense.values(), default=0.0)  # what the dense side did not reach is no nearer than its last
    rows = sorted(dense.keys() | lexical.keys())
    return {row: lexical.get(row, 0.0) / best + _DENSE_WEIGHT * max(0.0, dense.get(row, least)) for row in rows}


def _ranks(scores: Mapping[int, float]) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(scores, start=1)}
