"""Our hybrid search as a LlamaIndex retriever, for use in any LlamaIndex program.

Apart from the engine on purpose: importing LlamaIndex takes longer than a cold answer may.
"""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeRelationship, NodeWithScore, QueryBundle, RelatedNodeInfo, TextNode

from assistant.engine import Engine
from assistant.language import answer_language
from corpus.types import Language
from index.types import Hit


class HybridRetriever(BaseRetriever):
    """Retrieves passages by our fused dense and lexical search.

    Each node's text is the passage, word for word; `metadata` holds its language, kind, article and paragraph,
    `start_char_idx`/`end_char_idx` its offsets in the document, which is the node's source.

    >>> HybridRetriever(engine, count=5).retrieve("Neçə dövlət imzalayıb?")  # doctest: +SKIP
    """

    def __init__(self, engine: Engine, count: int = 10, language: Language | None = None) -> None:
        super().__init__()
        self._engine = engine
        self._count = count
        self._language = language

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        text = query_bundle.query_str
        language = answer_language(text, (), self._language)
        return [self._node(hit) for hit in self._engine.search(text, language, self._count)]

    def _node(self, hit: Hit) -> NodeWithScore:
        passage = hit.passage
        document = self._engine.document(passage.document_id)
        location = passage.location
        node = TextNode(
            id_=passage.id,
            text=passage.text,
            start_char_idx=passage.start,
            end_char_idx=passage.end,
            metadata={
                "document_id": document.id,
                "kind": document.kind,
                "language": document.language,
                "title": document.title,
                "published": document.published,
                "article": location.article if location else None,
                "paragraph": location.paragraph if location else None,
            },
            relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=document.id)},
        )
        return NodeWithScore(node=node, score=hit.score)
