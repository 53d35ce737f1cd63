"""Hybrid search, with the sums done by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from conftest import BagOfWords

from corpus.types import Location, Passage
from index import search
from index.lexical import build_lexical
from index.search import HybridIndex, fused
from index.terms import terms
from index.vectors import VectorIndex


def passage(number: int, text: str, language: str = "en") -> Passage:
    return Passage(f"p{number}", "d", language, 0, len(text), text, None, ())


def index_of(texts: list[str], language: str = "en", ids: list[int] | None = None) -> HybridIndex:
    numbers = ids or list(range(len(texts)))
    passages = tuple(passage(number, text, language) for number, text in zip(numbers, texts, strict=True))
    rows = BagOfWords().embed_passages(texts)
    return HybridIndex(
        passages, VectorIndex.from_vectors(rows), build_lexical([terms(text, language) for text in texts])
    )


QUERY = np.array([1, 0], dtype=np.float32)


@pytest.fixture(autouse=True)
def weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fix the weights that the sums below are done with, so that tuning them breaks no test."""
    monkeypatch.setattr(search, "_DENSE_WEIGHT", 0.5)
    monkeypatch.setattr(search, "_SUPPORT", 0.1)
    monkeypatch.setattr(search, "_SUPPORTERS", 2)


def told_index(cosines: list[float], texts: list[str], articles: list[int | None] | None = None) -> HybridIndex:
    """Passages whose cosine to the query (1, 0) is told, and where they stand in the Convention."""
    rows = np.array([[value, (1 - value**2) ** 0.5] for value in cosines], dtype=np.float32)
    places = [None if article is None else Location(article) for article in articles or [None] * len(texts)]
    passages = tuple(replace(passage(number, text), location=places[number]) for number, text in enumerate(texts))
    return HybridIndex(passages, VectorIndex.from_vectors(rows), build_lexical([terms(text, "en") for text in texts]))


def test_the_scores_of_both_sides_are_fused() -> None:
    index = told_index([0.9, -0.5, 0.7], ["nothing here", "sign sign", "sign other words"])
    lexical = index.lexical.scores(terms("sign", "en"))
    share = float(lexical[2] / lexical[1])
    hits = index.search("sign", "en", QUERY)
    # dense: p0, p2, p1; lexical: p1, p2
    assert [(hit.passage.id, hit.dense_rank, hit.lexical_rank) for hit in hits] == [
        ("p2", 2, 2),
        ("p1", 3, 1),
        ("p0", 1, None),
    ]
    assert [hit.score for hit in hits] == pytest.approx([share + 0.35, 1 + 0, 0.45])


@pytest.mark.parametrize(
    ("dense", "lexical", "expected"),
    [
        ({}, {}, {}),
        ({1: 0.8, 2: 0.2}, {}, {1: 0.4, 2: 0.1}),
        ({}, {1: 3.0, 2: 1.5}, {1: 1.0, 2: 0.5}),
        ({1: 0.8, 2: 0.2}, {1: 5.0, 3: 10.0}, {1: 0.9, 2: 0.1, 3: 1.1}),
        ({1: -0.8}, {2: 4.0}, {1: 0.0, 2: 1.0}),
    ],
)
def test_fused(dense: dict[int, float], lexical: dict[int, float], expected: dict[int, float]) -> None:
    assert fused(dense, lexical) == pytest.approx(expected)


def test_passages_of_one_article_support_each_other() -> None:
    index = told_index([0.8, 0.6, 0.4, 0.2, 0.5, 0.5], ["x"] * 6, [41, 41, 41, 41, 7, None])
    scores = {hit.passage.id: hit.score for hit in index.search("unheard", "en", QUERY)}
    # Half the cosine, and a tenth of the two best others of the article.
    assert scores == pytest.approx(
        {
            "p0": 0.4 + 0.1 * (0.3 + 0.2),
            "p1": 0.3 + 0.1 * (0.4 + 0.2),
            "p2": 0.2 + 0.1 * (0.4 + 0.3),
            "p3": 0.1 + 0.1 * (0.4 + 0.3),
            "p4": 0.25,
            "p5": 0.25,
        }
    )


