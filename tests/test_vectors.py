"""FAISS against a plain dot product: exact for a small corpus, nearly so past it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from index import vectors
from index.vectors import VectorIndex


def unit_rows(count: int, dimension: int, seed: int = 0) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    result: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return result


def exact_top(rows: NDArray[np.float32], query: NDArray[np.float32], count: int) -> list[int]:
    scores = rows @ query
    return sorted(range(len(rows)), key=lambda row: (-scores[row], row))[:count]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take 5,000 rows for a large corpus; fewer lists, so that each has rows enough to be trained on."""
    monkeypatch.setattr(vectors, "EXACT_UP_TO", 1000)
    monkeypatch.setattr(vectors, "_LISTS", 64)
    monkeypatch.setattr(vectors, "_PROBES", 32)


def test_small_is_exact() -> None:
    rows, queries = unit_rows(500, 32), unit_rows(20, 32, seed=1)
    index = VectorIndex.from_vectors(rows)
    assert (index.count, index.dimension) == (500, 32)
    for query in queries:
        found = index.top(query, 10)
        assert [row for row, _ in found] == exact_top(rows, query, 10)
        assert [score for _, score in found] == pytest.approx([rows[row] @ query for row, _ in found], abs=1e-6)


def clustered(count: int, dimension: int) -> NDArray[np.float32]:
    """Rows around 64 centres, as texts lie around subjects; rows without any neighbourhood are like no text."""
    centres = unit_rows(64, dimension, seed=2)
    rows = centres[np.arange(count) % 64] + 0.6 * unit_rows(count, dimension, seed=3)
    result: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return result


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("kind", ["random", "clustered"])
def test_large_finds_nearly_all(kind: str) -> None:
    rows = unit_rows(5000, 16) if kind == "random" else clustered(5000, 16)
    queries = rows[::250]
    index = VectorIndex.from_vectors(rows)
    assert index._index.nprobe == 32  # an exact index has no probes
    found = [{row for row, _ in index.top(query, 10)} for query in queries]
    wanted = [set(exact_top(rows, query, 10)) for query in queries]
    recall = sum(len(one & other) for one, other in zip(found, wanted, strict=True)) / sum(map(len, wanted))
    assert recall >= 0.9


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("count", [0, 1, 300, 3000])
def test_bytes_there_and_back(count: int) -> None:
    rows = unit_rows(count, 16)
    index = VectorIndex.from_vectors(rows)
    data = index.to_bytes()
    again = VectorIndex.from_bytes(data)
    assert (again.count, again.dimension, again.to_bytes()) == (count, 16, data)
    for query in unit_rows(5, 16, seed=4):
        assert again.top(query, 10) == index.top(query, 10)


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = unit_rows(100, 8)
    assert VectorIndex.from_vectors(rows).to_bytes() == VectorIndex.from_vectors(rows.copy()).to_bytes()


def test_no_index_in_the_bytes() -> None:
    with pytest.raises(RuntimeError):
        VectorIndex.from_bytes(b"no index")


def test_ties_go_by_row() -> None:
    rows = np.repeat(unit_rows(1, 8), 6, axis=0)
    found = VectorIndex.from_vectors(rows).top(rows[0], 6)
    assert [row for row, _ in found] == list(range(6))


def test_ties_at_the_cut_go_by_row() -> None:
    rows = np.repeat(unit_rows(1, 8), 50, axis=0)
    assert [row for row, _ in VectorIndex.from_vectors(rows).top(rows[0], 3)] == [0, 1, 2]


def test_what_finds_nothing() -> None:
    rows = unit_rows(5, 8)
    index = VectorIndex.from_vectors(rows)
    assert index.top(rows[0], 0) == []
    assert index.top(np.zeros(8, dtype=np.float32), 5) == []  # the vector of a text without words
    assert VectorIndex.from_vectors(np.zeros((0, 8), dtype=np.float32)).top(rows[0], 5) == []
    assert len(index.top(rows[0], 99)) == 5
