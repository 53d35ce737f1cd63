"""The search as a LlamaIndex retriever: the same passages, in the same order, with their places."""

from __future__ import annotations

import asyncio

import pytest
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeRelationship, QueryBundle, RelatedNodeInfo, TextNode

from assistant.engine import Engine
from assistant.retriever import HybridRetriever
from corpus.types import Language

QUESTIONS: list[tuple[Language, str]] = [
    ("en", "How many countries signed the Convention?"),
    ("ru", "Сколько государств подписали Конвенцию?"),
    ("az", "Konvensiyanı neçə dövlət imzalayıb?"),
    ("ru", "skolko stran podpisali konvensiyu"),
    ("en", "Article 41"),
]


@pytest.mark.parametrize(("language", "question"), QUESTIONS)
def test_nodes_are_the_hits(engine: Engine, language: Language, question: str) -> None:
    retriever = HybridRetriever(engine, count=7)
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve(question)
    hits = engine.search(question, language, 7)
    assert len(nodes) == len(hits) == 7
    for found, hit in zip(nodes, hits, strict=True):
        node = found.node
        assert isinstance(node, TextNode)
        assert (node.node_id, node.text, found.score) == (hit.passage.id, hit.passage.text, hit.score)
        document = engine.document(hit.passage.document_id)
        assert document.text[node.start_char_idx : node.end_char_idx] == node.text
        assert node.metadata["document_id"] == document.id
        assert (node.metadata["kind"], node.metadata["language"]) == (document.kind, document.language)
        assert (node.metadata["title"], node.metadata["published"]) == (document.title, document.published)
        location = hit.passage.location
        expected = (location.article, location.paragraph) if location else (None, None)
        assert (node.metadata["article"], node.metadata["paragraph"]) == expected
        assert node.relationships[NodeRelationship.SOURCE] == RelatedNodeInfo(node_id=document.id)


def test_a_bundle_and_an_asynchronous_call_find_the_same(engine: Engine) -> None:
    retriever = HybridRetriever(engine)
    question = QUESTIONS[0][1]
    expected = [found.node_id for found in retriever.retrieve(question)]
    assert len(expected) == 10
    assert [found.node_id for found in retriever.retrieve(QueryBundle(question))] == expected
    assert [found.node_id for found in asyncio.run(retriever.aretrieve(question))] == expected


def test_the_language_can_be_set(engine: Engine) -> None:
    nodes = HybridRetriever(engine, count=5, language="ru").retrieve("Trend")
    assert [found.node_id for found in nodes] == [hit.passage.id for hit in engine.search("Trend", "ru", 5)]


def test_a_text_without_words_finds_nothing(engine: Engine) -> None:
    assert HybridRetriever(engine).retrieve("🙂?!") == []
