"""The dense side: the only module that imports faiss."""

from __future__ import annotations

from typing import Any, Final

import faiss
import numpy as np
from numpy.typing import NDArray

# Up to here an exact scan takes well under a millisecond a thousand rows; past it, inverted lists of 8-bit codes.
EXACT_UP_TO: Final = 100_000
_LISTS: Final = 2048
_PROBES: Final = 64


class VectorIndex:
    """Inner-product search over unit rows: exact for a small corpus, IVF with scalar codes for a large one."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - faiss has no types
        self._index = index
        # One query is over before threads have met: 5 ms instead of 32 for 100,000 rows on two cores.
        faiss.omp_set_num_threads(1)

    @classmethod
    def from_vectors(cls, vectors: NDArray[np.float32]) -> VectorIndex:
        """Index unit rows, shape (n, dimension)."""
        count, dimension = vectors.shape
        index: Any
        if count <= EXACT_UP_TO:
            index = faiss.IndexFlatIP(dimension)
        else:
            index = faiss.index_factory(dimension, f"IVF{_LISTS},SQ8", faiss.METRIC_INNER_PRODUCT)
            index.train(vectors)
            index.nprobe = _PROBES
        index.add(vectors)
        return cls(index)

    @property
    def count(self) -> int:
        """The number of rows."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """The length of a row."""
        return int(self._index.d)

    def top(self, query: NDArray[np.float32], count: int) -> list[tuple[int, float]]:
        """Return the nearest rows of one unit query, shape (dimension,), as (row, cosine), best first, ties by row.

        A query of zeros, the vector of a text without words, is like nothing: it finds none.
        """
        if self.count == 0 or count < 1 or not query.any():
            return []
        scores, rows = self._index.search(query.reshape(1, -1), min(count, self.count))
        found = [(int(row), float(score)) for row, score in zip(rows[0], scores[0], strict=True) if row >= 0]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def rows(self) -> NDArray[np.float32]:
        """Return all rows in order, shape (count, dimension): as they are, or as their codes hold them."""
        if isinstance(self._index, faiss.IndexIVF):
            self._index.make_direct_map()
        rows: NDArray[np.float32] = self._index.reconstruct_n(0, self.count)
        return rows

    def to_bytes(self) -> bytes:
        """Serialise the index."""
        return bytes(faiss.serialize_index(self._index).tobytes())

    @classmethod
    def from_bytes(cls, data: bytes) -> VectorIndex:
        """Read an index back; RuntimeError if the bytes are no index."""
        return cls(faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8)))
