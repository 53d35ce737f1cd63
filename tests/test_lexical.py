"""BM25 against the formula, written out term by term."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import build_lexical

ROWS = [
    ["qanun", "imza", "qanun"],
    ["закон", "подпис", "74"],
    ["law", "sign", "74", "law", "law"],
    [],
    ["qanun", "74"],
    ["imza", "qanun", "qanun"],
]
K1, B = 1.2, 0.5


def idf(term: str, rows: Sequence[Sequence[str]]) -> float:
    holding = sum(term in row for row in rows)
    return math.log(1 + (len(rows) - holding + 0.5) / (holding + 0.5))


def bm25(query: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Robertson's formula with Lucene's idf, for the distinct terms of a query."""
    mean = sum(len(row) for row in rows) / len(rows) if rows else 0
    scores = []
    for row in rows:
        score = 0.0
        for term in set(query):
            count = row.count(term)
            if count:
                score += idf(term, rows) * count * (K1 + 1) / (count + K1 * (1 - B + B * len(row) / mean))
        scores.append(score)
    return scores


def expected_top(query: Sequence[str], rows: Sequence[Sequence[str]], count: int) -> list[int]:
    scores = [round(score, 5) for score in bm25(query, rows)]
    ranked = sorted((row for row, score in enumerate(scores) if score), key=lambda row: (-scores[row], row))
    return ranked[:count]


@pytest.mark.parametrize(
    "query", [["qanun"], ["74", "qanun"], ["qanun", "qanun"], ["закон", "law", "none"], ["none"], []]
)
def test_scores_are_the_formula(query: list[str]) -> None:
    assert build_lexical(ROWS).scores(query).tolist() == pytest.approx(bm25(query, ROWS), rel=1e-6)


TERMS = st.sampled_from(["a", "ə", "ё", "🙂", "74"])


@given(st.lists(st.lists(TERMS, max_size=6), max_size=8), st.lists(TERMS, max_size=4), st.integers(0, 9))
def test_any_rows(rows: list[list[str]], query: list[str], count: int) -> None:
    index = build_lexical(rows)
    assert index.scores(query).tolist() == pytest.approx(bm25(query, rows), rel=1e-5)
    assert [row for row, _ in index.top(query, count)] == expected_top(query, rows, count)
    assert [index.document_frequency(term) for term in index.vocabulary] == [
        sum(term in row for row in rows) for term in index.vocabulary
    ]


def test_a_larger_index_ranks_as_the_formula() -> None:
    chance = random.Random(7)  # noqa: S311 - a test's data, not a secret
    vocabulary = [f"t{number}" for number in range(60)]
    rows = [chance.choices(vocabulary, k=chance.randint(1, 30)) for _ in range(120)]
    index = build_lexical(rows)
    for _ in range(8):
        query = chance.choices(vocabulary, k=4)
        found, scores = index.top(query, 10), bm25(query, rows)
        assert [row for row, _ in found] == expected_top(query, rows, 10)
        assert [score for _, score in found] == pytest.approx([scores[row] for row, _ in found], rel=1e-5)


def test_ties_go_by_row() -> None:
    index = build_lexical([["x"], ["imza"], ["imza"], ["imza"], ["imza"]])
    assert [row for row, _ in index.top(["imza"], 3)] == [1, 2, 3]
    assert [row for row, _ in index.top(["imza"], 9)] == [1, 2, 3, 4]


def test_idf() -> None:
    index = build_lexical(ROWS)
    for term in ("qanun", "закон", "none"):
        assert index.idf(term) == pytest.approx(idf(term, ROWS))
    assert index.idf("none") > index.idf("закон") > index.idf("qanun") > 0
    assert (index.document_frequency("qanun"), index.document_frequency("none")) == (3, 0)


def test_nothing_is_found_in_nothing() -> None:
    nothing: list[list[list[str]]] = [[], [[], []]]
    for rows in nothing:
        index = build_lexical(rows)
        assert index.row_count == len(rows)
        assert index.top(["imza"], 5) == []
        assert index.scores(["imza"]).tolist() == [0] * len(rows)
    assert build_lexical(ROWS).top(["qanun"], 0) == []
    assert build_lexical(ROWS).top([], 5) == []
