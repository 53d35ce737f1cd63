"""Hybrid search: the dense and the lexical side rank the whole corpus, and their ranks are fused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.types import Passage
from index.lexical import LexicalIndex
from index.terms import terms
from index.types import Hit
from index.vectors import VectorIndex

_RANK_OFFSET: Final = 20  # of reciprocal rank fusion: small, since the first ranks are what an answer is made of
_DEPTH: Final = 100  # ranks taken from each side before fusing


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

        `keep` filters exactly: None keeps all, and one that keeps nothing gives []. `query_vector` is the unit
        row of `text`, shape (dimension,).
        """
        depth = _DEPTH if keep is None else len(self.passages)
        dense = self._ranks(self.vectors.top(query_vector, depth), keep)
        lexical = self._ranks(self.lexical.top(terms(text, language), depth), keep)
        hits = [self._hit(row, dense.get(row), lexical.get(row)) for row in dense.keys() | lexical.keys()]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:count]

    def _ranks(self, scored: Sequence[tuple[int, float]], keep: Callable[[Passage], bool] | None) -> dict[int, int]:
        rows = [row for row, _ in scored if keep is None or keep(self.passages[row])]
        return {row: rank for rank, row in enumerate(rows[:_DEPTH], start=1)}

    def _hit(self, row: int, dense_rank: int | None, lexical_rank: int | None) -> Hit:
        score = sum(1 / (_RANK_OFFSET + rank) for rank in (dense_rank, lexical_rank) if rank is not None)
        return Hit(self.passages[row], score, dense_rank, lexical_rank)