def test_ties_go_by_passage_id() -> None:
    hits = told_index([0.5, 0.5, 0.5], ["sign", "sign", "sign"]).search("sign", "en", QUERY)
    assert [hit.passage.id for hit in hits] == ["p0", "p1", "p2"]
    assert len({hit.score for hit in hits}) == 1


def test_count() -> None:
    index = told_index([0.9, 0.5, 0.7], ["sign", "sign", "sign"])
    every = index.search("sign", "en", QUERY)
    assert [hit.passage.id for hit in every] == ["p0", "p2", "p1"]
    assert index.search("sign", "en", QUERY, count=2) == every[:2]
    assert index.search("sign", "en", QUERY, count=0) == []


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        (None, {"p0", "p1", "p2"}),
        (lambda _: True, {"p0", "p1", "p2"}),
        (lambda found: found.id == "p2", {"p2"}),
        (lambda _: False, set()),
    ],
)
def test_a_filter_is_exact(keep: Callable[[Passage], bool] | None, expected: set[str]) -> None:
    index = told_index([0.9, 0.5, 0.7], ["sign", "sign", "other"])
    hits = index.search("sign", "en", QUERY, keep=keep)
    assert {hit.passage.id for hit in hits} == expected


def test_ranks_count_only_what_is_kept() -> None:
    index = told_index([0.9, 0.5, 0.7], ["sign", "sign sign", "sign other"])
    [hit] = index.search("sign", "en", QUERY, keep=lambda found: found.id == "p2")
    assert (hit.dense_rank, hit.lexical_rank) == (1, 1)


def test_a_passage_scores_the_same_whatever_is_filtered_out_beside_it() -> None:
    index = told_index([0.8, 0.6, 0.4], ["sign sign", "sign", "other"], [41, 41, 7])
    everything = {hit.passage.id: hit.score for hit in index.search("sign", "en", QUERY)}
    kept = index.search("sign", "en", QUERY, keep=lambda found: found.id != "p0")
    assert {hit.passage.id: hit.score for hit in kept} == {"p1": everything["p1"], "p2": everything["p2"]}


def test_a_filter_reaches_past_the_depth_of_a_search() -> None:
    index = told_index([1 - number / 1000 for number in range(400)], ["other"] * 399 + ["sign"])
    [hit] = index.search("other", "en", QUERY, keep=lambda found: found.id == "p399")
    assert (hit.passage.id, hit.dense_rank, hit.lexical_rank) == ("p399", 1, None)


@pytest.mark.parametrize(
    ("language", "texts", "question", "best"),
    [
        ("en", ["74 countries signed it.", "Parliament approved the law."], "who approved the law", 1),
        ("ru", ["Её подписали 74 страны.", "Парламент принял закон."], "сколько стран подписали", 0),
        ("az", ["74 ölkə imzalayıb.", "İlham Əliyev qanunu təsdiqlədi."], "qanunu kim tesdiqleyib", 1),
        ("az", ["Smayl 🙂 var.", "Başqa cümlə."], "ne var? baska cumle", 1),
    ],
)
def test_the_right_passage_comes_first(language: str, texts: list[str], question: str, best: int) -> None:
    index = index_of(texts, language)
    [vector] = BagOfWords().embed_queries([question])
    assert index.search(question, language, vector)[0].passage.text == texts[best]


@pytest.mark.parametrize("text", ["", "🙂", "…"])
def test_a_question_without_words_finds_nothing(text: str) -> None:
    [vector] = BagOfWords().embed_queries([text])
    assert index_of(["74 countries signed it."]).search(text, "en", vector) == []


def test_an_empty_index_finds_nothing() -> None:
    empty = HybridIndex((), VectorIndex.from_vectors(np.zeros((0, 2), dtype=np.float32)), build_lexical([]))
    assert empty.search("sign", "en", QUERY) == []
    assert empty.search("sign", "en", QUERY, keep=lambda _: True) == []
