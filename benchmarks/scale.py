"""Far more passages than the corpus has: made up, but with the spread of its vectors and the frequencies of its terms.

Vectors: random, with the mean and the covariance of the given ones. (Rows without any structure, the same in all
directions, have no neighbours to speak of, and no such index finds them; so measured, nothing would be learnt.)
Terms: each of the shipped index's terms stands in the same share of the rows, in random ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.timing import at_percent, median, milliseconds
from benchmarks.types import Row
from corpus.types import ARTICLE_COUNT, Language, Location, Passage
from index.embed import unit_rows
from index.lexical import LexicalIndex
from index.search import HybridIndex
from index.vectors import EXACT_UP_TO, VectorIndex

_SEED: Final = 20_260_210
_BLOCK: Final = 65_536  # rows made at once
_TOP: Final = 10
_BUDGET_MS: Final = 20.0
_BUDGET_RECALL: Final = 0.95
_WARM_UP: Final = 3


def scale_check(
    count: int, like: NDArray[np.float32], lexical: LexicalIndex, asked: Sequence[tuple[str, Language]]
) -> list[Row]:
    """Search `count` made-up passages by real questions; their vectors resemble `like`, shape (n, dimension)."""
    random = np.random.default_rng(_SEED)
    draw = Resembling(like)
    vectors = draw.rows(count, random)
    queries = draw.rows(len(asked), random)
    index = HybridIndex(synthetic_passages(count), VectorIndex.from_vectors(vectors), spread(lexical, count, random))
    found = mean_recall(index.vectors, vectors, queries)
    for (text, language), query in zip(asked[:_WARM_UP], queries, strict=False):
        index.search(text, language, query, _TOP)
    times = [
        milliseconds(partial(index.search, text, language, query, _TOP))
        for (text, language), query in zip(asked, queries, strict=True)
    ]
    kind = "exact scan" if count <= EXACT_UP_TO else "inverted lists"
    many = f"{count:,} made-up passages"
    return [
        Row(f"hybrid search, {many}, p50", median(times), "ms"),
        Row(f"hybrid search, {many}, p95", at_percent(times, 95), "ms", _BUDGET_MS),
        Row(f"share of the exact top {_TOP}, {many}, {kind}", found, "", _BUDGET_RECALL, more_is_better=True),
    ]


class Resembling:
    """Draws random unit rows with the mean and covariance of given ones."""

    def __init__(self, like: NDArray[np.float32]) -> None:
        self._mean = like.mean(axis=0)
        # Its rows times themselves give the covariance, also where there are fewer vectors than dimensions.
        _, scales, axes = np.linalg.svd(like - self._mean, full_matrices=False)
        self._axes = (axes * scales[:, None] / np.sqrt(len(like))).astype(np.float32)

    def rows(self, count: int, random: np.random.Generator) -> NDArray[np.float32]:
        """Return random unit rows, shape (count, dimension)."""
        rows = np.empty((count, self._axes.shape[1]), dtype=np.float32)
        for start in range(0, count, _BLOCK):
            size = min(_BLOCK, count - start)
            drawn = random.standard_normal((size, len(self._axes)), dtype=np.float32)
            rows[start : start + size] = unit_rows(drawn @ self._axes + self._mean)
        return rows


def synthetic_passages(count: int) -> tuple[Passage, ...]:
    """Return passages without text, dealt out to the articles of the Convention."""
    places = [Location(number) for number in range(1, ARTICLE_COUNT + 1)]
    return tuple(
        Passage(f"made-up-{row:08d}", "made-up", "en", 0, 0, "", places[row % ARTICLE_COUNT], ())
        for row in range(count)
    )


def spread(lexical: LexicalIndex, count: int, random: np.random.Generator) -> LexicalIndex:
    """Return postings over `count` rows where each term keeps its share of the rows and its usual weight."""
    starts = [0]
    rows: list[NDArray[np.int32]] = []
    weights: list[NDArray[np.float32]] = []
    for begin, end in zip(lexical.starts, lexical.starts[1:], strict=False):
        drawn = _some_rows(int(end - begin) / lexical.row_count, count, random)
        rows.append(drawn)
        weights.append(random.choice(lexical.weights[begin:end], len(drawn)))
        starts.append(starts[-1] + len(drawn))
    return LexicalIndex(
        lexical.vocabulary, np.array(starts, dtype=np.int64), np.concatenate(rows), np.concatenate(weights), count
    )


def _some_rows(share: float, count: int, random: np.random.Generator) -> NDArray[np.int32]:
    """Draw rows, sorted, each once; so many more draws as come out twice, to end with that share of all rows."""
    draws = -count * np.log1p(-min(share, 1 - 1 / count))
    return np.unique(random.integers(0, count, max(1, round(draws)), dtype=np.int32))


def mean_recall(index: VectorIndex, vectors: NDArray[np.float32], queries: NDArray[np.float32]) -> float:
    """Return which share of each query's ten exactly nearest rows, by numpy, the index finds among its ten."""
    shares = []
    for query in queries:
        nearest = set(np.argpartition(-(vectors @ query), _TOP)[:_TOP].tolist())
        shares.append(len(nearest & {row for row, _ in index.top(query, _TOP)}) / _TOP)
    return float(np.mean(shares))
