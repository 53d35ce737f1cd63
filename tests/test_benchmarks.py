"""The pure parts of the benchmarks; never a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conftest import BagOfWords, make_document

from benchmarks.commands import run_module
from benchmarks.peers import LlamaIndexPeer
from benchmarks.scale import Resembling, mean_recall, scale_check, spread, synthetic_passages
from benchmarks.table import as_json, figure, render
from benchmarks.texts import short_texts
from benchmarks.timing import at_percent, median, seconds
from benchmarks.types import BenchmarkError, Row
from evals.embedding_peers import peer_folder
from index.embed import unit_rows
from index.lexical import build_lexical
from index.vectors import VectorIndex

FASTER = Row("search", 2.0, "ms", 10.0, "peer", 9.0)
SLOWER = Row("embedding", 50.0, "texts/s", 100.0, "peer", 200.0, more_is_better=True)
ALONE = Row("memory", 1234.5, "MB")


def test_percentiles_are_by_the_nearest_rank() -> None:
    values = [float(value) for value in range(20, 0, -1)]
    assert (median(values), at_percent(values, 95), at_percent([7.0], 95)) == (10.0, 19.0, 7.0)


def test_a_percentile_of_nothing_is_an_error() -> None:
    with pytest.raises(BenchmarkError, match="Nothing was measured"):
        median([])


def test_seconds_gives_back_what_was_returned() -> None:
    elapsed, result = seconds(lambda: "Bakı")
    assert elapsed >= 0
    assert result == "Bakı"


def test_a_ratio_says_how_many_times_better_whichever_way_is_better() -> None:
    assert (FASTER.times_better, SLOWER.times_better, ALONE.times_better) == (4.5, 0.25, None)
    assert Row("search", 0.0, "ms", peer="peer", peer_value=1.0).times_better is None
    assert (FASTER.keeps_budget, SLOWER.keeps_budget, ALONE.keeps_budget) == (True, False, None)


def test_the_table_is_aligned_and_says_which_budget_is_missed() -> None:
    assert render([FASTER, SLOWER, ALONE]).split("\n") == [
        "what       measured      budget               peer  peer's  times better",
        "---------  ------------  -------------------  ----  ------  ------------",
        "search     2.00 ms       at most 10.0         peer  9.00    4.50",
        "embedding  50.0 texts/s  at least 100 MISSED  peer  200     0.250",
        "memory     1,234 MB      –                    –     –       –",
    ]


def test_the_json_holds_the_ratio_too() -> None:
    (row,) = as_json([FASTER])
    assert row == {
        "what": "search", "value": 2.0, "unit": "ms", "budget": 10.0, "peer": "peer", "peer_value": 9.0,
        "more_is_better": False, "times_better": 4.5, "keeps_budget": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0"), (0.0451, "0.045"), (9.5, "9.50"), (99.4, "99.4"), (1e6, "1,000,000")]
)
def test_figures_are_short(value: float, shown: str) -> None:
    assert figure(value) == shown


def test_short_texts_are_runs_of_the_corpus_and_the_same_each_time() -> None:
    words = [f"söz{number} слово{number}" for number in range(40)]
    documents = [make_document("az", " ".join(words[:20]), "az"), make_document("ru", " ".join(words[20:]), "ru")]
    texts = short_texts(documents, 50)
    assert texts == short_texts(documents, 50)
    assert all(text in " ".join(words) for text in texts)
    assert {6 <= len(text.split()) <= 24 for text in texts} == {True}


def test_the_peer_model_is_where_its_modules_file_is() -> None:
    files = [Path("site/package/model/1_Pooling/config.json"), Path("site/package/model/modules.json")]
    assert peer_folder(lambda: files) == Path("site/package/model")
    assert peer_folder(lambda: []) is None


def test_llama_index_finds_what_numpy_finds() -> None:
    texts = ["Ханой подписание Конвенции", "Bakı Nazirlər Kabineti", "Hanoi ceremony of the Convention", "şəbəkə 24/7"]
    embedder = BagOfWords()
    peer = LlamaIndexPeer(embedder, 2)
    assert peer.search("Hanoi", 2) == []
    peer.index(texts)
    query = "the ceremony in Hanoi of the Convention"
    scores = embedder.embed_passages(texts) @ embedder.embed_queries([query])[0]
    assert peer.search(query, 1) == [int(scores.argmax())] == [2]


def test_made_up_vectors_have_the_mean_and_the_spread_of_those_they_resemble() -> None:
    random = np.random.default_rng(1)
    like = unit_rows((random.standard_normal((4000, 8)) * np.arange(1, 9) / 20 + 1).astype(np.float32))
    drawn = Resembling(like).rows(4000, random)
    np.testing.assert_allclose(np.linalg.norm(drawn, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(drawn.mean(axis=0), like.mean(axis=0), atol=0.02)
    np.testing.assert_allclose(np.cov(drawn.T), np.cov(like.T), atol=0.01)


def test_terms_keep_their_share_of_the_rows() -> None:
    small = build_lexical([["law", "74"], ["law", "qanun"], ["law"], ["закон"]])
    large = spread(small, 10_000, np.random.default_rng(2))
    assert large.document_frequency("law") == pytest.approx(7_500, rel=0.02)
    rows = large.rows[large.starts[large.vocabulary["74"]] : large.starts[large.vocabulary["74"] + 1]]
    assert (np.diff(rows) > 0).all()
    assert large.scores(["law"]).max() == small.scores(["law"]).max()


def test_recall_compares_with_the_exact_neighbours() -> None:
    random = np.random.default_rng(3)
    vectors = unit_rows(random.standard_normal((300, 16)).astype(np.float32))
    assert mean_recall(VectorIndex.from_vectors(vectors), vectors, vectors[:5]) == 1.0
    others = unit_rows(random.standard_normal((300, 16)).astype(np.float32))
    assert mean_recall(VectorIndex.from_vectors(others), vectors, vectors[:5]) < 0.5


def test_the_scale_check_finds_all_where_the_search_is_exact() -> None:
    like = BagOfWords().embed_passages(["law of states", "закон государств", "dövlətlərin qanunu"])
    lexical = build_lexical([["law", "state"], ["закон"], ["qanun"]])
    rows = scale_check(1_000, like, lexical, [("law of states", "en"), ("закон", "ru"), ("qanun", "az")])
    assert rows[-1].value == 1.0
    assert "exact scan" in rows[-1].what
    assert len(synthetic_passages(70)) == 70


def test_a_command_that_fails_is_named_with_its_reason() -> None:
    with pytest.raises(BenchmarkError, match=r"benchmarks --passages 5` ended with 2: (?s:.*)give 1000 or more"):
        run_module("benchmarks", "--passages", "5")
