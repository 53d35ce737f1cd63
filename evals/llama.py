"""LlamaIndex's own `RetrieverEvaluator` over our LlamaIndex retriever: the same questions, measured by others' code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from llama_index.core.evaluation import RetrieverEvaluator
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.engine import Engine
from assistant.retriever import HybridRetriever
from corpus.types import LANGUAGES, Language
from evals.retrieval import LlamaSummary
from evals.types import Fact

_PASSAGES: Final = 40  # as many as `evals.retrieval` looks at, so that both measure the same
_METRICS: Final = ("hit_rate", "mrr", "ndcg")
_NOTHING: Final = TextNode(id_="no article", text="")  # the metrics raise on an empty list, which is simply a miss


class DistinctArticles(BaseNodePostprocessor):
    """Makes passages the articles of the Convention they stand in: each once, in rank order, with its number as id."""

    def _postprocess_nodes(
        self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
    ) -> list[NodeWithScore]:
        del query_bundle
        found: dict[str, NodeWithScore] = {}
        for item in nodes:
            article = item.node.metadata["article"]
            if item.node.metadata["kind"] == "convention" and article:
                found.setdefault(str(article), NodeWithScore(node=TextNode(id_=str(article)), score=item.score))
        return list(found.values()) or [NodeWithScore(node=_NOTHING)]


def evaluate(engine: Engine, facts: Iterable[Fact]) -> list[LlamaSummary]:
    """Put the questions of facts to our retriever, and let LlamaIndex measure which articles come back."""
    known = list(facts)
    summaries = []
    for language in LANGUAGES:
        asked = [fact for fact in known if language in fact.questions]
        if asked:
            summaries.append(_evaluate(engine, language, asked))
    return summaries


def _evaluate(engine: Engine, language: Language, facts: list[Fact]) -> LlamaSummary:
    evaluator = RetrieverEvaluator.from_metric_names(
        list(_METRICS),
        retriever=HybridRetriever(engine, _PASSAGES, language),
        node_postprocessors=[DistinctArticles()],
    )
    results = [
        evaluator.evaluate(fact.questions[language], [str(article) for article in fact.articles]) for fact in facts
    ]
    means = {name: sum(result.metric_vals_dict[name] for result in results) / len(results) for name in _METRICS}
    return LlamaSummary(language, means["hit_rate"], means["mrr"], means["ndcg"])
