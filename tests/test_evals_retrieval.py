"""Retrieval measures, compared with LlamaIndex's own."""

from dataclasses import dataclass

import pytest
from llama_index.core.evaluation.retrieval.metrics import MRR, HitRate

from corpus.types import Language, Location, Passage
from evals.retrieval import Ranked, distinct_articles, rank_articles, summarize_retrieval
from evals.types import Fact


@dataclass(frozen=True)
class FakeHit:
    passage: Passage


def hit(document_id: str, article: int | None) -> FakeHit:
    location = Location(article) if article != 0 else None
    return FakeHit(Passage(f"{document_id}:{article}", document_id, "az", 0, 1, "ə", location, ()))


class FakeSearch:
    def search(self, text: str, language: Language) -> list[FakeHit]:
        del language
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
