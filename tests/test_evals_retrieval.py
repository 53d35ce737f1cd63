"""Retrieval measures, compared with LlamaIndex's own."""

from dataclasses import dataclass

import pytest
from llama_index.core.evaluation.retrieval.metrics import MRR, NDCG, HitRate
from llama_index.core.schema import NodeWithScore, TextNode

from assistant.engine import Engine
from corpus.types import Language, Location, Passage
from evals.llama import DistinctArticles, evaluate
from evals.load import RETRIEVAL_FILES, load_facts
from evals.retrieval import Ranked, distinct_articles, rank_articles, summarize_retrieval
from evals.types import Fact


@dataclass(frozen=True)
class FakeHit:
    passage: Passage


def hit(document_id: str, article: int | None) -> FakeHit:
    location = Location(article) if article != 0 else None
    return FakeHit(Passage(f"{document_id}:{article}", document_id, "az", 0, 1, "ə", location, ()))


class FakeSearch:
    def search(self, text: str, language: Language, count: int = 40) -> list[FakeHit]:
        del language, count
        return [hit("trend-2026-02-10-en", 0), hit("convention-az", int(text)), hit("convention-ru", 41)]


def test_articles_count_once_in_the_order_found_and_only_in_the_convention() -> None:
    hits = [
        hit("dayaz-2026-02-10-az", 9), hit("convention-az", 41), hit("convention-en", None), hit("convention-ru", 41),
        hit("convention-ru", 0), hit("convention-en", 42),
    ]  # fmt: skip
    assert distinct_articles(hits) == (41, 42)


def test_each_question_is_searched_in_its_language() -> None:
    fact = Fact("a", "own", "retrieval", {"az": "41", "en": "7"}, {}, articles=(41,))
    ranked = rank_articles(FakeSearch(), [fact])
    assert [(item.language, item.articles, item.rank) for item in ranked] == [("az", (41,), 1), ("en", (7, 41), 2)]


def test_the_measures_agree_with_llama_index() -> None:
    found = [(41, 42), (7, 8, 41), (1, 2, 3, 41), (5,), ()]
    ranked = [Ranked(f"f{number}", "ru", "?", (41,), articles) for number, articles in enumerate(found)]
    (summary,) = summarize_retrieval(ranked)
    assert (summary.first.value, summary.in_first_three.value) == (1 / 5, 2 / 5)
    assert summary.mean_reciprocal_rank == pytest.approx((1 + 1 / 3 + 1 / 4) / 5)
    named = [[str(article) for article in item.articles] for item in ranked]
    mrr = [MRR().compute(expected_ids=["41"], retrieved_ids=ids).score if ids else 0.0 for ids in named]
    three = [HitRate().compute(expected_ids=["41"], retrieved_ids=ids[:3]).score if ids else 0.0 for ids in named]
    assert summary.mean_reciprocal_rank == pytest.approx(sum(mrr) / len(mrr))
    assert summary.in_first_three.value == pytest.approx(sum(three) / len(three))


def test_gains_by_hand_and_as_llama_index_has_them() -> None:
    two = Ranked("f", "az", "?", (41, 42), (7, 41, 8, 42))
    # found at ranks 2 and 4: (1/log2 3 + 1/log2 5) / (1/log2 2 + 1/log2 3)
    assert two.ndcg == pytest.approx((0.63093 + 0.43068) / (1 + 0.63093), abs=1e-4)
    retrieved = [str(article) for article in two.articles]
    assert two.ndcg == pytest.approx(NDCG().compute(expected_ids=["41", "42"], retrieved_ids=retrieved).score)
    assert Ranked("f", "en", "?", (41,), ()).ndcg == 0.0
    assert Ranked("f", "ru", "?", (41,), (41,)).ndcg == 1.0


def node(kind: str, article: int | None) -> NodeWithScore:
    return NodeWithScore(node=TextNode(text="a", metadata={"kind": kind, "article": article}), score=0.5)


def test_passages_become_articles_for_llama_index() -> None:
    passages = [node("article", 9), node("convention", 41), node("convention", None), node("convention", 41),
                node("brief", 3), node("convention", 42)]  # fmt: skip
    assert [item.node_id for item in DistinctArticles().postprocess_nodes(passages)] == ["41", "42"]
    assert [item.node_id for item in DistinctArticles().postprocess_nodes([])] == ["no article"]


def test_llama_index_measures_the_same_of_the_real_search(engine: Engine) -> None:
    facts = load_facts([RETRIEVAL_FILES["test"]])[::8]
    unknown = Fact("nothing", "own", "retrieval", {"az": "🙂?!", "en": "🙂?!", "ru": "🙂?!"}, {}, articles=(41,))
    asked = [*facts, unknown]
    ours = summarize_retrieval(rank_articles(engine, asked))
    theirs = evaluate(engine, asked)
    assert [item.language for item in theirs] == [item.language for item in ours] == ["az", "en", "ru"]
    for own, other in zip(ours, theirs, strict=True):
        assert other.hit_rate == pytest.approx(own.found.value)
        assert other.mrr == pytest.approx(own.mean_reciprocal_rank)
        assert other.ndcg == pytest.approx(own.ndcg)
        assert 0.5 < other.mrr <= other.hit_rate < 1  # the last question finds nothing
